"""Index files as scripts, so that a page opened from a folder can load them too.

What is in them is compressed by us (zlib), because not every host does it, and base64.
"""

import base64
import json
import zlib

from generator.site.site import File

#: A higher level takes twice the time for one part in a hundred.
LEVEL = 4


def path_of(name: str) -> str:
    """Where a file of the index lies."""
    return f"search/{name}.js"


def packed(name: str, data: bytes) -> File:
    """Bytes for the script to unpack: `wanlixing.store.take("pair-3","…")`."""
    return _call(path_of(name), "take", name, base64.b64encode(zlib.compress(data, LEVEL)).decode())


def json_bytes(value: object) -> bytes:
    """JSON as UTF-16, which is smaller than UTF-8 for Chinese, also when compressed."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-16-le", "replace")


def packed_json(name: str, value: object) -> File:
    """A JSON value, packed."""
    return packed(name, json_bytes(value))


def _call(path: str, function: str, *values: object) -> File:
    arguments = json.dumps(values, ensure_ascii=True, separators=(",", ":"))[1:-1].replace("<", "\\u003c")
    return File(path, f"wanlixing.store.{function}({arguments});\n".encode())

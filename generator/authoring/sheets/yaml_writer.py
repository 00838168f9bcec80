"""Plain data to the YAML of a record, in the form in which people write it."""

import json
import re
from typing import Any

from generator.yaml_source.reader import read_text as parsed

_INDICATORS = "-?:,[]{}#&*!|>'\"%@`= "
_INNER = re.compile(r": |:$| #|[\t\[\]{}]|, ")


def written(data: dict[str, Any], head: str) -> str:
    """The text of a file; read back, it is the same data."""
    text = "\n".join([head, *_mapping(data, "")]) + "\n"
    source, problems = parsed(text, "")
    if source is None or problems or source.data != data:
        raise ValueError(f"not read back as it was written: {data}")
    return text


def _mapping(data: dict[str, Any], indent: str) -> list[str]:
    lines: list[str] = []
    for key, value in data.items():
        if isinstance(value, dict):
            lines += [f"{indent}{key}:", *_mapping(value, f"{indent}  ")]
        elif isinstance(value, list):
            lines += [f"{indent}{key}:"]
            for item in value:
                lines += _item(item, f"{indent}  ")
        else:
            lines.append(f"{indent}{key}: {_scalar(value, indent + '  ')}")
    return lines


def _item(item: Any, indent: str) -> list[str]:
    if not isinstance(item, dict):
        return [f"{indent}- {_scalar(item, indent + '  ')}"]
    first, *rest = _mapping(item, f"{indent}  ")
    return [f"{indent}- {first.strip()}", *rest]


def _scalar(text: str, indent: str) -> str:
    if "\n" in text:
        return _block(text, indent)
    if text[:1] in _INDICATORS or text != text.strip() or _INNER.search(text):
        return json.dumps(text, ensure_ascii=False)
    return text


def _block(text: str, indent: str) -> str:
    """Several lines after `|`, which is how people write them; what that can't hold is quoted."""
    lines = text.split("\n")
    blank = any(line and not line.strip() for line in lines)
    if not lines[0] or lines[0] != lines[0].lstrip() or not lines[-1] or blank:
        return json.dumps(text, ensure_ascii=False)
    return "\n".join(["|-", *(indent + line if line.strip() else "" for line in lines)])

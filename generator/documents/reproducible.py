"""An office file without the moment of its making: the same bytes for the same content."""

import io
import re
import zipfile

_MADE = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
EPOCH = (1980, 1, 1, 0, 0, 0)


def reproducible(raw: bytes) -> bytes:
    """The same archive in the order of its parts, all of one time; its properties name no day."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            content = given.read(name)
            if name == "docProps/core.xml":
                content = _MADE.sub(b"", content)
            made.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()

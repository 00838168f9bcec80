"""Scripts and styles without what only their authors need: comments, white space, long local names."""

from functools import lru_cache
from pathlib import PurePosixPath

from generator.site.site import File

try:
    import minify
except ModuleNotFoundError:
    # No package of it for this machine (Apple silicon): files go out as they are written, which is longer.
    minify = None

_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css"}


@lru_cache(maxsize=200)
def minified(file: File) -> File:
    """A script or style sheet made short, any other file as it is; kept for the next build of a preview."""
    media_type = _MEDIA_TYPES.get(PurePosixPath(file.path).suffix)
    if minify is None or media_type is None:
        return file
    return File(file.path, minify.string(media_type, file.content.decode()).encode())

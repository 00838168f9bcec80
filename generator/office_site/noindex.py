"""What keeps the office's site out of sight: the mark that publishing looks for, and what robots are told."""

from collections.abc import Iterator

from generator.publishing.versions import INTERNAL
from generator.site.site import File, Site


def unlisted(_site: Site) -> Iterator[File]:
    """The mark of an internal site and `robots.txt`."""
    yield File(INTERNAL, "这个文件夹是内部网站，不得公开。\n".encode())
    yield File("robots.txt", b"User-agent: *\nDisallow: /\n")

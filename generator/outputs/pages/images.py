"""The pictures that records show, re-encoded; pictures that no record names are not published."""

from collections.abc import Iterator

from generator.outputs.wechat.article import cover
from generator.site.site import File, Site, pictures_of


def pictures(site: Site) -> Iterator[File]:
    """Each shown picture once."""
    shown: set[str] = set()
    for record in site.catalogue.records:
        named = [file for _image, file in pictures_of(site, record)]
        for file in (*named, *filter(None, [cover(site, record)])):
            if file.picture and file.path not in shown:
                shown.add(file.path)
                contents = (*file.picture.narrower.values(), file.picture.content)
                for (path, _width), content in zip(file.renditions, contents, strict=True):
                    yield File(path, content)

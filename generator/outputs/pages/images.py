"""The pictures that records show, re-encoded; pictures that no record names are not published."""

from collections.abc import Iterator

from generator.site.site import File, Site


def pictures(site: Site) -> Iterator[File]:
    """Each shown picture once."""
    shown: set[str] = set()
    for record in site.catalogue.records:
        for name in filter(None, (*(image.file for image in record.images), record.wechat.cover)):
            file = site.pictures.get((record.unit, name))
            if file and file.picture and file.path not in shown:
                shown.add(file.path)
                contents = (*file.picture.narrower.values(), file.picture.content)
                for (path, _width), content in zip(file.renditions, contents, strict=True):
                    yield File(path, content)

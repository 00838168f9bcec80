"""The files of the example: a made-up province in which everything is alive, for who wants to see before beginning."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from generator.authoring.new_column.files import shared_files, text_of
from generator.images.scenes import Shape, scene
from generator.runtime.packaged import packaged
from generator.site.site import File

#: What is drawn, and how; the column itself gets the pictures alone.
_PICTURES = "pictures.toml"


def example_files() -> Iterator[File]:
    """Every file of the example, by path; the lists and pages that hold of every province come with it."""
    folder = packaged("templates") / "column" / "example"
    own = [path for path in sorted(folder.rglob("*.*")) if path.name != _PICTURES]
    yield from (File(path.relative_to(folder).as_posix(), text_of(path).encode()) for path in own)
    yield from _pictures(folder / _PICTURES)
    yield File("content/lists/themes.yml", text_of(folder.with_name("content") / "lists" / "themes.yml").encode())
    yield File(".gitignore", text_of(folder.with_name("gitignore")).encode())
    written = {path.relative_to(folder).as_posix() for path in own}
    yield from (file for file in shared_files() if file.path not in written)


def _pictures(plan: Path) -> Iterator[File]:
    """The scenes of the plan."""
    for name, said in tomllib.loads(text_of(plan)).items():
        shapes = (Shape(**{**one, "corners": tuple(one["corners"])}) for one in said["shapes"])
        yield File(f"content/images/{name}", scene(shapes))

"""What the program brings along for a column that has no file of its own: templates, and what one begins from.

In the repository these folders lie at the top; the wheel carries them inside the package (`setup.py`).
"""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def packaged(name: str) -> Path:
    """A folder or a file that the program brings along."""
    inside = _PACKAGE / "packaged" / name
    return inside if inside.exists() else _PACKAGE.parent / name


def template_folders(root: Path) -> tuple[Path, ...]:
    """Folders of templates: a column's own, of which each file replaces the program's, then the program's."""
    own, ours = root / "templates", packaged("templates")
    return (own, ours) if own.is_dir() and own.resolve() != ours.resolve() else (ours,)

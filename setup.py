"""What pyproject.toml cannot say: the wheel carries what a column begins from; in the repository it lies at the top."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

#: Folders of the repository that `generator.runtime.packaged` looks for inside the package, and files.
CARRIED = (
    *("templates", "content/lists", "content/pages", ".ci", ".github/workflows", ".gitea/workflows", ".workflow"),
    *(".gitlab-ci.yml", "docs/forge.md"),
)


class WithTemplates(build_py):
    """Build the package as always, then copy those folders into it."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            for name in CARRIED:
                place = Path(self.build_lib, "generator", "packaged", name)
                if Path(name).is_dir():
                    shutil.copytree(name, place, dirs_exist_ok=True)
                else:
                    place.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(name, place)


setup(cmdclass={"build_py": WithTemplates})

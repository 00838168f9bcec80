"""What has been read of a site's folder so far, and what was wrong with it."""

from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

from generator.problems import Place, Problem
from generator.source import Source, children, read_file


@dataclass
class Reading:
    """What has been read so far."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    #: Records that are there but could not be built, as (kind name, id).
    unread: set[tuple[str, str]] = field(default_factory=set)
    #: The data of such files, as far as it could be read.
    rejected: list[Source] = field(default_factory=list)

    def name(self, file: Path) -> str:
        return file.relative_to(self.root).as_posix()

    def inside(self, folder: Path) -> list[Path]:
        """What lies in a folder; linked folders are told, each once, and never followed."""
        if any(above.is_symlink() for above in (folder, *folder.parents) if self.root in above.parents):
            return []
        found = children(folder)
        linked = [path for path in found if path.is_symlink() and path.is_dir()]
        for path in linked:
            self.refuse(path, "E001", "这是链接，不是文件夹本身。", "请提交文件夹和里面的文件本身，不要用链接。")
        return [path for path in found if path not in linked]

    def source(self, file: Path) -> Source | None:
        source, problems = read_file(file, self.name(file))
        self.problems += problems
        return source

    def add(self, problems: list[Problem]) -> None:
        """Take the faults of the fields of the file read last; a place that its YAML has a fault at is told once."""
        mine = takewhile(lambda p: p.place.path == problems[0].place.path, reversed(self.problems))
        told = {problem.place for problem in mine} if problems else set()
        self.problems += [problem for problem in problems if problem.code == "E202" or problem.place not in told]

    def refuse(self, file: Path, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(Place(self.name(file)), code, message, hint))

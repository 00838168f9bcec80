"""What is noticed while a site's folder is read: problems, and what was there but could not be used."""

from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

from generator.diagnostics.problems import Position, Problem, why
from generator.yaml_source.reader import Source, hidden_names, listing, read_file


@dataclass
class LoadContext:
    """What has been read so far."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    #: Records that are there but could not be built, as (kind name, id).
    invalid: set[tuple[str, str]] = field(default_factory=set)
    #: What stands before the names of files, where these lie outside the site's folder: `../wanlixing-office/`.
    before: str = ""

    def name(self, file: Path) -> str:
        return f"{self.before}{file.relative_to(self.root).as_posix()}"

    def inside(self, folder: Path) -> list[Path]:
        """What lies in a folder; linked folders are reported, each once, and never followed."""
        return [folder / name for name, _is_folder in self.listing(folder)]

    def listing(self, folder: Path) -> list[tuple[str, bool]]:
        """The same as names, and of each whether it is a folder."""
        if any(above.is_symlink() for above in (folder, *folder.parents) if self.root in above.parents):
            return []
        try:
            found = listing(folder) if folder.is_dir() else []
        except OSError as error:
            self.refuse(folder, "E001", f"读不出这个文件夹（{why(error)}）。", "请核对文件夹的读取权限。")
            return []
        for name, is_folder, is_link in found:
            if is_folder and is_link:
                hint = "请提交文件夹和里面的文件本身，不要用链接。"
                self.refuse(folder / name, "E001", "这是链接，不是文件夹本身。", hint)
        return [(name, is_folder) for name, is_folder, is_link in found if not (is_folder and is_link)]

    def hidden(self, folder: Path) -> list[str]:
        """Records that begin with a dot, which nothing shows and nothing reads."""
        return [name for name in hidden_names(folder) if name.endswith((".yml", ".yaml"))]

    def source(self, file: Path) -> Source | None:
        source, problems = read_file(file, self.name(file))
        self.problems += problems
        return source

    def add(self, problems: list[Problem]) -> None:
        """Take the faults of the fields of the file read last; a place with a fault of its YAML is reported once."""
        mine = takewhile(lambda p: p.position.path == problems[0].position.path, reversed(self.problems))
        reported = {problem.position for problem in mine} if problems else set()
        self.problems += [problem for problem in problems if problem.code == "E202" or problem.position not in reported]

    def refuse(self, file: Path, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(Position(self.name(file)), code, message, hint))

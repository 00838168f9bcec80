"""The files of a new column: settings, lists, pages and the forge's files, in which the names are right."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from generator.authoring.new_column.divisions import Division, divisions
from generator.runtime.packaged import packaged
from generator.site.site import File
from generator.text.placeholders import filled

ForgeName = Literal["GitHub", "GitLab", "Gitea", "Forgejo", "Gitee"]
_GITEA = tuple(f".gitea/workflows/{name}.yml" for name in ("answer", "check", "nightly", "publish"))
#: The workflows by which the program's own repository is run, and those of a column as well.
_WORKFLOWS: dict[str, tuple[str, ...]] = {
    "GitHub": tuple(f".github/workflows/{name}.yml" for name in ("check", "comment", "nightly", "preview", "publish")),
    "GitLab": (".gitlab-ci.yml",),
    "Gitea": _GITEA,
    "Forgejo": _GITEA,
    "Gitee": (".workflow/check.yml", ".workflow/publish.yml"),
}
#: Where a forge looks for who answers for which files.
_OWNERS = {"GitHub": ".github/CODEOWNERS", "Gitee": ".gitee/CODEOWNERS", "GitLab": "CODEOWNERS"}
_OWNERS |= dict.fromkeys(("Gitea", "Forgejo"), ".gitea/CODEOWNERS")
#: What of the scripts is about the program itself.
_OF_PROGRAM = ("changed", "environment", "release", "run")
#: Lists that hold of every province; a new column has its own copy.
_LISTS = (
    *("brands", "case-types", "industries", "matching-forms", "outlet-levels", "outlet-types", "policy-statuses"),
    *("question-words", "resource-purposes", "rights", "training-types", "visits"),
)
#: Pages whose names come from the settings.
_PAGES = ("guide.md", "sources.md", "subscribe.md")
_COPIED = "# 程序自带的词表，请按本省文件核对。\n"
#: What the lists of the program's own column rest on; another province has papers of its own.
_GROUNDS = re.compile(r"(?m)^# 依据：.*\n")


@dataclass(frozen=True, slots=True)
class EditionWanted:
    """The campaign of the year as the province's notice has it."""

    theme: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class ColumnWanted:
    """What the founder of a column says; everything else follows from the table of divisions."""

    province: Division
    #: The full name of the office that keeps the column.
    host: str
    title: str
    site_url: str
    #: Of the year in which the column begins.
    year: int
    version: str
    edition: EditionWanted | None = None
    forge: ForgeName | None = None
    forge_url: str = ""


def column_files(wanted: ColumnWanted) -> Iterator[File]:
    """Every file of the column, by path."""
    words = _words(wanted)
    ours = packaged("templates") / "column"
    for name in ("site_config.yml", "README.md", "requirements.txt"):
        yield _file(name, ours / name, words)
    yield _file(".gitignore", ours / "gitignore", words)
    for path in sorted((ours / "content").rglob("*.*")):
        yield _file(path.relative_to(ours).as_posix(), path, words)
    yield from shared_files()
    if wanted.forge:
        yield _file("Makefile", ours / "makefile", words)
        yield from _forge_files(wanted.forge)
        yield File(_OWNERS[wanted.forge], _owners(wanted.province, wanted.forge).encode())


def shared_files() -> Iterator[File]:
    """Lists that hold of every province, and pages whose names come from the settings."""
    content = packaged("content")
    for name in _LISTS:
        listed = _GROUNDS.sub("", text_of(content / "lists" / f"{name}.yml"))
        yield File(f"content/lists/{name}.yml", (_COPIED + listed).encode())
    for name in _PAGES:
        yield File(f"content/pages/{name}", text_of(content / "pages" / name).encode())


def _forge_files(forge: ForgeName) -> Iterator[File]:
    """The forge's workflows, the scripts that they run, and how the forge is set up."""
    for name in (*_WORKFLOWS[forge], "docs/forge.md"):
        yield File(name, text_of(packaged(name)).encode())
    scripts = packaged(".ci")
    for path in sorted(one for one in scripts.rglob("*") if one.is_file() and one.suffix in ("", ".py")):
        if path.name not in _OF_PROGRAM:
            yield File(f".ci/{path.relative_to(scripts).as_posix()}", text_of(path).encode())


def _owners(province: Division, forge: ForgeName) -> str:
    """Who answers for the records of which unit: Gitea and Forgejo take regular expressions, all of which hold."""
    units = [unit.id for unit in (province, *divisions().provinces[province])]
    if forge in ("Gitea", "Forgejo"):
        head = "# 把账号换成实际的；每行是匹配整个路径的正则表达式，几行都配得上的，几行的人都来审。\n"
        lines = [f"content/[^/]+/{unit}/.* @{unit}-reviewer" for unit in units]
        return head + "\n".join([".* @column/maintainers", *lines, ""])
    head = "# 把账号换成实际的，并在主分支的保护规则里要求“代码所有者”同意；后面的行优先。\n"
    lines = [f"/content/*/{unit}/ @{unit}-reviewer" for unit in units]
    lists = [f"/content/{name}/ @column/maintainers" for name in ("lists", "pages", "schema")]
    return head + "\n".join(["* @column/maintainers", *lines, *lists, ""])


def _words(wanted: ColumnWanted) -> dict[str, str]:
    """The words that the templates leave open."""
    province, table = wanted.province, divisions()
    host = urlsplit(wanted.site_url).hostname or "wanlixing.example.org"
    return {
        "title": wanted.title,
        "host": wanted.host,
        "host_id": province.id,
        "province": province.name,
        "short": province.short,
        "site_url": wanted.site_url,
        "authority": f"{host},{wanted.year}",
        "units": _units(wanted, table.provinces[province]),
        "divisions_source": table.source,
        "divisions_date": table.as_of.isoformat(),
        "edition": _edition(wanted),
        "edition_setting": f"edition: '{wanted.year}'" if wanted.edition else f"# edition: '{wanted.year}'",
        "forge_setting": _forge_setting(wanted),
        "version": wanted.version,
    }


def _units(wanted: ColumnWanted, below: tuple[Division, ...]) -> str:
    """The country's office, the province's and those below it, as items of `units.yml`."""
    national = Division("100000", "全国", "全国", "cnipa")
    level = "县区" if wanted.province.name.endswith("市") else "设区市"
    return "\n".join(
        [
            _unit(national, "国家知识产权局", "国家", "全国"),
            _unit(wanted.province, wanted.host, "省级", wanted.province.short),
            *(_unit(one, f"{one.name}知识产权局", level, wanted.province.short) for one in below),
        ]
    )


def _unit(division: Division, name: str, level: str, region: str) -> str:
    fields = {"code": f"'{division.code}'", "id": division.id, "name": name, "short": division.short}
    fields |= {"level": level, "region": region}
    first, *others = (f"{key}: {value}" for key, value in fields.items())
    return "\n".join([f"  - {first}", *(f"    {other}" for other in others)])


def _edition(wanted: ColumnWanted) -> str:
    """The edition, if its days are known; what to write, if not."""
    edition = wanted.edition
    if edition is None:
        return "items: []"
    return "\n".join(
        [
            "items:",
            f"  - id: '{wanted.year}'",
            f"    name: {wanted.year}年{wanted.province.name}“知识产权服务万里行”活动",
            f"    organiser: {wanted.host}",
            f"    theme: {edition.theme}",
            f"    start: {edition.start}",
            f"    end: {edition.end}",
            f"    host: {wanted.province.id}",
        ]
    )


def _forge_setting(wanted: ColumnWanted) -> str:
    if wanted.forge is None:
        return "# 记录放在哪个代码平台，写了，投稿表单里就有“到……提交”的按钮。\n# forge:\n#   type: GitHub\n#   url: https://…"
    url = wanted.forge_url or "https://代码平台/组织/仓库"
    sign = "" if wanted.forge_url else "# "
    return f"{sign}forge:\n{sign}  type: {wanted.forge}\n{sign}  url: {url}\n{sign}  branch: main"


def _file(path: str, template: Path, words: dict[str, str]) -> File:
    return File(path, filled(text_of(template), words).encode())


def text_of(path: Path) -> str:
    """What is written in a file of the program."""
    return path.read_text(encoding="utf-8")

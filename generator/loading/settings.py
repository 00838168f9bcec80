"""site_config.yml and what it asks for: the house style, the program of a CMS."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from generator.diagnostics.problems import Problem, quote
from generator.loading.context import LoadContext
from generator.loading.validation import read_model
from generator.model.article_style import HouseStyle
from generator.model.config import Example, SiteConfig
from generator.model.vocabularies import Lists, unit_hint
from generator.runtime.packaged import template_folders
from generator.yaml_source.reader import Source, read_bounded, read_file

#: Where `make cms` puts the program of Decap CMS, and how large a file of it may be.
CMS = ".cms/decap-cms.js"
MAX_PROGRAM = 20_000_000


def read_settings(context: LoadContext, lists: Lists | None) -> tuple[SiteConfig | None, Source, HouseStyle | None]:
    """The settings, their file and the house style; the unit, the region and the edition that they name exist."""
    source = context.source(context.root / "site_config.yml")
    if source is None:
        return None, Source("site_config.yml", {}), None
    config, problems = read_model(SiteConfig, source)
    context.add(problems)
    if lists:
        # Asked of the text, so that they are reported together with whatever else is wrong.
        written = {name: value.strip() for name, value in source.data.items() if isinstance(value, str)}
        context.add(list(_unknown_names(source, written, lists)))
    return config, source, read_style(context, source, config) if config else None


def example_day(root: Path) -> date | None:
    """The day on which an example stays, for commands that have to know it before anything else is read."""
    source, _problems = read_file(root / "site_config.yml", "site_config.yml")
    said = source.data.get("example") if source else None
    if not isinstance(said, dict):
        return None
    try:
        return Example.model_validate(said).today.first
    except ValidationError:
        # Told with everything else that is wrong in the settings.
        return None


def read_style(context: LoadContext, settings: Source, config: SiteConfig) -> HouseStyle | None:
    """The style that the settings name."""
    folder = context.root / "templates"
    if folder.is_symlink():
        context.refuse(folder, "E001", "这是链接，不是文件夹本身。", "请放文件夹本身，不要用链接。")
        return None
    if folder.exists() and not folder.is_dir():
        context.refuse(folder, "E001", "这是文件，不是文件夹。", "templates 里只放要替换的模板；不替换的请删去。")
        return None
    folders = reversed(template_folders(context.root))
    files = {file.stem: file for one in folders for file in context.inside(one / "wechat") if file.suffix == ".yml"}
    name = config.wechat.style
    if name not in files:
        hint = f"可选：{'、'.join(files)}。" if files else "templates/wechat/ 里没有样式文件，请恢复。"
        context.problems.append(
            Problem(settings.position(("wechat", "style")), "E304", f"没有{quote(name)}这个样式。", hint)
        )
        return None
    source, problems = read_file(files[name], f"templates/wechat/{name}.yml")
    context.problems += problems
    style, problems = read_model(HouseStyle, source) if source else (None, [])
    context.add(problems)
    return style


def cms_program(context: LoadContext, config: SiteConfig, settings: Source) -> bytes:
    """The program of Decap CMS as `make cms` fetched it; nothing if the settings do not ask for it."""
    if config.admin is None:
        return b""
    program, problem = read_bounded(context.root / CMS, CMS, MAX_PROGRAM)
    if problem:
        hint = "请运行 make cms，它会从 npm 下载并核对；不用网页填报就删去 admin。"
        message = f"网页填报（admin）要用的程序 {CMS} 读不出来。"
        context.problems.append(Problem(settings.position(("admin",)), "E001", message, hint))
    return program or b""


def _unknown_names(source: Source, written: Mapping[str, str], lists: Lists) -> Iterator[Problem]:
    host, region, edition = (written.get(name) for name in ("host_unit", "home_region", "edition"))
    if host and host not in lists.units:
        message = f"没有{quote(host)}这个单位。"
        yield Problem(source.position(("host_unit",)), "E307", message, unit_hint(host, lists.units))
    if region and region not in lists.regions:
        hint = f"请写单位名单里的所属地区（region），可选：{'、'.join([*lists.regions][:30])}。"
        yield Problem(source.position(("home_region",)), "E304", f"单位名单里没有{quote(region)}这个地区。", hint)
    yield from _unknown_editors(source, lists)
    yield from _unknown_regions(source, lists)
    if edition and lists.editions and edition not in lists.editions:
        hint = f"可选：{'、'.join(lists.editions)}。"
        yield Problem(source.position(("edition",)), "E304", f"没有{quote(edition)}这一届。", hint)


def _unknown_regions(source: Source, lists: Lists) -> Iterator[Problem]:
    """The regions of the group that has a page of its own."""
    group = source.data.get("region_group")
    named = group.get("regions") if isinstance(group, dict) else None
    for number, region in enumerate(named if isinstance(named, list) else ()):
        if isinstance(region, str) and region.strip() not in lists.regions:
            hint = f"请写单位名单里的所属地区（region），可选：{'、'.join([*lists.regions][:30])}。"
            place = source.position(("region_group", "regions", number))
            yield Problem(place, "E304", f"单位名单里没有{quote(region)}这个地区。", hint)


def _unknown_editors(source: Source, lists: Lists) -> Iterator[Problem]:
    """The units for which records may be written in the CMS."""
    admin = source.data.get("admin")
    named = admin.get("units") if isinstance(admin, dict) else None
    for number, unit in enumerate(named if isinstance(named, list) else ()):
        if isinstance(unit, str) and unit.strip() not in lists.units:
            place = source.position(("admin", "units", number))
            yield Problem(place, "E307", f"没有{quote(unit)}这个单位。", unit_hint(unit, lists.units))

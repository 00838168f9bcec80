"""What a government site must have before it goes out (国办发〔2017〕47号, 国办秘函〔2019〕19号)."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.diagnostics.problems import Position, Problem, quote
from generator.model.kinds import KINDS
from generator.model.record import Kind, Record
from generator.site.site import Site

#: Of the office's own values, those that every page has to show (GOV-10, GOV-24); the words say who has them.
REQUIRED = (
    ("site_name", "网站名称", "请照网站备案的名称填写。"),
    ("site_domain", "网站域名", "请填主办单位网站的域名，例如 www.example.gov.cn。"),
    ("site_id_code", "政府网站标识码", "请填主办单位网站的 10 位标识码，或 bm 加 8 位数字。"),
    ("organiser", "主办单位", "请填主办单位的全称。"),
    ("telephone", "联系电话", "请填办公电话，不填个人手机。"),
    ("icp", "ICP备案号", "请照备案的写法填写。"),
    ("police_record", "公安机关备案号", "请照备案的写法填写。"),
    ("conac_url", "党政机关网站标识的链接", "请填标识所指向的 bszs.conac.cn 网址。"),
    ("consult_url", "咨询投诉入口", "请填主办单位网站的咨询投诉页面。"),
    ("correction", "纠错联系方式", "请填接收读者纠错的邮箱、办公电话或表单网址。"),
)
#: Days without anything new after which an inspection counts a column as not updated (GOV-43).
LIMITS = {"工作动态": 14}
OTHER_LIMIT = 183


def production_ready(site: Site) -> Iterator[Problem]:
    """Nothing that the host office has to give is missing, and the address is a government's (GOV-02)."""
    if not site.loaded.production:
        return
    if site.config.example:
        hint = "正式的专栏用 wanlixing init 另建，不要从示例改来。"
        yield _missing(site, ("example",), "这是示例，内容都是编造的，不能正式发布。", hint)
    government = site.config.government
    for name, words, hint in REQUIRED:
        if getattr(government, name) is None:
            yield _missing(site, ("government",), f"正式发布前要填{words}（government.{name}）。", hint)
    host = urlsplit(site.config.site_url).hostname or ""
    if not _governmental(host):
        hint = "专栏要放在主办单位的政府网站里，例如 https://主办单位域名.gov.cn/zt/wlx/ 。"
        yield _missing(site, ("site_url",), f"网址的域名{quote(host)}不是政府网站域名（.gov.cn）。", hint)
    domain = government.site_domain
    if domain and not (_governmental(domain) and (host == domain or host.endswith(f".{domain}"))):
        hint = "网站域名要以 .gov.cn 结尾，并且就是 site_url 所在的域名。"
        yield _missing(site, ("government", "site_domain"), f"网站域名{quote(domain)}与网址不符。", hint)
    authority = site.config.feeds.authority.split(",")[0]
    if not _governmental(authority):
        hint = "请改成主办单位的域名和启用年份；正式发布以后就不能再改。"
        yield _missing(site, ("feeds", "authority"), f"订阅源编号前缀{quote(authority)}不是政府网站域名。", hint)
    if not len(site.catalogue):
        yield _missing(site, (), "专栏还没有任何记录。", "请先录入内容；空栏目不能发布。")


def records_reviewed(site: Site) -> Iterator[Problem]:
    """Everything that goes out was looked at by somebody, who is named; an author may leave that to the editor."""
    for entry in site.catalogue.entries if site.loaded.production else ():
        if not_reviewed(entry.record):
            place = entry.source.position(("reviewed_by",) if entry.record.reviewed_by else ("reviewed_on",))
            hint = "请审核后加上“reviewed_by: 审核人或审核岗位”和“reviewed_on: 审核日期”。"
            yield Problem(place, "E501", "正式发布前要写明谁在哪天审核过（reviewed_by、reviewed_on）。", hint)


def production_fields(site: Site) -> Iterator[Problem]:
    """What a kind may leave out in a draft is there."""
    for entry in site.catalogue.entries if site.loaded.production else ():
        for name in entry.record.kind.review.needed:
            if getattr(entry.record, name) is None:
                title = entry.record.kind.model.model_fields[name].title
                hint = f"请加上“{name}: …”；由发布单位认定，不能代填。"
                yield Problem(entry.source.position((name,)), "E501", f"正式发布前要写明{title}（{name}）。", hint)


def not_reviewed(record: Record) -> bool:
    """Whether a record waits for its review."""
    return record.reviewed_by is None or record.reviewed_on is None


def columns_fresh(site: Site) -> Iterator[Problem]:
    """No column has gone without anything new for too long."""
    if not site.loaded.production:
        return
    for kind, days, limit in ages(site):
        if days > limit:
            message = f"栏目“{kind.label}”已有 {days} 天没有更新，超过 {limit} 天。"
            hint = "国办秘函〔2019〕19号的检查指标把这样的栏目算作不更新；请及时补充，或请主办单位确认已经归档。"
            yield Problem(Position(f"content/{kind.folder}"), "W501", message, hint)


def ages(site: Site) -> list[tuple[Kind, int, int]]:
    """Every column that is shown: days since its last publication, and the days that it may take."""
    found = ((kind, site.catalogue.of(kind)) for kind in KINDS.values())
    return [
        (kind, (site.today - records[0].publish_date.date()).days, LIMITS.get(kind.about.column_type, OTHER_LIMIT))
        for kind, records in found
        if records
    ]


def _governmental(host: str) -> bool:
    return host == "gov.cn" or host.endswith(".gov.cn")


def _missing(site: Site, field: tuple[str | int, ...], message: str, hint: str) -> Problem:
    return Problem(site.loaded.settings.position(field), "E501", message, hint)

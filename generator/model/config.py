"""`site_config.yml`: the site's names, address, government identifiers, feeds and display."""

import re
from typing import Annotated, Literal
from urllib.parse import quote, urlencode

from pydantic import AfterValidator, Field

from generator.model.dates import Day
from generator.model.field_types import Count, Data, Link, Name, Phrase, Refers, Slug, Summary, Word
from generator.model.kinds import KINDS, KindLabel
from generator.model.parsers import read_link, refuse
from generator.model.registry_codes import Authority, IcpNumber, PoliceNumber, SiteCode

_MAIL = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
#: What a form's address may hold, for the page that a reader comes from.
_SLOTS = ("{url}", "{title}")
_PHONE = re.compile(r"0[0-9]{2,3}-?[0-9]{7,8}|1[0-9]{4}|400-?[0-9]{3}-?[0-9]{4}")


def ending_in_slash(value: str) -> str:
    """An address that other addresses are put behind."""
    if not value.endswith("/"):
        refuse("E208", "网址要以“/”结尾。", f"请写成 {value}/")
    return value


def correction_address(value: str) -> str:
    """An address of e-mail, an office telephone, or a page with a form, which may say where the page's address goes."""
    if value.startswith("https://"):
        read_link(value.replace("{url}", "x").replace("{title}", "x"))
        return value
    if _MAIL.fullmatch(value) or _PHONE.fullmatch(value):
        return value
    hint = "请写邮箱、办公电话（例如 025-00000000）或以 https:// 开头的表单网址。"
    return refuse("E210", "读不懂这个纠错联系方式。", hint)


class Government(Data):
    """What a government site must show; given by the host office, never invented (GOV-01, GOV-24)."""

    site_name: Annotated[Name | None, Field(title="网站名称 SiteName")] = None
    site_domain: Annotated[Name | None, Field(title="网站域名 SiteDomain")] = None
    site_id_code: Annotated[SiteCode | None, Field(title="政府网站标识码")] = None
    organiser: Annotated[Name | None, Field(title="主办单位")] = None
    undertaker: Annotated[Name | None, Field(title="承办单位")] = None
    address: Annotated[Phrase | None, Field(title="地址")] = None
    postcode: Annotated[Word | None, Field(title="邮编")] = None
    telephone: Annotated[Name | None, Field(title="电话")] = None
    icp: Annotated[IcpNumber | None, Field(title="ICP备案号")] = None
    police_record: Annotated[PoliceNumber | None, Field(title="公安机关备案号")] = None
    conac_url: Annotated[Link | None, Field(title="党政机关网站标识的链接")] = None
    consult_url: Annotated[Link | None, Field(title="主办单位网站的咨询投诉入口")] = None
    correction: Annotated[
        Annotated[Phrase, AfterValidator(correction_address)] | None,
        Field(
            title="纠错联系方式",
            description="邮箱、办公电话或表单网址，显示在每一页上；表单网址里可以写 {url}、{title}。",
        ),
    ] = None

    def correction_link(self, title: str, address: str) -> str:
        """Where a reader reports a mistake on a page; e-mail and form know the page already."""
        to = self.correction or ""
        if to.startswith("https://"):
            return _form_link(to, title, address)
        if "@" not in to:
            return f"tel:{to}"
        body = f"网址：{address}\r\n有误之处：\r\n依据：\r\n"
        return f"mailto:{to}?{urlencode({'subject': f'纠错：{title}', 'body': body}, quote_via=quote)}"


def _form_link(form: str, title: str, address: str) -> str:
    """The form with title and address where it says `{title}` and `{url}`, or else as values before its fragment."""
    if any(slot in form for slot in _SLOTS):
        return form.replace("{title}", quote(title, safe="")).replace("{url}", quote(address, safe=""))
    page, mark, fragment = form.partition("#")
    values = urlencode({"title": title, "url": address}, quote_via=quote)
    return f"{page}{'&' if '?' in page else '?'}{values}{mark}{fragment}"


class Feeds(Data):
    """How feeds are named and how long they are."""

    #: A domain and a year that stay the same when the site moves: entry ids are built on them (RFC 4151).
    authority: Annotated[Authority, Field(title="条目编号前缀")]
    length: Annotated[Count, Field(title="每个源的条数", ge=1, le=100)] = 40
    hub: Annotated[Link | None, Field(title="WebSub 中心的网址", description="不用就不写。")] = None


class WechatSettings(Data):
    """How articles for 公众号 look and how digests are grouped."""

    style: Annotated[Slug, Field(title="排版样式", description="templates/wechat/ 中文件的名字。")] = "ink"
    account: Annotated[Name | None, Field(title="公众号名称", description="读者在微信里搜的名字；没有就不写。")] = None
    follow: Annotated[
        Link | None,
        Field(
            title="公众号二维码里的网址",
            description="用微信以外的扫码软件扫公众号的二维码，看到的就是，例如 http://weixin.qq.com/r/… 。",
        ),
    ] = None
    digest_by: Annotated[Literal["单位", "任务"], Field(title="汇总的分组")] = "单位"


class Admin(Data):
    """The page `admin/`, on which records are written with Decap CMS; off unless it is in the settings."""

    backend: Annotated[
        Literal["github", "gitlab", "gitea", "proxy"],
        Field(title="代码平台", description="proxy 是本机的 decap-server，只用于试用。"),
    ]
    repo: Annotated[Name | None, Field(title="代码仓库", examples=["所有者/仓库名"])] = None
    branch: Annotated[Name, Field(title="主分支")] = "main"
    address: Annotated[
        Link | None, Field(title="接口地址", description="自建平台的 API 网址；proxy 写 decap-server 的地址。")
    ] = None
    login: Annotated[Link | None, Field(title="登录服务的网址", description="OAuth 服务，由平台管理员提供。")] = None
    app_id: Annotated[Name | None, Field(title="OAuth 应用编号")] = None
    kinds: Annotated[
        tuple[KindLabel, ...],
        Field(title="可以填写的种类", min_length=1),
    ] = tuple(kind.label for kind in KINDS.values() if kind.for_editors)
    units: Annotated[tuple[Slug, ...], Field(title="可以填写的单位编号", description="不写就是本省全部。")] = ()


class Forge(Data):
    """Where records are kept, so that the form can open the page for a new file there."""

    type: Annotated[Literal["GitHub", "Gitea", "Forgejo", "GitLab", "Gitee"], Field(title="平台")]
    url: Annotated[Link, Field(title="代码仓库的网址", examples=["https://github.com/组织/仓库"])]
    branch: Annotated[Word, Field(title="主分支")] = "main"


class Display(Data):
    """How the pages are cut."""

    page_size: Annotated[Count, Field(title="列表每页条数", ge=5, le=100)] = 20
    home_latest: Annotated[Count, Field(title="首页最新条数", ge=1, le=30)] = 8


class Measures(Data):
    """What the regions of a group have agreed to do together, in the groups in which they said it."""

    record: Annotated[str, Refers("highlight"), Field(title="出处的记录编号")]
    items: Annotated[tuple[Phrase, ...], Field(title="各组措施", min_length=1, max_length=20)]
    note: Annotated[Phrase | None, Field(title="说明")] = None


class RegionGroup(Data):
    """Regions that work together, with a page of their own; a column of one region alone has none."""

    name: Annotated[Word, Field(title="简称", description="也是菜单上的名字。", examples=["长三角"])]
    title: Annotated[Name, Field(title="页面标题")]
    lead: Annotated[Summary, Field(title="页面简介")]
    regions: Annotated[tuple[Word, ...], Field(title="地区", min_length=2, max_length=20)]
    tag: Annotated[Word, Field(title="标签", description="有这个标签的记录列在专页上。")]
    series: Annotated[Name | None, Field(title="轮流举办的系列活动", description="记录里的 series。")] = None
    collection: Annotated[
        str | None, Refers("collection"), Field(title="专题编号", description="专栏汇编的跨地区案例。")
    ] = None
    known_lists: Annotated[
        str | None, Refers("roster"), Field(title="名单名录编号", description="只载明名称或个别案件的名单，列成名录。")
    ] = None
    release_tags: Annotated[
        tuple[Word, ...], Field(title="各地发布的标签", description="有这些标签的，列入各地当年发布。", max_length=20)
    ] = ()
    measures: Annotated[Measures | None, Field(title="共同措施")] = None
    notice: Annotated[Phrase | None, Field(title="名单说明", description="公开资料缺什么、向哪里索取。")] = None


def known_to_the_day(value: Day) -> Day:
    """A day that can be taken for today."""
    if value.day is None:
        refuse("E207", "这里要写到日。", f"例如 {value.first}。")
    return value


class Example(Data):
    """A column in which everything is made up: every page says so, and the column stays on one day."""

    notice: Annotated[Phrase, Field(title="每页写明的话", description="内容都是编造的，不是新闻。")]
    today: Annotated[Day, AfterValidator(known_to_the_day), Field(title="停在哪一天")]


class SiteConfig(Data):
    """The whole of `site_config.yml`."""

    title: Annotated[Name, Field(title="专栏名称")]
    subtitle: Annotated[Phrase, Field(title="副标题")]
    description: Annotated[Summary, Field(title="专栏简介")]
    site_url: Annotated[Link, AfterValidator(ending_in_slash), Field(title="网址")]
    host_unit: Annotated[Phrase, Field(title="主办单位编号", description="content/lists/units.yml 中的 id。")]
    home_region: Annotated[Word, Field(title="本省", description="首页按此列出各设区市。")]
    edition: Annotated[str | None, Field(title="首页展示的届次")] = None
    region_group: Annotated[RegionGroup | None, Field(title="跨地区协作专页", description="没有就不写。")] = None
    government: Annotated[Government, Field(title="政府网站信息")] = Government()
    feeds: Annotated[Feeds, Field(title="订阅源")]
    office: Annotated[
        Word | None,
        Field(
            title="内部资料的文件夹",
            description="相对站点文件夹，例如 ../wanlixing-office；不写就是 content/office。",
        ),
    ] = None
    wechat: Annotated[WechatSettings, Field(title="公众号")] = WechatSettings()
    admin: Annotated[Admin | None, Field(title="网页填报（Decap CMS）", description="不用就不写。")] = None
    display: Annotated[Display, Field(title="显示设置")] = Display()
    forge: Annotated[Forge | None, Field(title="代码平台", description="不写就不显示相应的按钮。")] = None
    engine: Annotated[
        Literal["material", "plain"],
        Field(title="版式引擎", description="material 用 mkdocs-material，plain 用程序自带的；页面相同。"),
    ] = "material"
    example: Annotated[Example | None, Field(title="示例专栏", description="内容都是编造的才写。")] = None

    @property
    def notice(self) -> str:
        """What every file of a column says in which everything is made up; of others nothing."""
        return str(self.example.notice) if self.example else ""

    keep_versions: Annotated[Count, Field(title="保留的历史版本数", ge=1, le=20)] = 3
    language: Annotated[Literal["zh-CN"], Field(title="语言")] = "zh-CN"

    @property
    def base_path(self) -> str:
        """The path under which the site lies on its host, with slashes at both ends."""
        return "/" + self.site_url.split("/", 3)[3]

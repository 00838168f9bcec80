"""What readers can do with a page besides reading it: pass it on, keep its address on paper, report a mistake."""

from dataclasses import dataclass

from generator.images import qr
from generator.model.config import Government, SiteConfig


@dataclass(frozen=True, slots=True)
class MistakeReport:
    """The way to report a mistake: its link, what the link says, and an address that paper can show as well."""

    link: str
    words: str
    shown: str


@dataclass(frozen=True, slots=True)
class PageTools:
    """The title and the address that are passed on, the address as a QR code, and the way to report a mistake."""

    title: str
    address: str
    code: str
    report: MistakeReport | None


def page_tools(config: SiteConfig, title: str, address: str) -> PageTools:
    """The tools of a page, by its title and its public address."""
    code = qr.svg(address, "本页网址的二维码")
    return PageTools(title, address, code, mistake_report(config.government, title, address))


#: What the link says, by the scheme of its address.
_WORDS = {"https": "填表纠错", "mailto": "发邮件纠错", "tel": "打电话纠错"}


def mistake_report(government: Government, title: str, address: str) -> MistakeReport | None:
    """How a mistake is reported: by form, by mail or by telephone as the host office chose, or not at all."""
    if not government.correction:
        return None
    link = government.correction_link(title, address)
    scheme = link.partition(":")[0]
    return MistakeReport(link, _WORDS[scheme], "" if scheme == "https" else government.correction)

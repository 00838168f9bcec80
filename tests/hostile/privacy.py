"""Family 12: what must not be published of a person, and what only looks like it. All numbers are made up."""

from hostile.case import Case, Verdict, case, record
from stdnum.cn import ric


def _identity(front: str) -> str:
    return front + str(ric.calc_check_digit(front + "0"))


NUMBER = _identity("32010219900307123")


def _body(name: str, verdict: Verdict, code: str, text: str) -> Case:
    return case(f"privacy-{name}", verdict, record(body=f"|\n  第一段。\n\n  §{text}\n"), code)


def _note(name: str, code: str, field: str, text: str) -> Case:
    return case(f"privacy-{name}", "refuse", record() + f"{field}: §{text}\n", code)


CASES: tuple[Case, ...] = (
    _body("identity", "refuse", "E601", f"身份证号 {NUMBER}。"),
    _body("identity-glued", "refuse", "E601", f"身份证号{NUMBER}的人。"),
    _body("identity-spaced", "refuse", "E601", f"身份证号 {NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}。"),
    _body("identity-dashed", "refuse", "E601", f"身份证号 {NUMBER[:6]}-{NUMBER[6:14]}-{NUMBER[14:]}。"),
    _body("identity-wide", "refuse", "E601", "身份证号" + "".join(chr(ord(sign) + 0xFEE0) for sign in NUMBER) + "。"),
    _body("identity-bold", "refuse", "E601", f"身份证号 **{NUMBER}**。"),
    _body("identity-code", "refuse", "E601", f"身份证号 `{NUMBER}`。"),
    _body("identity-table", "refuse", "E601", f"号码：{NUMBER}，其余略。"),
    _body(
        "identity-wrong-digit",
        "warn",
        "W601",
        f"身份证号 {NUMBER[:-1]}{(int(NUMBER[-1], 16) + 1) % 10 if NUMBER[-1] != 'X' else 1}。",
    ),
    _body("identity-old", "warn", "W601", "身份证 320102900307123。"),
    _body("mobile", "refuse", "E602", "联系 13800138000。"),
    _body("mobile-glued", "refuse", "E602", "手机13912345678请联系。"),
    _body("mobile-spaced", "refuse", "E602", "联系 138 0013 8000。"),
    _body("mobile-dashed", "refuse", "E602", "联系 138-0013-8000。"),
    _body("mobile-country", "refuse", "E602", "联系 +86 13800138000。"),
    _body("mobile-wide", "refuse", "E602", "联系１３８００１３８０００。"),
    _body("card", "refuse", "E603", "账号 6222021234567890128。".replace("6222021234567890128", "6222 0212 3456 7894")),
    _body("plate", "warn", "W602", "车牌苏A12345。"),
    _body("mail", "warn", "W603", "邮箱 zhangsan@qq.com。"),
    _body("passport", "warn", "W604", "护照号 E12345678。"),
    _body("home", "warn", "W605", "住试验路8号3幢201室。"),
    _body("minor", "warn", "W606", "涉及未成年人。"),
    _body("person", "warn", "W607", "原告王小明，住所略。"),
    _note("mobile-note", "E602", "note", "联系 13800138000"),
    _note("mobile-place", "E602", "place", "试验会议中心 13800138000"),
    _note("identity-note", "E601", "note", NUMBER),
    case("privacy-mobile-title", "refuse", record(title="§试验市对接会请拨13800138000"), "E602"),
    case("privacy-mobile-summary", "refuse", record(summary="§试验市知识产权局对接会，联系 13800138000。"), "E602"),
    case(
        "privacy-mobile-alt",
        "refuse",
        record() + "images:\n  - file: a.jpg\n    alt: §电话 13800138000\n    credit: 试验市知识产权局\n",
        "E602",
    ),
    case("privacy-mobile-comment", "neutralise", record() + "# 13800138000\n"),
    _body("ok-hotline", "accept", "", "拨打 12345、12315、12330 或 96315。"),
    _body("ok-line", "accept", "", "电话 025-83279999，0512-65220000 转 8001。"),
    _body("ok-free", "accept", "", "热线 400-810-1234，800-820-8820。"),
    _body(
        "ok-patent",
        "accept",
        "",
        "专利 ZL201410123456.4、ZL202110098765.1 已授权。".replace(
            "201410123456.4、ZL202110098765.1", "201410123456.7"
        ),
    ),
    _body("ok-case-number", "accept", "", "案号为（2019）苏01民初1234号。"),
    _body("ok-document", "accept", "", "依据苏知发〔2020〕63号办理。"),
    _body("ok-amounts", "accept", "", "融资13800138000元，合138.00138亿元。"),
    _body("ok-long-number", "accept", "", "编号 20200618000123456789 的批次。"),
    _body("ok-share-code", "accept", "", "股票代码 600519，邮编 210008。"),
    _body("ok-office-mail", "accept", "", "邮箱 ipr@nanjing.gov.cn。"),
    _body("ok-masked", "accept", "", "原告王某，手机 138****8000，身份证 3201****1234。"),
    _body("ok-dates", "accept", "", "2020-06-18 至 2020-06-20，20200618 当天。"),
    _body("ok-address-office", "accept", "", "办公地址在试验路8号1号楼。"),
    _body("ok-url-digits", "accept", "", "见[公告](https://example.org/art/2020/6/18/art_13800138000_1.html)。"),
    _body("ok-isbn", "accept", "", "书号 978-7-5130-6789-0。"),
    _body("ok-model", "accept", "", "型号 G12345678 与 E1A2B3C4 设备。"),
)

"""Family 12: what must not be published of a person, and what only looks like it. All numbers are made up."""

from hostile.case import Case, Verdict, accept, case, record
from hostile.disguises import HONEST, NUMBER, REFUSED, TOLD, identity


def _body(name: str, verdict: Verdict, code: str, text: str) -> Case:
    return case(f"privacy-{name}", verdict, record(body=f"|\n  第一段。\n\n  §{text}\n"), code)


def _note(name: str, code: str, field: str, text: str) -> Case:
    return case(f"privacy-{name}", "refuse", record() + f"{field}: §{text}\n", code)


#: Written so that a pattern for plain figures passes by, while people read it all the same.
_HIDDEN = {
    "wide-space": ("E602", "联系 138\u30000013\u30008000。"),
    "thin-dash": ("E602", "联系 138\u20110013\u20118000。"),
    "dashes": ("E602", "联系 138—0013—8000。"),
    "dots": ("E602", "联系 138.0013.8000。"),
    "groups": ("E602", "电话 1380 0138 000。"),
    "brackets": ("E602", "手机（138）0013-8000。"),
    "abroad": ("E602", "联系 008613800138000。"),
    "letters": ("E602", "微信 wx13800138000。"),
    "han": ("E602", "手机一三八〇〇一三八〇〇〇。"),
    "circled": ("E602", "联系①③⑧⓪⓪①③⑧⓪⓪⓪。"),
    "arabic": ("E602", "联系١٣٨٠٠١٣٨٠٠٠。"),
    "bold": ("E602", "联系 138**0013**8000。"),
    "code": ("E602", "联系 138`0013`8000。"),
    "escape": ("E602", "联系 138\\-0013\\-8000。"),
    "entity": ("E602", "联系 1380013&#56;000。"),
    "link": ("E602", "联系 [138](https://example.org/)00138000。"),
    "role": ("E602", "联系 13800138000项目负责人。"),
    "thousands": ("E602", "拨 13800138000千万别错。"),
    "identity-dots": ("E601", f"号码 {NUMBER[:6]}.{NUMBER[6:14]}.{NUMBER[14:]}。"),
    "identity-wide-space": ("E601", f"号码 {NUMBER[:6]}\u3000{NUMBER[6:14]}\u3000{NUMBER[14:]}。"),
    "identity-bold": ("E601", f"号码 {NUMBER[:6]}**{NUMBER[6:14]}**{NUMBER[14:]}。"),
    "identity-entity": ("E601", f"号码 &#51;{NUMBER[1:]}。"),
    "identity-foreigner": ("E601", f"永久居留证 {identity('93210219900307123')}。"),
}
#: What only looks like it, and stood under suspicion once.
_HONEST = {
    "views": "浏览15912345678次，播放13812345678次。",
    "currency": "出口美元13800138000，折合￥13800138000。",
    "certificate": "证书第13800138000号。",
    "han-years": "二〇二〇年六月十八日，一三八号文，一九九〇年。",
    "statement": "当事人陈述，申请人曾多次，被告付款，原告向法庭，当事人陆续，被告董事，均无异议。",
    "marks": "增长**120**家，共`1380`件、*13800*件、138\\-0013号。",
    "table-figures": "2016 2017 2018 2019，1201 1302 1403 1504件。".replace("件", ""),
    "decimals": "经度118.796877，长138.00138000米，版本1.3.8.0013.8000。",
}


CASES: tuple[Case, ...] = (
    *(_body(f"hidden-{name}", "refuse", code, text) for name, (code, text) in _HIDDEN.items()),
    *(_body(f"ok-{name}", "accept", "", text) for name, text in _HONEST.items()),
    *(_body(f"disguised-{name}", "refuse", code, text) for name, (code, text) in REFUSED.items()),
    # Stars that are left over are refused besides.
    *(
        _body(f"disguised-{name}", "refuse" if "**" in text else "warn", code, text)
        for name, (code, text) in TOLD.items()
    ),
    *(_body(f"alike-{name}", "accept", "", text) for name, text in HONEST.items()),
    accept("privacy-ok-id-139-2020-0001", record()),
    case("privacy-mobile-in-id-13800138000", "refuse", record(), "E602"),
    _body("plate-space", "warn", "W602", "车牌苏A 12345。"),
    _body("plate-police", "warn", "W602", "车牌苏A1234警。"),
    _body("mail-upper", "warn", "W603", "邮箱 WANG@QQ.COM。"),
    _body("person-sues", "warn", "W607", "原告王小明诉被告某公司。"),
    _body("person-dot", "warn", "W607", "申请人阿里木·买买提，男。"),
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

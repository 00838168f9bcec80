"""Family 7: links: schemes, logins, hosts that are none, addresses inside a network."""

from hostile.case import Case, accept, record, refuse
from hostile.markup import quoted

BAD = {
    "javascript": "javascript:alert(1)",
    "javascript-case": "JaVaScRiPt:alert(1)",
    "javascript-slashes": "javascript://example.org/%0aalert(1)",
    "vbscript": "vbscript:msgbox(1)",
    "data": "data:text/html,<script>alert(1)</script>",
    "data-base64": "data:text/html;base64,PHNjcmlwdD4=",
    "blob": "blob:https://example.org/1",
    "file": "file:///etc/passwd",
    "ftp": "ftp://example.org/a",
    "weixin": "weixin://dl/business/?t=1",
    "word": "ms-word:ofe|u|https://example.org/a.doc",
    "intent": "intent://example.org#Intent;scheme=http;end",
    "mail": "mailto:a@example.org",
    "telephone": "tel:110",
    "about": "about:blank",
    "view-source": "view-source:https://example.org",
    "host-only": "//example.org/a",
    "path-only": "/etc/passwd",
    "relative": "../../index.html",
    "anchor": "#top",
    "login": "https://user@example.org/",
    "login-password": "https://user:pass@example.org/",
    "login-lookalike": "https://www.cnipa.gov.cn@evil.example/",
    "login-empty": "https://@example.org/",
    "no-host": "https:///path",
    "no-slashes": "https:example.org",
    "one-slash": "https:/example.org",
    "backslashes": "https:\\\\example.org\\a",
    "backslash-inside": "https://example.org\\@evil.example/",
    "port-nought": "https://example.org:0/",
    "port-high": "https://example.org:99999/",
    "port-words": "https://example.org:abc/",
    "space": "https://example.org/a b",
    "quote": 'https://example.org/"onclick="alert(1)',
    "angle": "https://example.org/<script>",
    "bracket": "https://[::1",
    "wide": "ｈｔｔｐｓ：//example.org/",
    "wide-dot": "https://example。org/",
    "loopback": "http://127.0.0.1/admin",
    "loopback-name": "http://localhost:8080/",
    "loopback-short": "http://127.1/",
    "loopback-number": "http://2130706433/",
    "loopback-hexadecimal": "http://0x7f000001/",
    "loopback-octal": "http://0177.0.0.1/",
    "loopback-six": "http://[::1]/",
    "private-ten": "http://10.0.0.8/oa",
    "private-office": "http://192.168.1.20/oa/file?id=1",
    "private-carrier": "http://100.64.0.1/",
    "loopback-translated": "http://[64:ff9b::7f00:1]/",
    "loopback-six-to-four": "http://[2002:7f00:1::]/",
    "long-name": "https://" + "a." * 130 + "org/",
    "metadata": "http://169.254.169.254/latest/meta-data/",
    "zero": "http://0.0.0.0/",
    "intranet": "http://oa/file",
    "local": "http://oa.local/file",
    "user-only": "https://user@",
    "dots": "https://../",
    "dot-only": "https://./",
    "empty-label": "https://a..example.org/",
    "long-label": "https://" + "a" * 64 + ".org/",
    "dash-label": "https://-a.example.org/",
    "long": "https://example.org/" + "a" * 600,
    "loopback-circled": "https://①②⑦.⓪.⓪.①/",
    "alike-cyrillic": "https://аррӏе.com/",
    "alike-greek": "https://ονο.com/",
    "alike-punycode": "https://xn--80ak6aa92e.com/",
    "wide-letter": "https://ａ.example.org/",
    "script-letter": "https://ℊov.example.org/",
}
#: Percent signs and Markdown's own brackets make these something else inside a text.
_FIELD_ONLY = {
    "loopback-circled",
    "wide-letter",
    "script-letter",
    "login-empty",
    "wide-dot",
    "space",
    "quote",
    "angle",
    "backslashes",
    "backslash-inside",
}
GOOD = {
    "plain": "https://www.cnipa.gov.cn/",
    "http": "http://zscqj.nanjing.gov.cn/a/b.html",
    "port": "http://www.example.org:8080/a",
    "query": "https://example.org/a?b=1&c=%E4%B8%AD#d",
    "chinese-path": "https://example.org/知识产权/1.html",
    "chinese-host": "https://政务.中国/",
    "punycode": "https://xn--55qx5d.cn/",
    "address": "http://221.226.253.11:8080/a.html",
    "brackets": "https://example.org/a_(b)",
    "tilde": "https://example.org/~a/!b,c;d",
    "upper": "HTTPS://WWW.EXAMPLE.ORG/A",
    "long-query": "https://mp.weixin.qq.com/s?__biz=MzA3&mid=2650&idx=1&sn=0a1b2c#rd",
    "digits-host": "https://12345.gov.cn/",
    "cyrillic-host": "https://тест.рф/",
    "cyrillic-latin-ending": "https://яндекс.com/",
    "accented-host": "https://müller.de/",
    "kana-host": "https://日本語.jp/",
    "chinese-query": "https://www.baidu.com/s?wd=知识产权&ie=utf-8",
}


def _source(address: str) -> str:
    return record(sources=f"\n  - title: 试验消息\n    publisher: 试验市知识产权局\n    url: §{quoted(address)}")


CASES: tuple[Case, ...] = (
    *(
        refuse(f"link-source-{name}", "E204" if name == "long" else "E208", _source(address))
        for name, address in BAD.items()
    ),
    *(
        refuse(f"link-body-{name}", "E402", record(body=f"|\n  第一段。\n\n  §参见[公告]({address})。\n"))
        for name, address in BAD.items()
        if name not in _FIELD_ONLY and name != "long"
    ),
    refuse(
        "link-source-newline",
        "E208",
        record(sources='\n  - title: 甲\n    publisher: 乙\n    url: §"https://a.cn/\\nb"'),
    ),
    refuse(
        "link-source-tab",
        "E208",
        record(sources='\n  - title: 甲\n    publisher: 乙\n    url: §"java\\tscript:alert(1)"'),
    ),
    refuse("link-wechat", "E208", record() + "wechat:\n  url: §javascript:alert(1)\n"),
    refuse("link-body-empty", "E402", record(body="|\n  §[公告]()\n")),
    refuse("link-body-entity", "E402", record(body="|\n  §[公告](java&#115;cript:alert(1))\n")),
    refuse("link-body-entity-tab", "E402", record(body="|\n  §[公告](java&Tab;script:alert(1))\n")),
    refuse("link-body-entity-colon", "E402", record(body="|\n  §[公告](javascript&colon;alert(1))\n")),
    refuse("link-body-angle", "E402", record(body="|\n  §[公告](<javascript:alert(1)>)\n")),
    refuse("link-body-escaped", "E402", record(body="|\n  §[公告](java\\script:alert\\(1\\))\n")),
    refuse("link-body-second", "E402", record(body="|\n  [甲](https://a.cn)\n  §[乙](javascript:alert(1))\n")),
    *(accept(f"link-source-good-{name}", _source(address).replace("§", "")) for name, address in GOOD.items()),
    *(
        accept(f"link-body-good-{name}", record(body=f"|\n  参见[公告]({address})。\n"))
        for name, address in GOOD.items()
    ),
    refuse("link-body-other-site", "E402", record(body="|\n  §[https://www.gov.cn/](https://evil.example/)\n")),
    refuse("link-body-other-name", "E402", record(body="|\n  §[www.gov.cn 公告](https://gov.cn.evil.example/)\n")),
    accept(
        "link-body-same-site", record(body="|\n  [www.gov.cn](https://gov.cn/a)、[https://a.cn/b](http://www.a.cn)\n")
    ),
    accept(
        "link-body-same-chinese",
        record(body="|\n  [https://政务.中国/a](https://政务.中国/a)、[Node.js](https://a.cn)\n"),
    ),
    accept("link-body-titled", record(body="|\n  参见[公告](https://example.org/a '说明')。\n")),
)

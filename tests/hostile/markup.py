"""Family 6: HTML, Markdown and scripts in every field of a record."""

from hostile.case import Case, accept, neutralise, one_tag, record, refuse
from hostile.vectors import VECTORS


def quoted(text: str) -> str:
    """Any text as a YAML value."""
    return "'" + text.replace("'", "''") + "'"


def everywhere(vector: str) -> str:
    """A record that says the same in every field that takes words."""
    # Sixty-four signs fit into a title, and a body takes no HTML, only code.
    value = quoted(vector)
    short, title, digest = (
        quoted(vector[:40]),
        quoted(("试验" + vector)[:64]),
        quoted(("试验市编造的摘要" + vector)[:120]),
    )
    return (
        record(
            title=quoted(("试验" + vector)[:64]),
            summary=quoted(("试验市编造的摘要：" + vector)[:120]),
            body=f"|\n  正文 `` {vector} `` 里。",
        )
        .replace("title: 试验消息", f"title: {value}")
        .replace("publisher: 试验市知识产权局", f"publisher: {value}")
        + f"place: {quoted(vector[:80])}\ntags: [{one_tag(short)}]\norganisers: [{one_tag(short)}]\nnote: {value}\n"
        + f"wechat:\n  title: {title}\n  digest: {digest}\n"
        + f"corrections:\n  - date: 2020-07-01 10:00\n    note: {value}\n"
    )


RAW = {
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "svg": "<svg onload=alert(1)></svg>",
    "frame": "<iframe src=https://example.org></iframe>",
    "style": "<style>*{display:none}</style>",
    "form": "<form action=https://example.org><input name=a></form>",
    "bold": "<b>重点</b>",
    "break": "甲<br>乙",
    "font": "<font color=red>红字</font>",
    "span": '<span style="font-size:99px">大字</span>',
    "link": "<a href=https://example.org>甲</a>",
    "comment": "<!-- 注释 -->",
    "declaration": "<!DOCTYPE html>",
    "processing": "<?php echo 1 ?>",
    "data": "<![CDATA[ 甲 ]]>",
    "closing": "</div></body></html>",
    "meta": "<meta http-equiv=refresh content=0>",
    "object": "<object data=x></object>",
    "details": "<details><summary>甲</summary></details>",
}

#: Signs that nobody sees, or that were none, written as entities.
_UNSEEN = {
    "turn": "&#x202e;",
    "space": "&#8203;",
    "joiner": "&zwj;",
    "hyphen": "&shy;",
    "mark": "&lrm;",
    "times": "&InvisibleTimes;",
    "nought": "&#0;",
    "surrogate": "&#xD800;",
    "line": "&#x2028;",
    "control": "&#x7f;",
}

CASES: tuple[Case, ...] = (
    *(neutralise(f"markup-vector-{number:03d}", everywhere(vector)) for number, vector in enumerate(VECTORS)),
    *(refuse(f"markup-raw-{name}", "E401", record(body=f"|\n  第一段。\n\n  §{html}\n")) for name, html in RAW.items()),
    refuse("markup-raw-in-list", "E401", record(body="|\n  - 甲\n  - §<b>乙</b>\n")),
    refuse("markup-raw-in-table", "E401", record(body="|\n  |甲|乙|\n  |-|-|\n  §|<b>丙</b>|丁|\n")),
    refuse("markup-raw-in-heading", "E401", record(body="|\n  甲\n\n  §## <b>乙</b>\n")),
    refuse("markup-raw-in-quotation", "E401", record(body="|\n  甲\n\n  §> <b>乙</b>\n")),
    refuse("markup-raw-in-emphasis", "E401", record(body="|\n  §**<b>乙</b>**\n")),
    refuse("markup-raw-many-lines", "E401", record(body="|\n  甲\n  §<img\n  src=x\n  onerror=alert(1)>\n")),
    refuse("markup-picture", "E401", record(body="|\n  甲\n\n  §![图](https://example.org/a.jpg)\n")),
    refuse("markup-picture-track", "E401", record(body="|\n  §![](https://example.org/pixel.gif)\n")),
    neutralise("markup-reference", record(body="|\n  [甲][乙]\n\n  [乙]: javascript:alert(1)\n")),
    neutralise("markup-autolink", record(body="|\n  网址 https://example.org/?a=1&b=2 在这里。")),
    neutralise("markup-fence-info", record(body='|\n  ```js" onload="alert(1)\n  甲\n  ```\n')),
    neutralise("markup-fence-open", record(body="|\n  ```\n  <script>alert(1)</script>\n")),
    refuse("markup-entity", "E401", record(body="|\n  §&lt;script&gt;alert(1)&lt;/script&gt; 与 &#60;b&#62;\n")),
    *(
        refuse(f"markup-unseen-{name}", "E003", record(body=f"|\n  第一段。\n\n  §甲{entity}乙\n"))
        for name, entity in _UNSEEN.items()
    ),
    refuse("markup-unseen-in-link", "E003", record(body="|\n  §[甲&#x202e;乙](https://example.org/)\n")),
    refuse("markup-unseen-in-table", "E003", record(body="|\n  |甲|乙|\n  |-|-|\n  §|丙&#8203;|丁|\n")),
    accept("markup-entities", record(body="|\n  甲&nbsp;乙 &copy; &#20013; &amp; R&D; ❤️ &unknown; `&#8203;`\n")),
    refuse("markup-backslash", "E401", record(body="|\n  §\\<script\\>alert(1)\\</script\\>\n")),
    neutralise(
        "markup-attributes", record(body="|\n  ## 标题 {#x onclick=alert(1)}\n\n  段落 {: onclick=alert(1) }\n")
    ),
    neutralise("markup-footnote", record(body="|\n  甲[^1]\n\n  [^1]: 脚注\n")),
    neutralise("markup-snippet", record(body='|\n  --8<-- "/etc/passwd"\n\n  甲\n')),
    neutralise("markup-admonition", record(body='|\n  !!! note "甲"\n      乙\n')),
    neutralise("markup-link-title", record(body="|\n  [甲](https://example.org '\" onclick=\"alert(1)')\n")),
    accept("markup-less-than", record(body="|\n  当 A<B 且 B>C 时，1 < 2，3 > 2。")),
    accept("markup-arrow", record(body="|\n  流程：申请 -> 受理 -> 授权。")),
    accept("markup-code", record(body="|\n  代码 `<b>` 只是文字。")),
    accept("markup-fence", record(body="|\n  ```\n  <b>甲</b>\n  ```\n")),
    accept(
        "markup-all",
        record(body="|\n  ## 甲\n\n  **乙**、*丙*\n\n  - 丁\n\n  1. 戊\n\n  > 己\n\n  |甲|乙|\n  |-|-|\n  |1|2|\n"),
    ),
    accept("markup-ampersand", record(title="试验市 R&D 与 A&B 银企对接会", body="|\n  R&D、AT&T 与 &。")),
    accept("markup-angle-names", record(title="《条例》〈解读〉银企对接会")),
    accept("markup-math", record(body="|\n  x<y、y>z、a<=b、a>=b、a<>b。")),
)

"""Family 10: what breaks the files for machines: feeds, JSON-LD, calendars, OPML, the search index."""

from hostile.case import Case, accept, neutralise, one_tag, record

#: Each goes into title, summary, place and source.
PAYLOADS = {
    "cdata-end": "结束]]>标记",
    "cdata-nested": "<![CDATA[<b>]]]]><![CDATA[>",
    "entity": "&xxe; &lt; &amp;amp;",
    "entity-declared": "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
    "comment": "<!-- -- -->",
    "instruction": "<?xml-stylesheet href='x'?>",
    "script-end": "</script><!--<script>",
    "script-double": "<!--<script>",
    "line-ends": "甲\\n乙\\r\\nBEGIN:VEVENT",
    "calendar": "甲;乙,丙:丁\\N戊",
    "calendar-injection": "甲\\nEND:VEVENT\\nBEGIN:VEVENT\\nSUMMARY:乙",
    "json": '{"a": "\\u0000"}, ] }',
    "json-quotes": '\\"\\\\"\\\\\\',
    "replacement": "\\1\\g<0>$&$1$$%s%d{0}{}",
    "quotes": "\"'`“”‘’«»",
    "equals": "=1+1",
    "hash": "#FFF",
    "dots": "../../..",
    "mime": "--boundary\\r\\nContent-Type: text/html",
    "emoji": "😀👨‍👩‍👧𠮷",
    "opml": '"/><outline xmlUrl="https://example.org',
    "rdf": "' about='x' resource='y",
    "percent": "%00%0a%0d%3Cscript%3E",
    "base64": "PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "backslash": "甲\\",
    "null-word": "null",
    "prototype": "__proto__",
    "constructor": "constructor",
    "has-own": "hasOwnProperty",
    "to-string": "toString",
    "underscore": "__defineGetter__",
}


def _everywhere(text: str) -> str:
    value = "'" + text.replace("'", "''") + "'"
    return (
        record(title=value[:1] + "试验市" + value[1:], summary=value[:1] + "试验市编造的摘要：" + value[1:])
        .replace("title: 试验消息", f"title: {value}")
        .replace("publisher: 试验市知识产权局", f"publisher: {value}")
        + f"place: {value}\ntags: [{one_tag(value)[:39].rstrip(chr(39))}']\nseries: {value}\n"
    )


CASES: tuple[Case, ...] = (
    *(neutralise(f"machine-{name}", _everywhere(text)) for name, text in PAYLOADS.items()),
    *(
        neutralise(f"machine-tag-{number}", record() + f"tags: ['{name}']\n")
        for number, name in enumerate(
            ("__proto__", "constructor", "toString", "valueOf", "..", ".", "index", "a/b", "a?b#c", "%2e%2e")
        )
    ),
    accept("machine-same-day", record(event_date="2020-06-18")),
    accept("machine-long-line", record(summary="试验市知识产权局举办银企对接会，" + "会议" * 50)),
    accept("machine-dollar", record(title="试验市企业融资 100 $ 与 50% 银企对接会")),
    accept("machine-braces", record(title="试验市 {银企} [对接] 会")),
)

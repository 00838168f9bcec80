"""Family 3: values that YAML readers turn into something else, and shapes that a field does not have."""

from hostile.case import Case, accept, neutralise, record, refuse, warn

SOUND = record()


def _with(tail: str) -> str:
    return SOUND + tail


CASES: tuple[Case, ...] = (
    *(
        refuse(f"value-day-{name}", "E207", record(event_date=f"§{value}"))
        for name, value in {
            "time": "12:30",
            "sexagesimal": "190:20:30",
            "octal": "0123",
            "stamp": "2020-06-18T09:30:00Z",
            "impossible": "2020-02-30",
            "leap": "2021-02-29",
            "month": "2020-13-01",
            "nought": "2020-00-10",
            "american": "06-18-2020",
            "ancient": "0001-01-01",
            "far": "9999-12-31",
            "huge": "99999999999999999999-01-01",
            "negative": "-2020-01-01",
            "boolean": "NO",
            "infinity": ".inf",
            "not-a-number": ".nan",
        }.items()
    ),
    # What has one meaning is taken; wide figures are told besides.
    accept("value-day-chinese", record(event_date="2020年6月18日")),
    accept("value-day-slashes", record(event_date="2020/06/18")),
    accept("value-day-arabic-digits", record(event_date="٢٠٢٠-٠٦-١٨")),
    warn("value-day-wide-digits", "W422", record(event_date="§２０２０-06-18")),
    accept("value-moment-seconds", record(publish_date="2020-06-20 09:30:00")),
    *(
        refuse(f"value-moment-{name}", "E207", record(publish_date=f"§{value}"))
        for name, value in {
            "no-time": "2020-06-20",
            "hour": "2020-06-20 24:00",
            "zone": "'2020-06-20 09:30 +0800'",
            "year-nine": "10000-01-01 00:00",
        }.items()
    ),
    *(
        refuse(f"value-count-{name}", "E206", _with(f"results:\n  participants: §{value}\n"))
        for name, value in {
            "hexadecimal": "0x1F",
            "octal": "0o17",
            "binary": "0b11",
            "underscores": "1_000",
            "exponent": "1e9",
            "large-exponent": "1e999999999",
            "negative": "-1",
            "fraction": "1.5",
            "infinite": ".inf",
            "words": "三百余人",
            "wide": "１２０",
            "arabic": "١٢٠",
            "superscript": "1²",
            "very-long": "9" * 5_000,
            "commas-wrong": "12,00",
            "plus": "+5",
            "true": "true",
            "circled": "①",
        }.items()
    ),
    refuse("value-amount-exponent", "E206", _with("results:\n  loan_amount_wan: §1e400\n")),
    refuse("value-amount-nan", "E206", _with("results:\n  loan_amount_wan: §NaN\n")),
    refuse("value-amount-unit", "E206", _with("results:\n  loan_amount_wan: §1.5亿元\n")),
    refuse("value-title-list", "E203", record(title="§[甲乙丙丁, 戊己庚辛]")),
    refuse("value-title-map", "E203", record(title="§{甲: 乙}")),
    refuse("value-title-null", "E202", record(title="§")),
    refuse("value-title-tilde", "E205", record(title="§~")),
    refuse("value-title-missing", "E202", record(title=None)),
    refuse("value-title-blank", "E202", record(title="§'    '")),
    refuse("value-title-wide-blank", "E202", record(title="§'　　　　　'")),
    refuse("value-title-lines", "E203", record(title='§"试验市举办\\n银企对接会"')),
    refuse("value-title-return", "E203", record(title='§"试验市举办\\r银企对接会"')),
    refuse("value-title-short", "E205", record(title="§短")),
    refuse("value-sources-text", "E203", record(sources="§来源是试验消息")),
    refuse("value-sources-empty", "E205", record(sources="§[]")),
    refuse("value-sources-map", "E203", record(sources="§{title: 甲}")),
    refuse("value-sources-of-text", "E203", record(sources="\n  - §试验消息")),
    refuse("value-tags-text", "E203", _with("tags: §甲、乙\n")),
    refuse("value-tags-nested", "E203", _with("tags: [§[甲]]\n")),
    refuse("value-body-list", "E203", record(body="§[甲]")),
    refuse("value-unknown-field", "E201", _with("§titel: 甲\n")),
    refuse("value-unknown-dunder", "E201", _with("§__class__: 甲\n")),
    refuse("value-unknown-config", "E201", _with("§model_config: 甲\n")),
    refuse("value-unknown-proto", "E201", _with("§__proto__: {polluted: 是}\n")),
    refuse("value-unknown-constructor", "E201", _with("§constructor: 甲\n")),
    refuse("value-id-given", "E201", _with("§id: other\n")),
    refuse("value-unit-given", "E201", _with("§unit: suzhou\n")),
    refuse("value-kind-given", "E201", _with("§kind: case\n")),
    refuse("value-theme-unknown", "E304", record(theme="§没有的任务")),
    refuse("value-theme-boolean", "E304", record(theme="§NO")),
    refuse("value-edition-unknown", "E304", _with("edition: §1984\n")),
    warn("value-title-boolean-like", "W422", record(title="§试验市举办ＮＯ对接会")),
    neutralise("value-title-number", record(title="'1234567890'")),
    neutralise("value-title-exponent", record(title="1e10 对接会")),
    neutralise("value-title-true", record(title="True")),
    accept("value-title-word-null", record(title="null 值与对接会")),
    accept("value-note-no", _with("note: NO\n")),
    accept("value-note-yes", _with("note: yes\n")),
    accept("value-note-time", _with("note: 12:30\n")),
    accept("value-note-octal", _with("note: 0123\n")),
    accept("value-tags-numbers", _with("tags: [2020, 1.0, 1e3, 0x10]\n")),
    accept("value-day-only-year", record(event_date="2020")),
    accept("value-day-only-month", record(event_date="2020-06")),
    accept("value-day-quoted", record(event_date="'2020-06-18'")),
    accept("value-day-leap-year", record(event_date="2020-02-29")),
    accept("value-count-commas", _with("results:\n  participants: 1,200\n")),
    accept("value-amount-fraction", _with("results:\n  loan_amount_wan: 395.3\n")),
    accept("value-edition-quoted", _with("edition: '2020'\n")),
    accept("value-edition-bare", _with("edition: 2020\n")),
)

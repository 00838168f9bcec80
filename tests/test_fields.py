"""The field types: what they accept, and with which code they refuse."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.model import field_types, registry_codes
from generator.model.dates import CHINA, Day, one_form
from generator.model.parsers import measured_advice, written_figure
from generator.model.quantities import Wan


def accept(kind: Any, value: Any) -> Any:
    return TypeAdapter(kind).validate_python(value)


def refusal(kind: Any, value: Any) -> str:
    """The code of ours, or the name of the fault that pydantic found itself."""
    with pytest.raises(ValidationError) as caught:
        accept(kind, value)
    fault = caught.value.errors()[0]
    if fault["type"].startswith("E"):
        assert fault["ctx"]["message"].endswith("。")
        assert fault["ctx"]["hint"].endswith(("。", "/"))
    return fault["type"]


NO_TEXT: list[Any] = [None, [], ["2024"], {}, {"a": "b"}]


@pytest.mark.parametrize(
    ("written", "first", "last", "chinese"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "2024年"),
        ("2024-04", date(2024, 4, 1), date(2024, 4, 30), "2024年4月"),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31), "2024年12月"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024年2月"),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28), "2023年2月"),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), "2024年2月29日"),
        ("1949-10-01", date(1949, 10, 1), date(1949, 10, 1), "1949年10月1日"),
        ("2099", date(2099, 1, 1), date(2099, 12, 31), "2099年"),
    ],
)
def test_a_day_may_be_known_to_the_month_or_the_year(written: str, first: date, last: date, chinese: str) -> None:
    day = accept(Day, written)

    assert (str(day), day.first, day.last, day.chinese) == (written, first, last, chinese)


@pytest.mark.parametrize(
    "written",
    [
        *("2023-02-29", "2020-13-45", "2020-00", "2020-06-00", "2020-06-31", "1948", "2100", "0000", "9999-12-31"),
        *("20-06-18", "6月18日", "2020-06/18", "2020年6月上旬", "202006", "2020年6月18日至20日", "2020.6.18.1"),
        *("2020-06-18 09:30", "2020-06-18T09:30", "2020-", "-2020", "", "去年", "2020-06-18-01", "43423", "二〇二〇"),
        *("2020年6月18日（星期五）", "二〇二〇年六月三十一日", "二〇二〇年十三月"),
        *NO_TEXT,
    ],
)
def test_what_is_no_day_is_refused(written: Any) -> None:
    assert refusal(Day, written) == "E207"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("2023年10月", "2023-10"), ("2017.2.23", "2017-02-23"), ("2017/2/27", "2017-02-27")),
        *(("2024年3月5日", "2024-03-05"), ("2024年3月5号", "2024-03-05"), (" 2024 年 3 月 5 日 ", "2024-03-05")),
        *(("二〇二〇年六月十八日", "2020-06-18"), ("二○二三年十二月二十日", "2023-12-20"), ("二零二〇年", "2020")),
        *(("2020年6月18日（星期四）", "2020-06-18"), ("2020-06-18 周四", "2020-06-18"), ("二〇二〇年十月", "2020-10")),
        *(("2020-6-18", "2020-06-18"), ("20200618", "2020-06-18"), ("2024年", "2024"), ("2017.2", "2017-02")),
        *(
            ("２０２０-06-18", "2020-06-18"),
            ("2020—06—18", "2020-06-18"),
            ("2020/12", "2020-12"),
            ("2020-06-18\n", "2020-06-18"),
        ),
    ],
)
def test_a_day_that_can_be_read_in_one_way_is_taken(written: str, meant: str) -> None:
    assert str(accept(Day, written)) == meant
    assert one_form(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("2020-6-20 9:30", "2020-06-20 09:30"), ("2020/6/20 09:30:00", "2020-06-20 09:30")),
        *(("2020年6月20日 9时30分", "2020-06-20 09:30"), ("2020年6月20日9点", "2020-06-20 09:00")),
        *(("2020-06-20T09:30", "2020-06-20 09:30"), ("2020.6.20  9：30", "2020-06-20 09:30")),
    ],
)
def test_a_moment_that_can_be_read_in_one_way_is_taken(written: str, meant: str) -> None:
    assert f"{accept(field_types.Moment, written):%Y-%m-%d %H:%M}" == meant
    assert one_form(written) == meant


def hint_of(kind: Any, value: str) -> str:
    with pytest.raises(ValidationError) as caught:
        accept(kind, value)
    return str(caught.value.errors()[0]["ctx"]["hint"])


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("2024-02-30", "没有这一天，请核对年、月、日。"),
        ("43423", "像是表格软件里日期的序号，合 2018-11-19；请核对后写 2018-11-19。"),
        ("2024年3月5日 9:30", "这里只写日期，不写时间：2024-03-05。"),
        ("去年夏天", "请按“年-月-日”写一个日期，例如 2024-04-26；只知道年月或年份的，写到月或年。"),
    ],
)
def test_a_hint_for_a_day_is_the_authors_own_day_or_none(written: str, hint: str) -> None:
    assert hint_of(Day, written) == hint


def test_a_moment_without_time_is_asked_for_its_time() -> None:
    assert "几点几分" in hint_of(field_types.Moment, "2024年3月5日")


@pytest.mark.parametrize(
    ("kind", "written", "hint"),
    [
        (field_types.Count, "-5", "请核对后重新填写。"),
        (field_types.Count, "120人", "请只写阿拉伯数字，这里写 120。"),
        (field_types.Count, "1.5万人", "请只写阿拉伯数字，这里写 15000。"),
        (field_types.Count, "约1,200人次", "请只写阿拉伯数字，这里写 1200；“约”“余”等约数请写在正文里。"),
        (field_types.Count, "50家以上", "请只写阿拉伯数字，这里写 50；“约”“余”等约数请写在正文里。"),
        (field_types.Count, "1.5", "请只写阿拉伯数字，不带小数。"),
        (field_types.Count, "3-5", "请只写阿拉伯数字。"),
        (field_types.Count, "12,34", "请只写阿拉伯数字。"),
        (field_types.Count, "一百二十", "请只写阿拉伯数字。"),
        (field_types.Count, "１２０", "请只写阿拉伯数字，这里写 120。"),
        (field_types.Amount, "-3.2", "请核对后重新填写。"),
        (field_types.Amount, "3.2至4.5", "请只写阿拉伯数字，单位由字段名说明。"),
        (Wan, "1.5亿元", "这里的单位是万元，请只写 15000。"),
        (Wan, "3000万", "这里的单位是万元，请只写 3000。"),
        (Wan, "近2亿元", "这里的单位是万元，请只写 20000；“约”“余”等约数请写在正文里。"),
        (Wan, "500万美元", "这里的单位是万元，请折合后只写数字。"),
        (Wan, "-3万元", "请核对后重新填写。"),
    ],
)
def test_a_hint_never_names_a_number_that_was_not_written(kind: Any, written: str, hint: str) -> None:
    assert hint_of(kind, written) == hint


@pytest.mark.parametrize(
    ("written", "number"), [("-3.2", "-3.2"), ("−3.2", "-3.2"), ("－1,200", "-1200"), ("3.2", "3.2")]
)
def test_a_change_may_be_below_nought(written: str, number: str) -> None:
    assert accept(field_types.Signed, written) == Decimal(number)


@pytest.mark.parametrize("written", ["--3", "- 3", "-", "3-", "-3%", "负3"])
def test_what_is_no_signed_number_is_refused(written: str) -> None:
    assert refusal(field_types.Signed, written) == "E206"


@pytest.mark.parametrize(
    ("value", "measure", "advice"),
    [
        ("3000万", "元", "数值写 3000，单位写 万元。"),
        ("178.29亿", "元", "数值写 178.29，单位写 亿元。"),
        ("3000万元", "亿元", "数值写 3000，单位写 万元。"),
        ("3000万", "万元", "数值写 3000，单位写 万元。"),
        ("3000万", "亿元", "数值和单位里都有“万”“亿”这样的数量级，请只写一处，核对后再交。"),
        ("3万", "", "数值写 3，“万”写在单位里。"),
        ("38.71%", "%", "数值写 38.71，单位写 %。"),
        ("1200多", "家", "数值写 1200，单位写 家；“约”“多”等写在约数用语（qualifier）里。"),
    ],
)
def test_a_figure_with_its_measure_is_parted_into_both(value: str, measure: str, advice: str) -> None:
    figure = written_figure(value)
    assert figure
    assert measured_advice(figure, measure) == advice


def test_days_are_ordered_and_an_unknown_part_is_the_earliest() -> None:
    written = ["2023-12-31", "2024", "2024-01", "2024-01-01", "2024-02", "2024-10"]
    days = [accept(Day, text) for text in written]

    assert sorted([days[3], days[5], days[0], days[2], days[4], days[1]]) == days
    assert days[0] < days[1] <= days[1]
    assert accept(Day, days[0]) is days[0]


@pytest.mark.parametrize("written", ["2020-06-20 09:30", "1949-01-01 00:00", "2099-12-31 23:59"])
def test_a_moment_is_china_time(written: str) -> None:
    moment = accept(field_types.Moment, written)

    assert moment.tzinfo is CHINA
    assert moment.strftime("%Y-%m-%d %H:%M") == written
    assert accept(field_types.Moment, moment) == moment
    assert isinstance(moment, datetime)


@pytest.mark.parametrize(
    "written",
    [
        *("2020-06-20", "2020-06-20 24:00", "2020-06-20 09:60", "2020-06-31 09:30", "2020-06 09:30", "09:30"),
        *("2020-06-20 09:30:15", "2020-06-20 09:30+08:00", "2020-06-2009:30", "1948-01-01 00:00", "2020/6-20 9:30"),
        *("", "2100-01-01 00:00", "2020-06-20 上午"),
        *NO_TEXT,
    ],
)
def test_what_is_no_moment_is_refused(written: Any) -> None:
    assert refusal(field_types.Moment, written) == "E207"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0", "0"),
        ("1200", "1200"),
        ("1,200", "1200"),
        ("1,234,567.89", "1234567.89"),
        ("395.3", "395.3"),
        ("0.000001", "0.000001"),
        ("007", "7"),
        ("999999999999999", "999999999999999"),
    ],
)
def test_an_amount_is_exact(written: str, number: str) -> None:
    assert accept(field_types.Amount, written) == Decimal(number)


@pytest.mark.parametrize(
    "written",
    [
        *("-1", "+1", "1e3", "1_000", "1.", ".5", "1.1234567", "1" * 16, "NaN", "inf", "Infinity", "１２", "٣", "²"),
        *("1,2", "12,34", "1,2000", ",100", "1,,200", "395,3", "1，200", "1 200", "约100", "100万", "100%", "", " 1"),
        *("0x10", "1\n", "一百"),
        *NO_TEXT,
    ],
)
def test_what_is_no_amount_is_refused(written: Any) -> None:
    assert refusal(field_types.Amount, written) == "E206"


@pytest.mark.parametrize(
    ("written", "number"), [("0", 0), ("120", 120), ("0123", 123), ("1,200", 1200), ("9" * 12, 999_999_999_999)]
)
def test_a_count_is_a_whole_number(written: str, number: int) -> None:
    assert accept(field_types.Count, written) == number


@pytest.mark.parametrize(
    "written",
    ["-1", "1.0", "1.5", "1e3", "9" * 13, "1,20", "1_0", "１２", "٣", "十", "100人", "", " 1", "1\n", "True", *NO_TEXT],
)
def test_what_is_no_count_is_refused(written: Any) -> None:
    assert refusal(field_types.Count, written) == "E206"


def test_a_flag_is_yes_or_no_in_chinese() -> None:
    assert accept(field_types.Flag, "是") is True
    assert accept(field_types.Flag, "否") is False


@pytest.mark.parametrize("written", ["yes", "no", "true", "1", "对", "是 ", "", *NO_TEXT])
def test_what_is_no_flag_is_refused(written: Any) -> None:
    assert refusal(field_types.Flag, written) == "E209"


@pytest.mark.parametrize(
    "written",
    [
        "http://example.org",
        "https://example.org/",
        "https://example.org:8443/a/b.html?c=d&e=%E7%94%B2#f",
        "HTTPS://EXAMPLE.ORG/",
        "https://知识产权.中国/路径",
        "https://xn--fiqs8s/",
        "http://192.0.2.1/",
        "http://[2001:db8::1]:80/",
        "https://a-b.example.org/(x)",
        "https://example.org/~a/@b",
        "https://example.org/?q=a@b:c",
    ],
)
def test_a_link_is_a_full_web_address_and_kept_as_written(written: str) -> None:
    assert accept(field_types.Link, written) == written


@pytest.mark.parametrize(
    "written",
    [
        *("javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)"),
        *("data:text/html,x", "vbscript:x", "blob:https://example.org/x", "file:///etc/passwd", "ftp://example.org/"),
        *("mailto:a@example.org", "weixin://dl", "ms-word:ofe|u|https://example.org", "about:blank", "tel:12345"),
        *("//example.org/x", "/x", "x", "example.org", "www.example.org", "#x", "?x", "", "http", "http:", "https://"),
        *("https:///example.org", "https:example.org", "http:/example.org", "https://?x", "https://#x", "https://:80/"),
        *("https://user@example.org/", "https://user:pw@example.org/", "https://@example.org/", "https://a@b@c/"),
        *("https://example.org\\@evil.example/", "https:\\\\example.org", "https://example.org/a\\b"),
        *("https://example.org/a b", "https://exa mple.org/", "https://example.org/\n", "https://example.org/a\tb"),
        *("https://example.org/\u3000", "https://example.org/\u00a0", "https://example.org/\u2028"),
        *(
            "https://example.org/\x00",
            "https://example.org/\x1b",
            "https://example.org/\x7f",
            "https://exa\x01mple.org",
        ),
        *('https://example.org/"x', "https://example.org/<x>", "https://example.org/'x", "https://example.org/`"),
        *("https://example.org/{x}", "https://example.org/a|b", "https://example.org/^"),
        *(
            "https://example.org:99999/",
            "https://example.org:x/",
            "https://example.org:-1/",
            "https://[::1",
            "https://]",
        ),
        *("https://exa%6dple.org/", "https://example。org/／", "https://ａ／ｂ/", "https://a,b/", "https://a!b/"),
    ],
)
def test_what_is_no_full_web_address_is_refused(written: str) -> None:
    assert refusal(field_types.Link, written) == "E208"


def test_a_link_is_bounded() -> None:
    base = "https://example.org/"
    assert accept(field_types.Link, base.ljust(500, "x"))
    assert refusal(field_types.Link, base.ljust(501, "x")) == "string_too_long"


@pytest.mark.parametrize(
    "written", ["a", "nanjing-2024", "2020", "a" * 80, "a-b-c-1", "con-2024", "page", "index-2", "page-2-a"]
)
def test_a_slug_is_lower_case_with_single_hyphens(written: str) -> None:
    assert accept(field_types.Slug, written) == written


@pytest.mark.parametrize(
    "written",
    [
        *(
            "",
            "-",
            "-a",
            "a-",
            "a--b",
            "A",
            "a_b",
            "a.b",
            "a/b",
            "..",
            "../a",
            "南京",
            "a b",
            "a\n",
            "ａ",
            "é",
            "a" * 81,
        ),
        *("a-" * 40 + "a", "２０２０"),
        *("index", "page-2", "nanjing-page-2", "con", "nul", "com1", "lpt9"),
    ],
)
def test_what_is_no_slug_is_refused(written: str) -> None:
    assert refusal(field_types.Slug, written) == "E210"


@pytest.mark.parametrize("written", ["kaimu.jpg", "a.jpeg", "1_b-c.png", "x.webp", "a" * 60 + ".jpg"])
def test_a_file_name_is_plain(written: str) -> None:
    assert accept(field_types.FileName, written) == written


@pytest.mark.parametrize(
    "written",
    [
        *("", ".jpg", "_a.jpg", "-a.jpg", "a.JPG", "A.jpg", "a.gif", "a.svg", "a.jpg.exe", "a", "a.b.jpg", "开幕.jpg"),
        *("../a.jpg", "/a.jpg", "b/a.jpg", "b\\a.jpg", "a.jpg\n", "a.jpg\0", "con:.jpg", "a .jpg", "a" * 61 + ".jpg"),
    ],
)
def test_what_is_no_file_name_is_refused(written: str) -> None:
    assert refusal(field_types.FileName, written) == "E210"


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (registry_codes.SiteCode, "3200000001", "320000000"),
        (registry_codes.SiteCode, "bm12345678", "bm1234567"),
        (registry_codes.SiteCode, "3200000001", "３２００００００01"),
        (registry_codes.Authority, "example.org,2026", "example.org"),
        (registry_codes.Authority, "example.org,2026-01-02", "Example.org,2026"),
        (registry_codes.DivisionCode, "320100", "32010"),
        (registry_codes.DivisionCode, "320100001", "3201000"),
        (registry_codes.DivisionCode, "320100", "３２０１００"),
    ],
)
def test_a_code_of_a_fixed_form_is_checked(kind: Any, good: str, bad: str) -> None:
    assert accept(kind, good) == good
    assert refusal(kind, bad) == "E210"


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [
        (field_types.Word, 1, 40),
        (field_types.Name, 1, 80),
        (field_types.Title, 4, 64),
        (field_types.Phrase, 1, 200),
        (field_types.Summary, 8, 120),
        (field_types.Text, 1, 20_000),
    ],
)
def test_a_text_has_its_lengths_counted_in_characters(kind: Any, least: int, most: int) -> None:
    assert accept(kind, "字" * least) == "字" * least
    assert accept(kind, "𠮷" * most) == "𠮷" * most
    assert refusal(kind, "字" * (most + 1)).endswith("too_long")
    if least > 1:
        assert refusal(kind, "字" * (least - 1)).endswith("too_short")


@pytest.mark.parametrize(
    "kind", [field_types.Word, field_types.Name, field_types.Title, field_types.Phrase, field_types.Summary]
)
def test_a_line_is_one_line_with_nothing_around_it(kind: Any) -> None:
    assert accept(kind, " 试验市举办一场会议　") == "试验市举办一场会议"
    assert refusal(kind, "试验市举办\n一场会议") == "E203"
    assert refusal(kind, "试验市举办\r一场会议") == "E203"


@pytest.mark.parametrize("kind", [field_types.Word, field_types.Title, field_types.Summary, field_types.Text])
@pytest.mark.parametrize("blank", ["", " ", "　　　　　　　　　　", "\t", "\u00a0"])
def test_white_space_alone_is_nothing(kind: Any, blank: str) -> None:
    assert refusal(kind, blank) == "E202"


@pytest.mark.parametrize(
    "kind", [field_types.Word, field_types.Text, field_types.Link, field_types.Slug, field_types.FileName]
)
@pytest.mark.parametrize("value", [None, ["a"], {"a": "b"}, 5, True])
def test_what_is_no_text_is_no_text(kind: Any, value: Any) -> None:
    assert refusal(kind, value) == "string_type"

"""What a build for the host office's site refuses, and what it says about each column's age."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from places import REPOSITORY, TODAY, MakeSite

from generator.build.check import check
from generator.build.pipeline import build
from generator.checks.production import REQUIRED, ages
from generator.diagnostics.problems import ProblemsFound
from generator.model.config import Government
from generator.outputs.hosting.headers import HEADERS, headers
from generator.site.site import Site

#: Made up, in the form that the office's own would have.
GIVEN = {
    "site_name": "试验省知识产权局",
    "site_domain": "www.test.gov.cn",
    "site_id_code": "'3200000000'",
    "organiser": "试验省知识产权局",
    "telephone": "025-00000000",
    "icp": "苏ICP备00000000号",
    "police_record": "苏公网安备 32000000000000号",
    "conac_url": "https://bszs.conac.cn/sitename?method=show",
    "consult_url": "https://www.test.gov.cn/zixun/",
    "correction": "jiucuo@test.gov.cn",
}

#: What a correction address may not be.
_NO_WAY = (
    *("javascript:alert(1)", "http://x.gov.cn/", "a@b", "13800000000", "x@y.cn?cc=z@y.cn"),
    *("https://", "https://x.gov.cn/f?{other}", 'https://x.gov.cn/"onclick="', "https://10.1.1.1/f"),
)


def complete(make_site: MakeSite, given: Mapping[str, str]) -> Path:
    """The made-up site with an office's values."""
    root = make_site("complete")
    settings = root / "site_config.yml"
    text = settings.read_text(encoding="utf-8").replace("test.example.org", "www.test.gov.cn")
    lines = "".join(f"  {name}: {value}\n" for name, value in given.items())
    settings.write_text(f"{text}government:\n{lines}", encoding="utf-8")
    return root


def test_a_complete_site_goes_out(make_site: MakeSite, tmp_path: Path) -> None:
    done = build(complete(make_site, GIVEN), tmp_path / "out", TODAY, production=True)
    page = (tmp_path / "out" / "cases" / "loan-guarantee.html").read_text(encoding="utf-8")

    # All that is said is that made-up columns are old.
    assert {problem.code for problem in done.built.problems} == {"W501"}
    for words in ("党政机关网站标识", "我为政府网站找错", "网站标识码：3200000000", "主办单位：", "电话：", "网站地图"):
        assert words in page
    assert '<a href="mailto:jiucuo@test.gov.cn?subject=%E7%BA%A0%E9%94%99' in page
    assert "recordcode=32000000000000" in page
    assert "site_code=3200000000&amp;url=https%3A//www.test.gov.cn/zt/wlx/" in page


@pytest.mark.parametrize("name", [name for name, _words, _hint in REQUIRED])
def test_each_missing_value_is_told_and_nothing_goes_out(make_site: MakeSite, tmp_path: Path, name: str) -> None:
    root = complete(make_site, {key: value for key, value in GIVEN.items() if key != name})
    with pytest.raises(ProblemsFound) as found:
        build(root, tmp_path / "out", TODAY, production=True)
    told = [problem for problem in found.value.problems if problem.code == "E501"]

    assert [f"government.{name}" in problem.message for problem in told] == [True]
    assert not (tmp_path / "out").exists()
    # A draft may lack it.
    assert not [p for p in check(root, TODAY)[1] if p.code == "E501"]


def test_a_document_says_how_open_it_is_before_it_goes_out(make_site: MakeSite) -> None:
    root = complete(make_site, GIVEN)
    file = root / "content" / "policies" / "jiangsu" / "notice-2020.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("openness: 主动公开\n", ""), encoding="utf-8")

    told = [p.message for p in check(root, TODAY, production=True)[1] if p.code == "E501"]
    assert told == ["正式发布前要写明信息公开类别（openness）。"]
    assert not [p for p in check(root, TODAY)[1] if p.code == "E501"]


@pytest.mark.parametrize(
    ("given", "link"),
    [
        (
            "a.b@x.gov.cn",
            "mailto:a.b@x.gov.cn?subject="
            + quote("纠错：A&B")
            + "&body="
            + quote("网址：https://x.cn/a\r\n有误之处：\r\n依据：\r\n", safe=""),
        ),
        ("025-83279968", "tel:025-83279968"),
        ("12345", "tel:12345"),
        ("https://x.gov.cn/f?a=1", "https://x.gov.cn/f?a=1&title=A%26B&url=https%3A%2F%2Fx.cn%2Fa"),
        ("https://x.gov.cn/f#b", "https://x.gov.cn/f?title=A%26B&url=https%3A%2F%2Fx.cn%2Fa#b"),
        ("https://x.gov.cn/#/f?q1={url}&q2={title}", "https://x.gov.cn/#/f?q1=https%3A%2F%2Fx.cn%2Fa&q2=A%26B"),
    ],
)
def test_a_reader_s_correction_knows_its_page(given: str, link: str) -> None:
    assert Government(correction=given).correction_link("A&B", "https://x.cn/a") == link


@pytest.mark.parametrize("given", _NO_WAY)
def test_nothing_else_is_taken_for_a_correction_address(given: str) -> None:
    with pytest.raises(ValueError, match=r"读不懂|不是完整的网址|读者打不开"):
        Government(correction=given)


@pytest.mark.parametrize("host", ["www.test.example.org", "www.test.gov.cn.example.org", "www.testgov.cn"])
def test_an_address_outside_the_government_s_is_refused(make_site: MakeSite, host: str) -> None:
    root = complete(make_site, GIVEN)
    settings = root / "site_config.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace("site_url: https://www.test.gov.cn/", f"site_url: https://{host}/"), encoding="utf-8"
    )
    messages = [problem.message for problem in check(root, TODAY, production=True)[1] if problem.code == "E501"]

    assert messages == [
        f"网址的域名“{host}”不是政府网站域名（.gov.cn）。",
        "网站域名“www.test.gov.cn”与网址不符。",
    ]


def test_the_age_of_a_column_counts_from_the_given_day(make_site: MakeSite) -> None:
    root = complete(make_site, GIVEN)
    newest = date(2020, 6, 23)
    for days, late in ((14, False), (15, True)):
        site, problems = check(root, newest + timedelta(days=days), production=True)
        assert site
        case = next(column for column in ages(site) if column[0].name == "case")

        assert case[1:] == (days, 14)
        assert any("典型案例" in p.message for p in problems if p.code == "W501") is late


def test_the_headers_file_repeats_the_page_s_policy_below_the_column_s_path(site: Site) -> None:
    (file,) = headers(site)
    lines = file.content.decode().splitlines()

    assert file.path == "_headers"
    assert lines[0] == "/zt/wlx/*"
    assert lines[1].startswith("  Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in file.content.decode()
    # The page for hosts says the same.
    nginx = (REPOSITORY / "docs" / "hosting.md").read_text(encoding="utf-8")
    for name, value in HEADERS:
        assert f'add_header {name} "{value}" always;' in nginx or f"add_header {name} {value} always;" in nginx
    assert lines[-2:] == ["/zt/wlx/api/*", "  Access-Control-Allow-Origin: *"]

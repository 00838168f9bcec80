"""Addresses and tags that carry more than they should: told with what to write."""

import pytest
from pydantic import BaseModel, ValidationError

from generator.model.field_types import Link, Tag


class Held(BaseModel):
    """Two fields of the types in question."""

    url: Link = "https://www.example.com/"
    tag: Tag = "专利"


def told(**values: str) -> str:
    try:
        Held(**values)
    except ValidationError as error:
        return str(error.errors()[0]["ctx"]["hint"])
    return ""


@pytest.mark.parametrize("tail", ["。", "；", "，", "、", ",", ";", ".", "）", "。详见附件"])
def test_the_marks_behind_an_address_are_told(tail: str) -> None:
    assert told(url=f"https://www.example.com/a.html{tail}") == "请写 https://www.example.com/a.html。"


@pytest.mark.parametrize("between", ["；", "，", " ", "、"])
def test_two_addresses_in_one_field_are_told(between: str) -> None:
    hint = told(url=f"https://www.example.com/a{between}https://www.example.com/b")

    assert hint.startswith("一处只写一个，先写 https://www.example.com/a；")


@pytest.mark.parametrize(
    "url", ["https://www.example.com/a?b=1,2", "https://www.example.com", "https://知识产权.中国/路径"]
)
def test_a_whole_address_stays(url: str) -> None:
    assert told(url=url) == ""


@pytest.mark.parametrize("sign", "，、；;,")
def test_tags_in_a_row_are_told_as_several(sign: str) -> None:
    assert told(tag=f"质押融资{sign}专利") == "请分成几项，每项一行：“质押融资” “专利”。"
    assert told(tag="质押融资") == ""

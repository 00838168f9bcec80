"""The rules for texts go out whole, as JSON."""

import json

from places import MakeSite

from generator.form_spec.rules import form_rules
from generator.loading.loader import load_lists
from generator.text.paste_rules import RULES
from generator.text.pii_patterns import DETECTORS


def test_every_rule_goes_out_as_json(make_site: MakeSite) -> None:
    lists, _problems = load_lists(make_site())
    assert lists
    book = json.loads(json.dumps(form_rules(lists)))

    assert [rule["name"] for rule in book["repair"]["rules"]] == [rule.name for rule in RULES]
    assert [rule["code"] for rule in book["privacy"]] == [detector.code for detector in DETECTORS]
    assert [rule["right"] for rule in book["wording"]] == [wording.right for wording in lists.wording]
    assert "(?P<" not in json.dumps(book)

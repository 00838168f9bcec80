"""`submit.html`: the form, and beside it what it must know, as scripts, so that it works from a folder too."""

import json
from collections.abc import Iterator
from typing import Any

from generator.form_spec.fields import PARTS, form_fields
from generator.form_spec.rules import choices, form_rules
from generator.images.decode import MAX_PIXELS
from generator.images.picture import MAX_BYTES, MAX_SIDE
from generator.model.kinds import KINDS
from generator.outputs.pages.json_ld import trail
from generator.rendering.templates import Meta, compose, newest
from generator.site.site import File, Page, Site


def submit_form(site: Site) -> Iterator[Page | File]:
    """The page, the rules, and the names that are taken."""
    title = "投稿"
    yield compose(
        site,
        "submit.html",
        address="submit.html",
        section="submit",
        title=title,
        meta=Meta(
            "填表投稿：边填边检查，稿件只留在自己的电脑里，填好以后下载或提交。",
            styles=("form",),
            graph=(trail(site, [(title, "")]),),
        ),
        changed=newest(site.catalogue.records),
        guide="guide.html" in site.guides,
    )
    yield _script("rules", _rules(site))
    yield _script("records", _taken(site))


def _rules(site: Site) -> dict[str, object]:
    """Each field once, however many kinds have it: a kind names its fields by their places."""
    forge = site.config.forge
    fields: list[dict[str, Any]] = []
    return {
        "kinds": [
            {
                "name": kind.name,
                "label": kind.label,
                "folder": kind.folder,
                "about": kind.about.description,
                "dated": kind.happened.label,
                "ahead": kind.happened.may_be_ahead,
                "event": kind.event is not None,
                "lists": kind.record_list is not None,
                "numbers": "numbers" in kind.block_names,
                "fields": [_place(fields, field) for field in form_fields(kind)],
            }
            for kind in KINDS.values()
        ],
        "fields": fields,
        "parts": [[name, words] for name, words, _fields in PARTS],
        **choices(site.lists),
        "book": form_rules(site.lists),
        "pictures": {"bytes": MAX_BYTES, "pixels": MAX_PIXELS, "side": MAX_SIDE},
        "forge": forge.model_dump() if forge else None,
    }


def _place(fields: list[dict[str, Any]], field: dict[str, Any]) -> int:
    if field not in fields:
        fields.append(field)
    return fields.index(field)


def _taken(site: Site) -> dict[str, object]:
    """What is public already, by kind and by unit; what is under embargo is not named."""
    ids: dict[str, dict[str, list[list[str]]]] = {kind: {} for kind in KINDS}
    pictures: dict[str, list[str]] = {}
    for record in site.catalogue.records:
        ids[record.kind.name].setdefault(record.unit, []).append([record.id, record.title])
        pictures.setdefault(record.unit, []).extend(image.file for image in record.images)
    return {"ids": ids, "pictures": {unit: sorted(set(names)) for unit, names in pictures.items() if names}}


def _script(name: str, value: object) -> File:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return File(f"submit/{name}.js", f"(window.wanlixing = window.wanlixing || {{}}).{name} = {text};\n".encode())

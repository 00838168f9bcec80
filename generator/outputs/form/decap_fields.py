"""The fields of a kind as widgets of Decap CMS, from the kind's JSON Schema."""

from collections.abc import Iterator
from typing import Any

#: From this length a text gets several lines.
LONG = 500
#: By this the name of a picture is known.
PICTURE = "(jpg|jpeg|png|webp)"
#: Nothing to be written by hand in a CMS.
LEFT_OUT = ("corrections", "wechat", "related")


def widgets(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A widget for each field, the required ones first; `schema` is what `generator.schema.schema` gives."""
    properties = {name: node for name, node in schema["properties"].items() if name not in LEFT_OUT}
    for name in sorted(properties, key=lambda name: name not in schema["required"]):
        yield _field(name, properties[name], schema, required=name in schema["required"])


def _field(name: str, node: dict[str, Any], schema: dict[str, Any], *, required: bool) -> dict[str, Any]:
    plain = _plain(node, schema)
    made = {"name": name, "label": node.get("title", name), "required": required}
    hint = node.get("description") or _example(plain)
    if hint and "$ref" not in node.get("anyOf", [{}])[0]:
        made["hint"] = hint
    return made | _widget(plain, schema)


def _example(plain: dict[str, Any]) -> str:
    examples = plain.get("examples")
    return f"例如 {examples[0]}" if examples else ""


def _plain(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """What the node says of a value that is there, references followed."""
    branches = [branch for branch in node.get("anyOf", []) if branch.get("type") != "null"]
    found = {**node, **branches[0]} if branches else node
    if "$ref" in found:
        found = schema["$defs"][found["$ref"].rsplit("/", 1)[-1]]
    return found


def _widget(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "enum" in node:
        return {"widget": "select", "options": [value for value in node["enum"] if isinstance(value, str)]}
    if node.get("type") == "array":
        return _list(_plain(node["items"], schema), schema) | {"max": node.get("maxItems", 1000)}
    if node.get("type") == "object":
        return {"widget": "object", "collapsed": True, "fields": list(_inner(node, schema))}
    return _line(node)


def _list(item: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "enum" in item:
        return {**_widget(item, schema), "multiple": True}
    if item.get("type") == "object":
        return {"widget": "list", "fields": list(_inner(item, schema))}
    return {"widget": "list", "field": {"name": "item", "label": "一项", **_line(item)}}


def _inner(node: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name, inner in node["properties"].items():
        yield _field(name, inner, schema, required=name in node.get("required", ()))


def _line(node: dict[str, Any]) -> dict[str, Any]:
    """One text, on one line or several; numbers too, since ours are read as text."""
    if PICTURE in node.get("pattern", ""):
        return {"widget": "image", "choose_url": False, "hint": "文件名只用小写英文字母、数字和短横线。"}
    made: dict[str, Any] = {"widget": "text" if node.get("maxLength", 0) >= LONG else "string"}
    if "pattern" in node:
        made["pattern"] = [node["pattern"], f"请照这个样子写：{_sample(node)}"]
    return made


def _sample(node: dict[str, Any]) -> str:
    """A value that fits the pattern."""
    if "examples" in node:
        return str(node["examples"][0])
    return "2024-04-26 09:30" if ":" in node["pattern"].replace("?:", "") else "2024-04-26"

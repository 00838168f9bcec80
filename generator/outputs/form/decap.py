"""`admin/`: Decap CMS, configured from the kinds, for offices that want to write in a CMS. Off by default.

The configuration is JSON, which is YAML as well. A record lies where it would lie otherwise and is checked like any
other, so nothing here has to be complete: what a widget lets through, `wanlixing check` tells.
"""

import json
from collections.abc import Iterator
from typing import Any

from generator.form_spec.json_schema import schema
from generator.model.config import Admin
from generator.model.kinds import KINDS
from generator.model.record import Kind
from generator.model.vocabularies import Unit
from generator.outputs.form.decap_fields import widgets
from generator.rendering.templates import render
from generator.site.site import File, Site

#: A unit and the second of writing; permanent, and free of what the title may become.
NAME = "{unit}-{{{{year}}}}{{{{month}}}}{{{{day}}}}-{{{{hour}}}}{{{{minute}}}}{{{{second}}}}"


def admin(site: Site) -> Iterator[File]:
    """The page, its settings and its program, if the site's settings ask for it."""
    settings = site.config.admin
    if settings is None:
        return
    yield File("admin/index.html", render(site, "admin.html", title=site.config.title).encode())
    yield File("admin/config.yml", _text(configuration(site, settings)).encode())
    yield File("admin/decap-cms.js", site.cms)


def configuration(site: Site, settings: Admin) -> dict[str, Any]:
    """What Decap CMS reads: https://decapcms.org/docs/configuration-options/."""
    kinds = [kind for kind in KINDS.values() if kind.label in settings.kinds]
    fields = {kind.name: list(widgets(schema(kind, site.lists))) for kind in kinds}
    return {
        "backend": _backend(settings),
        # What is written becomes a request that is checked and looked at before it counts.
        "publish_mode": "simple" if settings.backend in ("proxy", "gitea") else "editorial_workflow",
        "locale": "zh_Hans",
        "site_url": site.config.site_url,
        "display_url": site.config.site_url,
        "media_folder": "content/images",
        "public_folder": "",
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "collections": [
            _collection(kind, unit, fields[kind.name]) for kind in kinds for unit in _units(site, settings)
        ],
    }


def _backend(settings: Admin) -> dict[str, str]:
    address = {"proxy": "proxy_url"}.get(settings.backend, "api_root")
    options = {
        "name": settings.backend,
        "repo": settings.repo,
        "branch": settings.branch,
        address: settings.address,
        "base_url": settings.login,
        "app_id": settings.app_id,
    }
    return {name: value for name, value in options.items() if value}


def _units(site: Site, settings: Admin) -> list[Unit]:
    """Those that the settings name, or all of the home region."""
    if settings.units:
        return [site.lists.units[name] for name in settings.units if name in site.lists.units]
    return site.lists.regions[site.config.home_region]


def _collection(kind: Kind, unit: Unit, fields: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": f"{kind.name}-{unit.id}",
        "label": f"{unit.short} · {kind.label}",
        "label_singular": kind.label,
        "description": kind.about.description,
        "folder": f"content/{kind.folder}/{unit.id}",
        "media_folder": f"/content/images/{unit.id}",
        "public_folder": "",
        "create": True,
        # Records are withdrawn, not deleted.
        "delete": False,
        "extension": "yml",
        "format": "yml",
        "slug": NAME.format(unit=unit.id),
        "summary": "{{title}}",
        "fields": fields,
    }


def _text(made: dict[str, Any]) -> str:
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"

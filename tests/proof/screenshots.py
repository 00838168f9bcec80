"""The pictures of the documents, taken of the example: the same program and fonts give the same pictures.

    make images

Needs a Chromium, as the browser tests do.
"""

import os
import sys
import tempfile
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import sync_playwright

from generator.cli.main import cli

REPOSITORY = Path(__file__).parents[2]
IMAGES = REPOSITORY / "docs" / "images"
#: By name: whether of the office's site, the page, width and height.
SHOTS = {
    "home": (False, "index.html", 1280, 900),
    "ledger": (True, "ledger/2026.html", 1280, 900),
}


def run(*arguments: object) -> None:
    done = CliRunner().invoke(cli, [str(one) for one in arguments])
    if done.exit_code:
        raise SystemExit(done.output)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as browsers:
        column, office = Path(folder, "column"), Path(folder, "office")
        run("init", "--example", column)
        run("build", "--root", column)
        run("build", "--office", "--root", column, "--out", office)
        browser = browsers.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"))
        for name, (internal, page, width, height) in SHOTS.items():
            tab = browser.new_page(viewport={"width": width, "height": height})
            tab.goto((office if internal else column / "site").resolve().joinpath(page).as_uri())
            tab.screenshot(path=str(IMAGES / f"{name}.png"))
            sys.stdout.write(f"· docs/images/{name}.png\n")
        browser.close()


if __name__ == "__main__":
    main()

"""A record written in Decap CMS, with its own local backend, passes `wanlixing check` without a change by hand.

    python tests/proof/cms.py

Needs npm and a Chromium; decap-server is fetched, pinned, into a temporary folder. Nothing is asked of other hosts.
"""

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import FilePayload, Page, sync_playwright

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))

from browser.fixtures import ARGUMENTS  # noqa: E402  # tests are not a package
from machine import find  # noqa: E402
from places import REPOSITORY, SITES, TODAY  # noqa: E402
from proof.plain import plain  # noqa: E402

from generator.build.check import check  # noqa: E402
from generator.build.pipeline import build  # noqa: E402
from generator.outputs.hosting.headers import CMS_POLICY  # noqa: E402

SERVER = "decap-server@3.11.3"
#: Field by field as an officer would fill them in; all of it is made up.
TYPED = {
    "标题": "试验市在内容系统里写一条亮点",
    "摘要": "试验市知识产权局用内容系统写出一条编造的记录。",
    "发布时间": "2026-11-20 09:30",
    "审核人或审核岗位": "测试员",
    "审核日期": "2026-11-20",
    "发生日期": "2026-11-19",
    "地点": "试验市：第一会议室 #2",
    "参加人数": "80",
    "促成质押融资金额（万元）": "1200.5",
}
BODY = "第一段：培训“专利导航”。\n\n- 要点一\n- 要点二\n\n第二段 **加粗**，井号 # 和“#”都在。"


#: Settings take no address of this machine; the backend's is put in after the build.
ADDRESS = "https://cms.example.org/api/v1"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def site_with(folder: Path) -> Path:
    """The made-up site with `admin:` switched on, as a git repository."""
    root = folder / "root"
    shutil.copytree(SITES / "base", root)
    shutil.copytree(SITES / "complete", root, dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / "templates", root / "templates")
    shutil.copytree(REPOSITORY / ".cms", root / ".cms")
    settings = f"\nadmin:\n  backend: proxy\n  address: {ADDRESS}\n  units: [nanjing]\n"
    with (root / "site_config.yml").open("a", encoding="utf-8") as file:
        file.write(settings)
    git = ["git", "-C", str(root), "-c", "user.name=test", "-c", "user.email=test@example.org"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "base"]):
        subprocess.run([*git, *words], check=True)
    return root


@contextmanager
def local_backend(folder: Path, root: Path, port: int) -> Iterator[None]:
    """decap-server on loopback, writing into the site's folder."""
    quiet = ["--silent", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
    subprocess.run(["npm", "install", *quiet, "--prefix", str(folder), SERVER], check=True)
    script = folder / "node_modules" / "decap-server" / "dist" / "index.js"
    settings = {"PORT": str(port), "BIND_HOST": "127.0.0.1", "GIT_REPO_DIRECTORY": str(root), "MODE": "fs"}
    with subprocess.Popen(["node", str(script)], env={**os.environ, **settings}, stdout=subprocess.DEVNULL) as server:
        time.sleep(2)
        try:
            yield
        finally:
            server.terminate()


def labelled(page: Page, label: str) -> str:
    """The id of the field with this label, optional or not."""
    found = page.locator("label").filter(has_text=re.compile(rf"^{re.escape(label)}( \(可选\))?$")).first
    return "#" + str(found.get_attribute("for"))


def write_record(page: Page, address: str) -> None:
    """Log in, fill in a new highlight of 南京, save it."""
    page.goto(f"{address}admin/index.html")
    page.get_by_role("button", name="登录").click()
    page.get_by_role("link", name="南京 · 活动亮点").wait_for()
    page.goto(f"{address}admin/index.html#/collections/highlight-nanjing/new")
    page.locator(labelled(page, "标题")).wait_for()
    page.locator("label").filter(has_text="本场成效").locator("xpath=following::button[1]").click()
    for label, value in TYPED.items():
        page.locator(labelled(page, label)).fill(value)
    page.locator(labelled(page, "正文")).fill(BODY)
    page.locator(labelled(page, "任务")).fill("金融银企对接")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="新增来源").click()
    page.locator(labelled(page, "来源标题")).fill("试验消息")
    page.locator(labelled(page, "发布者")).fill("试验市知识产权局")
    page.get_by_role("button", name="新增标签").click()
    page.locator("[id^=item-field]").last.fill("质押融资")
    add_picture(page)
    page.get_by_role("button", name="发布").first.click()
    page.get_by_role("menuitem", name="立即发布").first.click()
    page.wait_for_url(re.compile(r"entries/nanjing-\d{8}-\d{6}"))


def add_picture(page: Page) -> None:
    """Send a picture through the media library and say what is on it."""
    page.get_by_role("button", name="新增图片").click()
    page.get_by_role("button", name="选择图片").click()
    picture = io.BytesIO()
    Image.new("RGB", (640, 400), "#17365f").save(picture, "PNG")
    file = FilePayload(name="neirong-xitong.png", mimeType="image/png", buffer=picture.getvalue())
    page.locator("input[type=file]").first.set_input_files(file)
    page.get_by_role("button", name="选用已选中项目").click()
    page.locator(labelled(page, "替代文字")).fill("一块蓝色")
    page.locator(labelled(page, "摄影或版权")).fill("测试员")


def main() -> None:
    """Write a record and check it."""
    with tempfile.TemporaryDirectory(prefix="wanlixing-proof-") as name, sync_playwright() as playwright:
        folder, port = Path(name), free_port()
        root = site_with(folder)
        build(root, root / "site", TODAY)
        configuration = root / "site" / "admin" / "config.yml"
        told = configuration.read_text(encoding="utf-8")
        configuration.write_text(told.replace(ADDRESS, f"http://127.0.0.1:{port}/api/v1"), encoding="utf-8")
        foreign: list[str] = []
        # As a host sends it, and the local backend besides.
        policy = CMS_POLICY.replace("connect-src", f"connect-src http://127.0.0.1:{port}")
        with local_backend(folder, root, port), plain(root / "site", policy) as address:
            browser = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
            page = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="zh-CN").new_page()
            page.on("request", lambda sent: None if "//127.0.0.1" in sent.url else foreign.append(sent.url))
            write_record(page, address)
            browser.close()
        (written,) = (root / "content" / "highlights" / "nanjing").glob("nanjing-2*-*.yml")
        problems = [problem for problem in check(root, TODAY)[1] if problem.position.path.endswith(written.name)]
        sys.stdout.write(f"{written.name}:\n{written.read_text(encoding='utf-8')}\n")
    asked = [url for url in foreign if not url.startswith(("data:", "blob:"))]
    sys.stdout.write(f"· Decap CMS：问题 {problems or '没有'}；对外请求 {asked or '没有'}\n")
    sys.exit(bool(problems or asked))


if __name__ == "__main__":
    main()

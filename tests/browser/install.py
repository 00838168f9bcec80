"""Makes sure that there is a Chromium with Chinese fonts for the browser tests, or says why not.

Uses the system's packages (Debian, Ubuntu), because browser builds from elsewhere may be out of
reach. Never fails the test run: without a browser its tests are skipped, and this says so.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-cjk")


def find() -> str | None:
    """The path of a Chromium, or None."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> str:
    """Install from the system's packages; returns what stood in the way, or nothing."""
    apt = shutil.which("apt-get")
    if not apt:
        return "这台机器没有 apt-get，请自行安装 Chromium，或用环境变量 CHROMIUM 指出它的位置"
    if os.geteuid() != 0:
        return f"没有管理员权限，请运行：sudo apt-get install {' '.join(PACKAGES)}"
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *PACKAGES]):
        done = subprocess.run([apt, *arguments], env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            return f"apt-get {arguments[0]} 失败：{done.stderr.strip()[-300:]}"
    return ""


def has_chinese_font() -> bool:
    """Whether screenshots will show Han characters."""
    tool = shutil.which("fc-list")
    if not tool:
        return True
    return bool(subprocess.run([tool, ":lang=zh"], capture_output=True, text=True, check=False).stdout.strip())


def main() -> None:
    if not find() or not has_chinese_font():
        sys.stdout.write("· 安装浏览器测试所需的 Chromium 和中文字体\n")
        trouble = install()
        if trouble:
            sys.stdout.write(f"! 没有装上：{trouble}。\n")
    if not find():
        sys.stdout.write("! 没有 Chromium，浏览器测试会跳过。\n")


if __name__ == "__main__":
    main()

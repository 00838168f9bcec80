"""Makes sure that this machine has what the tests need besides Python, or says how to get it.

Uses the system's packages (Debian, Ubuntu), because builds from elsewhere may be out of reach. Never fails the
test run: tests that lack something are skipped, and the run says so at its end.
"""

import os
import shutil
import subprocess
import sys

#: What is needed, by the names under which it may be there, and its packages.
TOOLS = {
    "Chromium": (("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"), ("chromium",)),
    "LibreOffice": (("soffice",), ("libreoffice-calc",)),
    "LibreOffice Writer": (("lowriter", "swriter"), ("libreoffice-writer",)),
    "rsync": (("rsync",), ("rsync",)),
    "rclone": (("rclone",), ("rclone",)),
    "git": (("git",), ("git",)),
}
FONTS = ("fonts-noto-cjk",)
#: Chromium without windows: a page in a profile of its own costs a third of the processor time. Not in every system.
WINDOWLESS = "chromium-headless-shell"


def path_of(tool: str) -> str | None:
    """Where it is, or None; the environment may say so (`CHROMIUM=/opt/chrome`)."""
    names, _packages = TOOLS[tool]
    said = os.environ.get(tool.upper().replace(" ", "_"))
    return said or next((path for name in names if (path := shutil.which(name))), None)


def find(*, windowless: bool = False) -> str | None:
    """The path of a Chromium, or None; of one without windows where that will do and is there."""
    quick = shutil.which(WINDOWLESS) if windowless and "CHROMIUM" not in os.environ else None
    return quick or path_of("Chromium")


def has_chinese_font() -> bool:
    """Whether screenshots will show Han characters."""
    tool = shutil.which("fc-list")
    if not tool:
        return True
    return bool(subprocess.run([tool, ":lang=zh"], capture_output=True, text=True, check=False).stdout.strip())


def missing() -> list[str]:
    """The packages of what is not there."""
    packages = [package for tool, (_names, packages) in TOOLS.items() if not path_of(tool) for package in packages]
    return packages if has_chinese_font() else [*packages, *FONTS]


def offered(package: str) -> bool:
    """Whether the system has this package to install, as far as it knows."""
    tool = shutil.which("apt-cache")
    return bool(tool and subprocess.run([tool, "show", package], capture_output=True, check=False).returncode == 0)


def install(packages: list[str]) -> str:
    """Install from the system's packages; returns what stood in the way, or nothing."""
    apt = shutil.which("apt-get")
    if not apt:
        return f"这台机器没有 apt-get，请自行安装：{'、'.join(packages)}"
    if os.geteuid() != 0:
        return f"没有管理员权限，请运行：sudo apt-get install {' '.join(packages)}"
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        done = subprocess.run([apt, *arguments], env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            return f"apt-get {arguments[0]} 失败：{done.stderr.strip()[-300:]}"
    return ""


def main() -> None:
    needed = missing()
    # Nobody is asked for it who can't install it here.
    quicker = os.geteuid() == 0 and not shutil.which(WINDOWLESS) and offered(WINDOWLESS)
    packages = [*needed, WINDOWLESS] if quicker else needed
    if not packages:
        return
    sys.stdout.write(f"· 安装测试所需的系统软件：{'、'.join(packages)}\n")
    trouble = install(packages)
    if trouble:
        less = "缺少它们的测试会跳过" if needed else "测试照常进行，只是慢一些"
        sys.stdout.write(f"! 没有装上：{trouble}。{less}。\n")


if __name__ == "__main__":
    main()

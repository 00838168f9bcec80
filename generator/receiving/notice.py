"""Publishing that failed, told to who can mend it: kept in the repository's log, handed to a program of the office."""

import shlex
import subprocess
from datetime import datetime
from pathlib import Path

from generator.authoring.write_file import add_to_log
from generator.receiving.pushes import settings

#: Beside the lock of publishing, in the bare repository.
LOG = Path("wanlixing", "publish.log")
_PATIENCE = 30


def tell_maintainers(repository: Path, moment: datetime, words: str) -> str:
    """Keep the words, and hand them to the program that `wanlixing.notify` names; why that failed, if it did."""
    add_to_log(repository / LOG, f"{moment:%Y-%m-%d %H:%M} {words}")
    command = settings(repository).one("notify")
    if not command:
        return ""
    try:
        # The office's own words, written by who may write the hooks as well.
        subprocess.run(  # noqa: S603
            shlex.split(command), check=True, capture_output=True, input=words.encode(), timeout=_PATIENCE
        )
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        return f"通知维护者的命令没有成功：{error}"
    return ""

"""Where a line of Chinese ends: Chinese knows no spaces, so a break between two of its characters is none."""

import re

#: Han, kana and full-width characters, and the characters that Chinese shares with other scripts.
_WIDE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff“”‘’…—"
#: A figure belongs to the characters beside it; a Latin word may be meant to stand apart.
_JOINED = re.compile(f"[{_WIDE}][{_WIDE}0-9]|[0-9%‰℃][{_WIDE}]")
_FOLDED_SPACE = re.compile(f"(?<=[{_WIDE}]) (?=[{_WIDE}])")


def without_folds(text: str) -> str:
    """A folded text without the spaces that its line breaks left between Chinese characters."""
    return _FOLDED_SPACE.sub("", text)


def is_joined(before: str, after: str) -> bool:
    """Whether a line break between these two texts is no space."""
    return bool(_JOINED.match(before[-1:] + after[:1]))

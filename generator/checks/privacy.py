"""What must not be published of persons (conventions ID-10 to ID-21), and words that must be right (ID-62)."""

from collections.abc import Iterator

from generator.checks.sources import sources
from generator.events import Steps
from generator.lists import Wording
from generator.problems import Problem, quote
from generator.site import Site
from generator.source import Source
from generator.text.privacy import Trace, traces
from generator.text.repair import quoted

#: What stands there are other people's words, or an address.
_FOREIGN = ("sources", "coverage")


def persons_protected(site: Site) -> Iterator[Problem]:
    """No number, address or name by which a person can be found, in any text of any file, sound or not."""
    for source in sources(site):
        if not traces("\n".join(text for _steps, text in source.texts())):
            continue
        for steps, text in source.texts():
            for trace in traces(text):
                yield _told(source, steps, text, trace)


def _told(source: Source, steps: Steps, text: str, trace: Trace) -> Problem:
    """The number itself is not repeated: what is told here is read in logs that are public."""
    place = source.line_place(steps, text.count("\n", 0, trace.start))
    message = f"这里有{trace.name}：{quote(trace.masked)}。"
    if trace.code == "W606":
        return Problem(place, trace.code, message, "请核对有没有写出个人的情况；没有就不用改。")
    if trace.code == "W605":
        return Problem(place, trace.code, message, "个人住址不能公开，请删去，或只写到区县。")
    if trace.code == "W601":
        return Problem(place, trace.code, message, f"如果是身份证号码，请删去，或写成“{trace.masked}”；不是就不用改。")
    hint = f"个人信息不能公开，请删去；确需保留的，写成“{trace.masked}”。"
    return Problem(place, trace.code, message, hint)


def words_right(site: Site) -> Iterator[Problem]:
    """Names and terms as `content/lists/wording.yml` has them; what is quoted is left as it is."""
    wanted = site.lists.wording
    signs = [wrong for wording in wanted for wrong in wording.wrong]
    for source in sources(site):
        texts = [(steps, text) for steps, text in source.texts() if steps[0] not in _FOREIGN and steps[-1] != "url"]
        whole = "\n".join(text for _steps, text in texts)
        if not any(sign in whole for sign in signs):
            continue
        day = str(source.data.get("event_date") or source.data.get("publish_date") or "")
        for steps, text in texts:
            yield from _wrong_words(source, steps, text, [w for w in wanted if w.since is None or day >= str(w.since)])


def _wrong_words(source: Source, steps: Steps, text: str, wanted: list[Wording]) -> Iterator[Problem]:
    for wording in wanted:
        for wrong in wording.wrong:
            start = quoted(text).find(wrong)
            if start < 0:
                continue
            place = source.line_place(steps, text.count("\n", 0, start))
            note = f"（{wording.note.rstrip('。')}）" if wording.note else ""
            yield Problem(place, "W423", f"{quote(wrong)}的写法不对。", f"请写“{wording.right}”{note}。")

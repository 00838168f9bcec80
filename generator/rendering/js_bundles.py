"""The scripts that pages load: small readable files in `templates/assets/js`, sent as few."""

from collections.abc import Iterable, Iterator, Mapping

from generator.documents import docx_script
from generator.images import drawings
from generator.site.site import File

_FOLDERS = ("assets/js/floor/", "assets/js/search/", "assets/js/wechat/", "assets/js/form/")
#: What is sent, and the files that it is made of, in the order in which they need each other.
BUNDLES: Mapping[str, tuple[str, ...]] = {
    "assets/js/search.js": (
        *(
            "floor",
            "text",
            "store",
            "hits",
            "numbers",
            "named",
            "terms",
            "mend",
            "count",
            "settle",
            "nothing",
            "question",
            "answer",
        ),
        *("result", "filters", "suggest", "page"),
    ),
    "assets/js/marks.js": ("marks",),
    # What `marks.js` asks for, if there is something to mark.
    "assets/js/text.js": ("text",),
    # What the search asks for where the browser can't unpack by itself.
    "assets/js/inflate.js": ("inflate",),
    # The tools of 公众号 editors, on the pages of articles.
    "assets/js/wechat.js": ("floor", "clipboard", "drawings", "limits", "cards", "panel", "beside"),
    # What fetches them on the pages of records.
    "assets/js/door.js": ("door",),
    # What they ask for to write a document.
    "assets/js/docx.js": ("docx_parts", "archive", "docx"),
    # The form: what it knows, then what it shows.
    "assets/js/form.js": (
        *(
            "floor",
            "clipboard",
            "say",
            "values",
            "paste_layout",
            "paste_cleanup",
            "persons",
            "markdown",
            "paste_html",
            "prose",
            "yaml",
            "record",
            "archive",
            "photo",
            "drafts",
        ),
        *("fields", "difference", "paste_event", "rows", "shown", "ways", "form"),
    ),
}


def bundled(files: Iterable[File]) -> Iterator[File]:
    """All files as they are, save the scripts of bundles, which become one file each."""
    parts = {"drawings": drawings.as_script(), "docx_parts": docx_script.as_script()}
    for file in files:
        if file.path.startswith(_FOLDERS):
            parts[file.path.rpartition("/")[2].removesuffix(".js")] = file.content.decode()
        else:
            yield file
    for path, names in BUNDLES.items():
        yield File(path, ";\n".join(parts[name] for name in names).encode())

"""The theme's styles without what our pages can't show."""

from generator.rendering.css_pruning import classes_in, reduce

THEME = (
    '@charset "UTF-8";:root{--used:red;--picture:url("data:image/svg+xml;x={a;b}");--deep:1}'
    ".a,.b:not(.absent),.gone{color:var(--used)}.gone .a{color:blue}[dir=rtl] .a{left:0}"
    "@media print{.gone{top:0}}@media screen and (min-width:1em){.a:is(.b,h2){top:0}.gone{top:1px}}"
    '.a::before{content:"}{;"}@keyframes turn{to{top:0}}p>a[href$=","]{top:2px}@page{margin:1mm}'
)


def test_only_rules_that_can_match_stay() -> None:
    reduced = reduce(THEME, {"a", "b"}, needed_by="x{top:var(--deep)}")

    assert reduced == (
        ":root{--used:red;--deep:1}.a,.b:not(.absent){color:var(--used)}"
        "@media screen and (min-width:1em){.a:is(.b,h2){top:0}}"
        '.a::before{content:"}{;"}p>a[href$=","]{top:2px}@page{margin:1mm}'
    )


def test_classes_are_read_from_a_page() -> None:
    assert classes_in('<p class="a b"><a class="c" href="x">') == {"a", "b", "c"}

"""The menu of the office's site. Each section has a page `<name>/index.html`, whatever there is to show."""

from generator.site import Section

HOME = Section("home", "工作台")

SECTIONS: tuple[Section, ...] = (
    HOME,
    Section("contacts", "联系人"),
)

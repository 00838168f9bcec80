"""A digest as an e-mail and as plain text."""

from generator.documents.docx import as_text
from generator.outputs.channels.brief import digest_blocks
from generator.outputs.wechat.digest import Digest, groups_of, summary, title
from generator.rendering.templates import render
from generator.site.site import Site


def digest_email(site: Site, digest: Digest, by: str = "") -> str:
    """An e-mail as a file: no style sheet, no picture, no script."""
    return _email(site, digest, by, "channels/email.html")


def digest_email_body(site: Site, digest: Digest) -> str:
    """The same to be pasted into the window of a mail program."""
    return _email(site, digest, "", "channels/email-body.html")


def _email(site: Site, digest: Digest, by: str, template: str) -> str:
    return render(
        site,
        template,
        heading=title(site, digest),
        summary=summary(site, digest),
        groups=groups_of(site, digest, by, len(digest.all)),
        withdrawn=digest.withdrawn,
        host=site.lists.units[site.config.host_unit].name,
    )


def digest_text(site: Site, digest: Digest, by: str = "") -> str:
    """The same words without any form."""
    return as_text(title(site, digest), digest_blocks(site, digest, by))

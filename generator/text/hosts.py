"""Whether a host of an address is one that every reader can reach: no machine of an office's own network."""

import re
import unicodedata
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

#: RFC 1918, 6598, 3927, 4193, 4291: nobody outside reaches these, and who builds the site must not be led to them.
_INSIDE = tuple(
    map(
        ip_network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
            *("192.168.0.0/16", "224.0.0.0/3", "::/127", "fc00::/7", "fe80::/10", "ff00::/8"),
            # Each holds the number of any machine of version 4.
            *("::/96", "64:ff9b::/32", "2002::/16"),
        ),
    )
)
_NAMES_INSIDE = ("local", "localhost", "localdomain", "internal", "intranet", "lan", "corp", "home")
#: RFC 1035: no name of a machine is longer.
_LONGEST = 253
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
#: Browsers read 127.1, 2130706433 and 0x7f.1 as numbers of machines.
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.IGNORECASE)
#: Letters that look like Latin ones.
_ALIKE = re.compile("[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff]")
_LATIN = re.compile("[a-z]")
#: Cyrillic and Greek letters that nobody tells from Latin ones: a whole name of them pretends to be another.
TWINS = re.compile("[асԁеһіјӏорԛѕԝхуѵүАВЕКМНОРСТХοναικρυϲϳ0-9-]+")


def is_public(host: str) -> bool:
    """A name with dots whose parts are of one script, or the number of a machine on the open network."""
    try:
        return _is_open(ip_address(host))
    except ValueError:
        labels = host.lower().removesuffix(".").split(".")
    if unicodedata.normalize("NFKC", host) != host:
        # Browsers read ① and ａ as plain ones, and come to another place than the one that was judged.
        return False
    # An office's own names are bare ASCII; a Chinese one without a dot is a country's, or a placeholder.
    named = len(labels) > 1 or not host.isascii() or host.startswith("xn--")
    sound = (
        named and len(host) <= _LONGEST and all(_LABEL.fullmatch(label) and not _is_mixed(label) for label in labels)
    )
    sound = sound and not (labels[-1].isascii() and any(map(_is_twin, labels)))
    return sound and not _NUMBER.fullmatch(labels[-1]) and labels[-1] not in _NAMES_INSIDE


def _is_open(address: IPv4Address | IPv6Address) -> bool:
    inner = getattr(address, "ipv4_mapped", None) or address
    return not any(inner in network for network in _INSIDE)


def plain_host(host: str) -> str:
    """A host in ASCII, as addresses have it, without the `www.` that most sites can do without."""
    with suppress(UnicodeError):
        host = host.encode("idna").decode()
    return host.lower().removeprefix("www.")


def _is_twin(label: str) -> bool:
    """A name all of whose letters look like Latin ones, under a Latin ending."""
    if label.startswith("xn--"):
        label = _decoded(label)
    return not label.isascii() and bool(TWINS.fullmatch(label))


def _decoded(label: str) -> str:
    try:
        return label.removeprefix("xn--").encode().decode("punycode")
    except (UnicodeError, ValueError):
        return ""


def _is_mixed(label: str) -> bool:
    """Latin letters among others that look like them: an address that pretends to be another."""
    if label.startswith("xn--"):
        label = _decoded(label)
    return not label or bool(_ALIKE.search(label) and _LATIN.search(label))

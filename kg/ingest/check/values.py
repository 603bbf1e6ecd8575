"""Dates that exist, URLs that lead somewhere and carry nothing along, names and addresses as keys."""

from __future__ import annotations

import datetime
import functools
import re
import unicodedata
from typing import Final
from urllib.parse import urlsplit

TRACKING: Final = re.compile(r"^(?:utm_|fbclid$|gclid$|mc_[ce]id$|_hs(?:enc|mi)$|igshid$|yclid$|msclkid$|ref_src$)")

_ODD: Final = re.compile(r"[^\w+#]|_")
_FRONT: Final = re.compile(r"(?i)^https?://(?:www\.)?")

FIRST, LAST = 1900, 2100
"""Years before and after which a date must be a slip."""


def is_date(text: str) -> bool:
    """Whether a year, month or day exists and may be meant (`unknown` passes: where it stands is the pattern's matter).

    >>> is_date("2020-02"), is_date("2021-02-29")
    (True, False)
    """
    try:
        year = datetime.date.fromisoformat((text + "-01-01")[:10]).year
    except ValueError:
        return not re.match(r"^\d{4}(-\d{2}){0,2}$", text)
    return FIRST <= year <= LAST


def url_fault(url: str) -> tuple[str, str] | None:
    """What is wrong with a URL and the hint, or None.

    >>> url_fault("https://example.org/?utm_source=x")
    ('must not carry tracking parameters', "did you mean 'https://example.org/'?")
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        int(parts.port or 0)
    except ValueError:
        return "must be a URL", f"found {url!r}"
    if parts.scheme not in ("http", "https"):
        near = f"; did you mean {'https://' + url!r}?" if re.match(r"^[\w-]+(\.[\w-]+)+(/\S*)?$", url) else ""
        return "must be a URL", f"found {url!r}{near}"
    if "." not in host or not re.match(r"^[^\s<>\"']+$", host) or parts.username:
        return "must be a URL with a public host", f"found {url!r}"
    if without_tracking(url) != url:
        return "must not carry tracking parameters", f"did you mean {canonical(url)!r}?"
    if canonical(url) != url:
        return "must be written in its canonical form", f"did you mean {canonical(url)!r}?"
    return None


def canonical(url: str) -> str:
    """The one way to write a URL: host in lower case, no port or tracking; on GitHub https, no `.git`.

    >>> canonical("http://WWW.GitHub.com:80/etcd-io/etcd.git"), canonical("https://Etcd.io/docs/?utm_source=x")
    ('https://github.com/etcd-io/etcd', 'https://etcd.io/docs/')
    """
    match = re.match(r"(?i)^(https?)://([^/?#]*)([^?#]*)(.*)$", without_tracking(url), re.DOTALL)
    if not match:
        return url
    scheme, host, path, rest = match[1].lower(), match[2].lower(), match[3], match[4]
    host = re.sub(r":443$" if scheme == "https" else r":80$", "", host)
    if re.fullmatch(r"(?:www\.)?github\.com", host):
        scheme, host, path = "https", "github.com", path.rstrip("/")
        path = re.sub(r"^(/[^/]+/[^/]+)\.git$", r"\1", path) if not rest else path
    return f"{scheme}://{host}{path}{rest}"


def without_tracking(url: str) -> str:
    """The URL without the parameters that only follow people around.

    >>> without_tracking("https://example.org/a?utm_source=x&b=1")
    'https://example.org/a?b=1'
    """
    address, mark, query = url.partition("?")
    query, hash_, fragment = query.partition("#")
    kept = "&".join(pair for pair in query.split("&") if not TRACKING.match(pair.partition("=")[0]))
    return address + (mark + kept if kept or mark and not query else "") + hash_ + fragment if mark else url


@functools.cache
def fold(name: str) -> str:
    """A name without case, spaces and punctuation (but with + and #), for comparison.

    >>> fold("Argo CD") == fold("ArgoCD"), fold("C++") == fold("C")
    (True, False)
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    return _ODD.sub("", text) or text


@functools.cache
def repository(url: str) -> str:
    """A URL as key: host and path without case, `www.`, `.git` and slashes at the end.

    >>> repository("https://GitHub.com/etcd-io/etcd.git/")
    'github.com/etcd-io/etcd'
    """
    return _FRONT.sub("", url.strip()).rstrip("/").removesuffix(".git").rstrip("/").casefold()

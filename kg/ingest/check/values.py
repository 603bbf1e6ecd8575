"""Dates that exist, URLs that lead somewhere and carry nothing along, names and addresses as keys."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Final
from urllib.parse import urlsplit

TRACKING: Final = re.compile(r"^(?:utm_|fbclid$|gclid$|mc_[ce]id$|_hs(?:enc|mi)$|igshid$|yclid$|msclkid$|ref_src$)")


def is_date(text: str) -> bool:
    """Whether a year, month or day exists (`unknown` passes here; the pattern decides where it may stand).

    >>> is_date("2020-02"), is_date("2021-02-29")
    (True, False)
    """
    try:
        datetime.date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return not re.match(r"^\d{4}(-\d{2}){0,2}$", text)
    return True


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
        return "must not carry tracking parameters", f"did you mean {without_tracking(url)!r}?"
    return None


def without_tracking(url: str) -> str:
    """The URL without the parameters that only follow people around.

    >>> without_tracking("https://example.org/a?utm_source=x&b=1")
    'https://example.org/a?b=1'
    """
    address, mark, query = url.partition("?")
    query, hash_, fragment = query.partition("#")
    kept = "&".join(pair for pair in query.split("&") if not TRACKING.match(pair.partition("=")[0]))
    return address + (mark + kept if kept or mark and not query else "") + hash_ + fragment if mark else url


def fold(name: str) -> str:
    """A name without case, spaces and punctuation (but with + and #), for comparison.

    >>> fold("Argo CD") == fold("ArgoCD"), fold("C++") == fold("C")
    (True, False)
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[^\w+#]|_", "", text) or text


def repository(url: str) -> str:
    """A URL as key: host and path without case, `www.`, `.git` and slashes at the end.

    >>> repository("https://GitHub.com/etcd-io/etcd.git/")
    'github.com/etcd-io/etcd'
    """
    return re.sub(r"(?i)^https?://(?:www\.)?", "", url.strip()).rstrip("/").removesuffix(".git").rstrip("/").casefold()

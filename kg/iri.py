"""Every IRI, slug and site URL is made here and nowhere else."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import quote

from kg.model import FOLDERS

ID_PATTERN = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
ID_LENGTH = 80

_SPELT = {"+": " plus ", "#": " sharp ", "&": " and ", "@": " at "}


def slug(name: str) -> str:
    """A lower-case ASCII id for a name; "" where the name has no ASCII letter or digit to keep.

    >>> slug("Argo CD"), slug("C++"), slug("Wojciech Tyczyński"), slug("KubeCon + CloudNativeCon 2020")
    ('argo-cd', 'c-plus-plus', 'wojciech-tyczynski', 'kubecon-cloudnativecon-2020')
    """
    name = re.sub(r"\s\+\s", " ", name)
    for sign, word in _SPELT.items():
        name = name.replace(sign, word)
    name = name.replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("ß", "ss")
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    ascii_name = ascii_name.replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")[:ID_LENGTH].strip("-")


def valid_id(text: str) -> bool:
    """Whether `text` may be the id of an entry or a source (and so can never leave its folder).

    >>> valid_id("argo-cd"), valid_id("../etc"), valid_id("Argo")
    (True, False, False)
    """
    return len(text) <= ID_LENGTH and ID_PATTERN.match(text) is not None


def entity(base: str, id_: str) -> str:
    """IRI of an entry or a source."""
    return base + id_


def graph(base: str, name: str) -> str:
    """IRI of a named graph: "curated", "claims", "queries", "dataset", or `source/ID`."""
    return f"{base}graph/{name}"


def mention(base: str, source: str, start: int, end: int) -> str:
    """IRI of a mention (an annotation); its target and selectors append `/target`, `/position`, `/time`."""
    return f"{base}mention/{source}/{start}-{end}"


def form(base: str, entry: str, said: str) -> str:
    """IRI of a name in use for an entry; `said` is the hash of all that is said of it."""
    return f"{base}form/{entry}/{said[:12]}"


def appearance(base: str, source: str, entry: str) -> str:
    """IRI of the node that counts an entry's mentions in one source."""
    return f"{base}appearance/{source}/{entry}"


def claim(base: str, subject: str, predicate: str, object_: str) -> str:
    """IRI of a claim: the same statement has the same IRI in every build."""
    digest = hashlib.sha256(f"{subject}|{predicate}|{object_}".encode()).hexdigest()
    return f"{base}claim/{digest[:16]}"


def evidence(base: str, origin: str, start: int, end: int) -> str:
    """IRI of a passage that a claim rests on."""
    return f"{base}passage/{origin}/{start}-{end}"


def topic_link(base: str, source: str, topic: str) -> str:
    """IRI of the node that says how strongly a source is about a topic, and why."""
    return f"{base}topic-link/{source}/{topic}"


def candidate(base: str, source: str, kind: str, name: str) -> str:
    """IRI of a name of one source that has no entry."""
    return f"{base}candidate/{source}/{hashlib.sha256(f'{kind}|{name}'.encode()).hexdigest()[:12]}"


def moment(base: str, source: str, seconds: str) -> str:
    """IRI of a second of a source's recording, where mentions and passages point to it."""
    return f"{base}moment/{source}/{seconds}"


def file(base: str, path: str) -> str:
    """IRI of a content file, which claims and entries derive from."""
    return f"{base}file/{quote(path)}"


def dataset(base: str, *names: str) -> str:
    """IRI of the dataset "full" or "core", or of a part of its description."""
    return "/".join([f"{base}dataset", *names])


def query(base: str, *names: str) -> str:
    """IRI of a named query, or without a name of the prefixes that all of them use."""
    return "/".join([f"{base}query", *names])


def concept(base: str, scheme: str, value: str) -> str:
    """IRI of a small vocabulary's concept, as `maturity/graduated`."""
    return f"{base}{scheme}/{slug(value)}"


def run(base: str, digest: str) -> str:
    """IRI of an extraction run: one per version of the extractor."""
    return f"{base}run/{slug(digest)}"


def page(kind: str, id_: str) -> str:
    """Path of an entry's or source's page under the site's root.

    >>> page("person", "bryan-liles")
    'people/bryan-liles/'
    """
    return f"{FOLDERS[kind]}/{quote(id_)}/"


def raw(kind: str, id_: str, suffix: str) -> str:
    """Path of the raw data beside a page.

    >>> raw("project", "etcd", "ttl")
    'projects/etcd.ttl'
    """
    return f"{FOLDERS[kind]}/{quote(id_)}.{suffix}"


def safe_url(url: str) -> str:
    """The URL where its scheme is http, https or mailto, else "": the only links that may leave a page.

    >>> safe_url("https://etcd.io"), safe_url(" javascript:alert(1)")
    ('https://etcd.io', '')
    """
    url = url.strip()
    return url if re.match(r"(?i)(https?://[^\s/]|mailto:)[^\s<>\"]*$", url) else ""

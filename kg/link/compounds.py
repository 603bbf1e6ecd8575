"""Names made of a known name and a further word: Weave Scope, Knative Functions, and the word alone afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Final

from kg.link.candidates import TITLES, Piece
from kg.model import Kind, Link
from kg.names import key
from kg.titles import is_title

_COMMON: Final = frozenset(
    """
api apis sdk cli operator operators controller controllers project projects community meetup maintainer maintainers
contributor contributors conference meeting deep dive kernel cluster clusters engineer team ambassador ambassadors
service services enterprise day days summit con user users group docs documentation blog slack github channel release
releases version api-server server servers client clients node nodes config ui dashboard dashboards plugin
plugins agent agents sandbox incubating graduated landscape toc tag sig wg inc labs university steering committee
security working talk sessions session booth track store support certified certification native image images custom
resource resources crd crds hero heroes ecosystem roadmap adopters adoption governance legacy subsystem
secret secrets function foundation the and at in on is was has vs with from to as up best practices tutorial workshop
guide webinar course academy podcast show newsletter home page website repo repository code open source core beta
alpha preview academy technologies linux north south europe america china eu na ceo cto developer
developers engineering vp director advocate
""".split()
)

_HEADS: Final = frozenset(
    """
    cloud platform server engine suite studio gateway hub database desktop edition toolkit toolbox workbench fabric
    marketplace registry mesh stack distribution runtime monitor management storage protection observability explorer
    analytics insights service search network networking virtualization automation assistant copilot factory builder
    debugger profiler scanner tracer backup optimizer workspaces
    """.split()
)
"""Last words of a product's name that begins with its vendor's: Acme Application Platform."""

_EDITIONS: Final = frozenset("enterprise cloud pro premium plus ultimate commercial engine platform service".split())
"""Words that make of a project's name that of a product: Loom Enterprise."""


def find(
    cut: Sequence[Piece], decided: Mapping[int, Link], jargon: Set[str] = frozenset()
) -> Iterator[tuple[int, Kind, str, int, int | None]]:
    """(piece, kind, surface, end, piece of the base name) of each compound that the source uses more than once.

    The base is given where the further word is itself a known name (Weave Cortex is Cortex). `jargon`: words of the
    field, in lower case, that end no name.
    """
    pairs = [(n, _end(cut, decided, n, jargon)) for n in range(len(cut) - 1)]
    found = [(n, m) for n, m in pairs if m is not None]
    counted = Counter(_surface(cut, n) for n, _ in found)
    for n, m in found:
        known = decided.get(m)
        surface = _surface(cut, n)
        linked = cut[n].link.startswith(("github.com/", "gitlab.com/")) and key(cut[m].surface) in key(cut[n].link)
        if counted[surface] < 2 and not linked and not _branded(decided[n], cut[m]):
            continue
        own = known is None or not _branded(decided[n], cut[m]) or decided[n].name.split()[0] == known.name.split()[0]
        if known is not None and own:
            yield n, known.kind, surface, cut[m].end, m
        else:
            yield n, _kind(decided[n], cut[m]), surface, cut[m].end, None


def _end(cut: Sequence[Piece], decided: Mapping[int, Link], n: int, jargon: Set[str]) -> int | None:
    """The piece right after, in the same span, that completes a compound; else None."""
    one, other, link = cut[n], cut[n + 1], decided.get(n)
    if (
        link is None
        or link.kind not in ("project", "vendor", "product")
        or one.span != other.span
        or other.start - one.end != 1
    ):
        return None
    if (
        not (1 <= len(other.words) <= 2 or _branded(link, other))
        or not other.surface[:1].isupper()
        or one.has("heading")
        or not one.surface[:1].isupper()
    ):
        return None
    ends = any(word.lower() in _COMMON or word.lower() in jargon or not word[0].isalpha() for word in other.words)
    edition = link.kind != "vendor" and len(other.words) == 1 and other.surface.lower() in _EDITIONS
    if ends and not edition and not _branded(link, other):
        return None
    known = decided.get(n + 1)
    return n + 1 if known is None or known.kind == "project" and link.kind != "project" else None


def _branded(vendor: Link, rest: Piece) -> bool:
    """Whether capitals after a vendor's name make the name of a product of it, even if said only once."""
    words = rest.words
    if vendor.kind != "vendor" or not vendor.entry or not 2 <= len(words) <= 4 or words[-1].lower() not in _HEADS:
        return False
    capitals = all(word[0].isupper() or word[0].isdigit() for word in words)
    return capitals and not any(is_title(word) for word in words) and words[0].lower() not in TITLES


def _surface(cut: Sequence[Piece], n: int) -> str:
    return f"{cut[n].surface} {cut[n + 1].surface}"


def _kind(base: Link, rest: Piece) -> Kind:
    if rest.words[-1].lower() in _EDITIONS:
        return "product"
    return "project" if base.kind == "project" else "product"

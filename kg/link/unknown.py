"""Names that are in no entry: what the text around them, their shape and their links say that they are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import Final

from kg.link.candidates import TITLES, Piece
from kg.model import Kind
from kg.names import has_han, key

_EVENT: Final = re.compile(
    r"^(?:\w+Con|\w+Conf|\w+Fest|\w+Days|.*[a-z]\s+(?:Summit|Conference|Con|Conf|Day|Days|Meetup|Fest|Festival|Forum|"
    r"Camp|Hackathon|Bug Scrub|Meeting|Office Hours|Happy Hour|Podcast|Show|World|Week)|.*(?:峰会|大会))"
    r"(?:\s+(?:\d{4}|EU|NA|Europe|North America|China))*$"
)
_VENDOR: Final = re.compile(
    r".*\b(?:Inc|Corp|Corporation|LLC|Ltd|GmbH|Labs|Technologies|Technology|Software|Systems|Foundation|University|Institute|"
    r"Bank|Group|Ventures|Capital|Partners|Consulting|Solutions|Networks|Media|Studios|Research|College|Airlines|Insurance)$"
)
MADE: Final = 0.6
"""Weight from which a phrase says that a thing was made (Acme created Alma): a name like a person's is one, too."""
_NOISE: Final = re.compile(r"^(?:The|A|An|[A-Z]{1,5}s?|T\d{1,2}|[IVX]+|\d.*|[A-Z]|Mr|Ms|Dr)$")
_PLAIN: Final = frozenset(
    "English German French Spanish Italian Chinese Japanese European American British Canadian Indian Russian "
    "African Asian Dutch Swedish Europe America Asia Africa Germany France Spain Italy China Japan India Canada "
    "Australia Brazil Poland Mexico California Texas Berlin London Paris Amsterdam Barcelona Austin Seattle "
    "Boston Chicago Detroit Valencia Denver Francisco Angeles York Portland Atlanta Vancouver Toronto Dublin "
    "Copenhagen Shanghai Beijing Valley Bay Internet Christmas GitOps DevOps DevSecOps SRE CEO "
    "CTO API APIs CLI SDK YAML JSON CSV XML HTML CSS HTTP HTTPS TCP UDP DNS TLS mTLS SSH SQL REST RESTful GUI UI "
    "UX IDE CPU GPU RAM PR PRs README FAQ ID URL VM VMs IaC SaaS PaaS IaaS iPaaS AI ML LLM Deployment "
    "Deployments Service Services Ingress Namespace Node Secret Secrets Job Custom Resource "
    "Definition Operator Controller God Covid "
    "COVID Incubating Incubation Incubator Graduated Graduating Graduation Sandbox Archived Foundation Security "
    "Operations Engineering Marketing Research Sales Environments Environment Tutorial Quickstart Example Examples "
    "Documentation Docs Website Template Templates Images Release Releases Issues Discussions Thanks Learning "
    "Inc Corp Ltd LLC GmbH".split()
)
_ANY: Final = frozenset(
    "a an the and of for our your my hello outside real whole first last next early late community project projects "
    "user users end developer developers contributor contributors partner partners customer team steering committee "
    "board maintainer maintainers sig working group office hours hour happy open online virtual hybrid in-person "
    "annual monthly weekly daily bi-weekly biweekly quarterly regular recent upcoming past tech technical main "
    "public private summit conference conf con day days meetup meetups fest festival forum camp hackathon bug scrub "
    "meeting meetings podcast show world week call calls event events january february march april may june july "
    "august september october november december monday tuesday wednesday thursday friday saturday sunday".split()
)
"""Words that any gathering may have in its title: a name has one more."""
_MODEL: Final = ("vendor", "product", "event")
"""Kinds that a statistical model, where one is asked for, may find."""
_SITES: Final = (
    "twitter.com x.com linkedin.com youtube.com youtu.be wikipedia.org medium.com sched.com facebook.com "
    "meetup.com slack.com thenewstack.io docs.google.com forms.gle bit.ly"
).split()


def classify(
    pieces: Sequence[Piece],
    cued: Mapping[int, Sequence[tuple[str, float]]],
    jargon: Set[str] = frozenset(),
    foreign: bool = False,
) -> dict[str, tuple[Kind, float, str]]:
    """For each unknown surface that the source shows to be a name: its kind, score and reason.

    `cued`: start → (kind, weight) that relation cues give a piece, once their other end is known. `foreign`: the text
    around is in another script, in which a capitalised word is left only where it is a name.
    """
    plain = _PLAIN | jargon
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    reasons: dict[str, dict[str, str]] = defaultdict(dict)
    for piece in pieces:
        if not piece.surface or has_han(piece.surface) and not piece.surface.isascii() and len(piece.surface) < 3:
            continue
        for kind, weight, reason in _signs(piece, cued.get(piece.start, ()), plain, foreign):
            votes[piece.surface][kind] = max(votes[piece.surface][kind], weight)  # type: ignore[assignment]
            reasons[piece.surface].setdefault(kind, reason)
    out: dict[str, tuple[Kind, float, str]] = {}
    for surface, counted in votes.items():
        kind = min(counted, key=lambda k: (-counted[k], k))
        if counted[kind] >= 0.5:
            out[surface] = (kind, float(counted[kind]), reasons[surface][kind])  # type: ignore[assignment]
    return out


def _signs(
    piece: Piece, cued: Sequence[tuple[str, float]], plain: Set[str], foreign: bool
) -> list[tuple[str, float, str]]:
    surface, out = piece.surface, []
    if (
        piece.has("place")
        or surface in plain
        or re.search(r"(?i)(?:working|user|interest) group|committee|board$", surface)
        or all(word in plain for word in piece.words)
    ):
        return []
    if _gathering(piece):
        out.append(("event", 0.75, "named like an event"))
    elif _VENDOR.match(surface) and len(piece.words) > 1:
        out.append(("vendor", 0.75, "named like an organisation"))
    capital = surface[:1].isupper() or any(c.isupper() for c in surface)
    for kind, weight in cued:
        if capital and _stands(piece, kind, foreign, weight):
            out.append((kind, weight, "stated by the text around it"))
    out += _linked(piece)
    out += [(kind, 0.55, "a statistical model says so") for kind in _MODEL if piece.has(f"model:{kind}")]
    if not capital or _NOISE.match(surface) and not out:
        return out
    if piece.has("b:project" if piece.has("word", "common") else "a:project", "b:project") and not piece.has(
        "first", "in-run"
    ):
        out.append(("project", 0.6, "called a project"))
    if piece.has("b:company", "b:startup", "b:vendor", "a:inc", "a:company", "a:gmbh", "a:ltd", "a:corp"):
        out.append(("vendor", 0.7, "called a company"))
    return out


def _gathering(piece: Piece) -> bool:
    """Whether a name is that of a gathering: by its last word, and by one that not every gathering has."""
    if not _EVENT.match(piece.surface) or len(piece.surface) < 6 or piece.has("lower"):
        return False
    words = [word.lower() for word in piece.words if word[0].isalnum()]
    if all(word in _ANY or word.isdigit() for word in words):
        return False
    return not piece.has("common") or not (piece.has("heading", "first") or words[0].endswith("ing"))


def _stands(piece: Piece, kind: str, foreign: bool, weight: float) -> bool:
    """Whether a stretch that a phrase makes a vendor or product can be a name: no plain word, title or abbreviation."""
    plain = piece.has("word") and (piece.has("frequent") or kind == "product" and (not foreign or piece.has("first")))
    title = any(word.lower() in TITLES for word in piece.words)
    made = foreign and kind == "product" and weight >= MADE and not piece.has("surely")
    given = piece.has("given") and len(piece.words) == 1 and not piece.link and not made
    if kind == "product" and re.search(r" (?:19|20)\d\d$|(?:Day|Days|Con|Conf)$", piece.surface):
        return False
    short = _NOISE.match(piece.surface) and (kind == "product" or piece.has("word"))
    return not (plain or title or given or short)


def _linked(piece: Piece) -> list[tuple[str, float, str]]:
    if not piece.link or piece.has("word") and piece.surface.islower():
        return []
    host, _, path = piece.link.partition("/")
    whole = key(piece.surface)
    if len(whole) < 3 or any(host.endswith(site) for site in _SITES):
        return []
    if host in ("github.com", "gitlab.com", "codeberg.org") or host.endswith((".github.io",)):
        own = path if host.endswith(".github.io") else ""
        last = key(path.split("/")[1]) if path.count("/") else key(own or host.split(".")[0])
        return (
            [("project", 0.8, f"links to its repository at {host}")]
            if last and (last in whole or whole in last)
            else []
        )
    label = key(
        re.sub(r"\.(?:com|io|org|net|dev|sh|ai|cloud|tech|co|me|app|xyz|de|uk|fr|ch)(?:\.\w\w)?$", "", host).split(".")[
            -1
        ]
    )
    if (
        label
        and (label == whole or (len(label) > 4 and (whole.startswith(label) or label.startswith(whole))))
        and path.count("/") < 2
    ):
        kind = (
            "vendor"
            if host.endswith((".com", ".ai", ".co", ".net")) or not path and host.endswith(".io")
            else "project"
        )
        return [(kind, 0.65, f"links to {host}")]
    return []

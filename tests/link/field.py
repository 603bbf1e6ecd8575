"""A small field to link in: real projects, and companies and people that we made up."""

from __future__ import annotations

from kg.extract.gazetteer import make
from kg.extract.mentions import Extractor
from kg.link.decide import Linker
from kg.model import Alias, Document, Editions, Employment, Entry, Linked, Record, Ruling, Turn

GITHUB = "https://github.com/"


def entry(id_: str, kind: str, name: str, *aliases: str, **fields: object) -> Entry:
    """An entry with aliases as plain strings; those in Han characters are labels of Chinese."""
    named = tuple(Alias(a, "" if a.isascii() else "zh") for a in aliases)
    return Entry(id=id_, kind=kind, name=name, path=f"content/{id_}.yaml", aliases=named, **fields)  # type: ignore[arg-type]


EDITIONS = Editions(
    "KubeCon + CloudNativeCon",
    {
        "Europe": ("eu", "europe", "欧洲", "barcelona", "valencia", "amsterdam", "paris", "london", "copenhagen"),
        "North America": ("na", "north america", "北美", "seattle", "san diego", "detroit", "salt lake city", "西雅图"),
        "China": ("china", "中国", "shanghai", "上海"),
    },
    {"copenhagen": "2018", "barcelona": "2019", "san diego": "2019", "valencia": "2022", "salt lake city": "2024"},
)

ENTRIES = (
    entry("kubernetes", "project", "Kubernetes", "K8s", maturity="graduated", categories=("scheduling-orchestration",)),
    entry("envoy", "project", "Envoy", "特使", maturity="graduated", homepage="https://www.envoyproxy.io"),
    entry("opentelemetry", "project", "OpenTelemetry", "OTel", categories=("observability",)),
    entry("linkerd", "project", "Linkerd", "linkerd2", categories=("service-mesh",)),
    entry("flux", "project", "Flux", "Flux CD", repositories=(GITHUB + "fluxcd/flux2",), about=("gitops",)),
    entry("kind", "project", "kind", homepage="https://kind.sigs.k8s.io"),
    entry("keep", "project", "Keep", homepage="https://www.keephq.example"),
    entry("go", "project", "Go", "Golang", match={"Go": "exact-case"}),
    entry("docker", "project", "Docker", repositories=(GITHUB + "moby/moby",)),
    entry("docker-inc", "vendor", "Docker", "Docker, Inc."),
    entry("brightmesh", "vendor", "Brightmesh", "明网", homepage="https://brightmesh.example"),
    entry("meshboard", "product", "Meshboard", "Brightmesh Meshboard", vendor="brightmesh"),
    entry("cncf", "vendor", "Cloud Native Computing Foundation", "CNCF", "云原生计算基金会"),
    entry("github", "product", "GitHub"),
    entry("ada-berg", "person", "Ada Berg", employers=(Employment("brightmesh"),)),
    entry("kubecon", "event", "KubeCon", "KubeCon + CloudNativeCon", editions=EDITIONS),
    entry("kubecon-cloudnativecon-europe-2021", "event", "KubeCon + CloudNativeCon Europe 2021"),
    entry("observability", "topic", "Observability", "monitoring", "可观测性"),
    entry("service-mesh", "topic", "Service Mesh", "服务网格"),
    entry("gitops", "topic", "GitOps"),
    entry("community", "topic", "Community"),
    entry("kubernetes-topic", "topic", "Kubernetes"),
)


def document(text: str, **fields: object) -> Document:
    """An article; Chinese where it has Han characters."""
    chinese = any("\u4e00" <= c <= "\u9fff" for c in text)
    given = {"id": "source", "language": "zh" if chinese else "en", "medium": "article"} | fields
    return Document(text=text, **given)  # type: ignore[arg-type]


def talk(*turns: tuple[str, str]) -> Document:
    """A transcript of (speaker, words)."""
    text, marks = "", []
    for speaker, words in turns:
        start = len(text)
        text += f"{speaker}: {words}\n"
        marks.append(Turn(start, start + len(speaker), len(text) - 1))
    return document(text, medium="podcast", turns=tuple(marks))


def record(given: Document | str, entries: tuple[Entry, ...] = ENTRIES) -> Record:
    """The record of a text or document."""
    made = document(given) if isinstance(given, str) else given
    return Extractor(make(entries)).find(made)


def linked(given: Document | str, entries: tuple[Entry, ...] = ENTRIES, rulings: tuple[Ruling, ...] = ()) -> Linked:
    """A text or document, extracted and linked."""
    return Linker(make(entries), rulings).link(record(given, entries), None)


def named(given: Document | str, **fields: object) -> list[tuple[str, str, str]]:
    """(surface, kind, canonical name) of all mentions, in order."""
    return [(m.surface, m.kind, m.name) for m in linked(given, **fields).mentions]  # type: ignore[arg-type]


def surfaces(given: Document | str, kind: str = "") -> list[str]:
    """Surfaces of the mentions of a kind."""
    return [m.surface for m in linked(given).mentions if kind in ("", m.kind)]


def stated(given: Document | str, kind: str) -> list[tuple[str, str, str]]:
    """(subject, object, value) of the relations of a kind."""
    return [(r.subject_name, r.object_name, r.value) for r in linked(given).relations if r.kind == kind]

"""A small made-up world as the core graph holds it (see `kg.vocabulary`), written straight into a store."""

from __future__ import annotations

from itertools import count

import pyoxigraph as ox

from kg import iri
from kg.vocabulary import CLAIMS, CLASSES, expand

BASE = "https://w3id.org/small/id/"
HOSTILE = '"><script>alert(1)</script> & “quotes”'
RTL = "\u202eقهوة السحابة"
LONG = "Very long name " * 20


class Builder:
    """Writes entries, sources and claims as the graph stage would."""

    def __init__(self) -> None:
        self.store = ox.Store()
        self.serial = count()

    def add(self, graph: str, subject: str, predicate: str, *values: object, language: str = "") -> None:
        for value in values:
            node: ox.NamedNode | ox.Literal
            if isinstance(value, str) and value.startswith("iri:"):
                node = ox.NamedNode(BASE + value[4:])
            elif isinstance(value, str) and value.startswith(("http://", "https://")):
                node = ox.NamedNode(value)
            elif language:
                node = ox.Literal(str(value), language=language)
            elif isinstance(value, bool):
                node = ox.Literal(value)
            else:
                node = ox.Literal(value)  # type: ignore[arg-type]
            quad = ox.Quad(
                ox.NamedNode(subject), ox.NamedNode(expand(predicate)), node, ox.NamedNode(iri.graph(BASE, graph))
            )
            self.store.add(quad)

    def entry(self, kind: str, id_: str, name: str, *aliases: str, zh: str = "", **facts: object) -> None:
        node = BASE + id_
        for cls in CLASSES[kind]:
            self.add("curated", node, "rdf:type", expand(cls))
        self.add("curated", node, "rdfs:label", name)
        self.add("curated", node, "schema:name", name)
        self.add("curated", node, "schema:alternateName", *aliases)
        folder = iri.page(kind, "x").partition("/")[0]
        self.add("curated", node, "prov:wasDerivedFrom", iri.file(BASE, f"content/{folder}/{id_}.yaml"))
        if zh:
            self.add("curated", node, "skos:prefLabel", zh, language="zh")
        for key, value in facts.items():
            self.add("curated", node, key.replace("__", ":"), value)

    def claim(
        self,
        subject: str,
        predicate: str,
        object_: str,
        confidence: float = 1.0,
        where: tuple[object, ...] = (),
        **more: object,
    ) -> None:
        node = iri.claim(BASE, subject, predicate, object_)
        if predicate == "sponsors":
            subject, object_ = object_, subject
        self.add("claims", node, "rdf:type", expand("ts:Claim"), expand("rdf:Statement"))
        self.add("claims", node, "rdf:subject", f"iri:{subject}")
        self.add("claims", node, "rdf:predicate", expand(CLAIMS[predicate]))
        self.add("claims", node, "rdf:object", f"iri:{object_}")
        self.add("claims", node, "ts:confidence", confidence)
        self.add("claims", node, "ts:curated", not where)
        self.add("claims", node, "ts:support", int(bool(where)))
        for key, value in more.items():
            self.add("claims", node, f"ts:{key}", value)
        if where:
            source, start, end, time = where
            place = iri.evidence(BASE, str(source), int(str(start)), int(str(end)))
            self.add("claims", node, "ts:evidence", place)
            self.add("claims", place, "rdf:type", expand("ts:Passage"))
            self.add("claims", place, "ts:source", f"iri:{source}")
            self.add("claims", place, "ts:start", start)
            self.add("claims", place, "ts:end", end)
            if time is not None:
                self.add("claims", place, "ts:time", time)

    def source(
        self,
        kind: str,
        id_: str,
        title: str,
        *,
        medium: str,
        affiliation: str = "independent",
        publisher: str = "",
        of: str = "",
        date: str = "",
        event: str = "",
        speakers: tuple[str, ...] = (),
        language: str = "en",
        quotable: bool = False,
        found: tuple[tuple[object, ...], ...] = (),
        about: tuple[str, ...] = (),
        candidates: tuple[str, ...] = (),
        url: str = "",
        exact: bool = False,
        translated: bool = False,
    ) -> None:
        graph, node = f"source/{id_}", BASE + id_
        folder = iri.page(kind, "x").partition("/")[0]
        self.add(graph, node, "rdf:type", expand(CLASSES[kind][0]))
        self.add(graph, node, "rdfs:label", title)
        self.add(graph, node, "schema:url", url or f"https://example.org/{id_}")
        self.add(graph, node, "ts:medium", medium)
        self.add(graph, node, "ts:affiliation", affiliation)
        self.add(graph, node, "ts:publisherName", publisher or "Example Review")
        self.add(graph, node, "schema:inLanguage", language)
        self.add(graph, node, "schema:license", "CC-BY-4.0" if quotable else "all rights reserved")
        self.add(graph, node, "ts:quotable", quotable)
        self.add(graph, node, "prov:wasDerivedFrom", iri.file(BASE, f"content/{folder}/{id_}.yaml"))
        if of:
            self.add(graph, node, "ts:speaksFor", f"iri:{of}")
        if date:
            self.add(graph, node, "schema:datePublished", date)
            self.add(graph, node, "ts:dateBasis", "stated by the publisher")
        else:
            self.add(graph, node, "ts:undated", True)
        if event:
            self.add(graph, node, "ts:atEvent", f"iri:{event}")
        if exact:
            self.add(graph, node, "ts:exactTimes", True)
        if translated:
            self.add(graph, node, "ts:machineTranslated", True)
        for person in speakers:
            self.add(graph, node, "schema:performer" if kind == "talk" else "schema:author", f"iri:{person}")
        for entity, mentions, time, offset in found:
            self.add(graph, node, "schema:mentions", f"iri:{entity}")
            place = iri.appearance(BASE, id_, str(entity))
            self.add(graph, place, "rdf:type", expand("ts:Appearance"))
            self.add(graph, place, "ts:source", f"iri:{id_}")
            self.add(graph, place, "ts:entity", f"iri:{entity}")
            self.add(graph, place, "ts:mentions", mentions)
            self.add(graph, place, "ts:firstOffset", offset)
            if time is not None:
                self.add(graph, place, "ts:firstTime", time)
        for rank, topic in enumerate(about, 1):
            self.add(graph, node, "schema:about", f"iri:{topic}")
            place = f"{BASE}topic-link/{id_}/{topic}"
            self.add(graph, place, "rdf:type", expand("ts:TopicLink"))
            self.add(graph, place, "ts:source", f"iri:{id_}")
            self.add(graph, place, "ts:topic", f"iri:{topic}")
            self.add(graph, place, "ts:score", 1.0 / rank)
            self.add(graph, place, "ts:rank", rank)
            self.add(graph, place, "ts:inherited", rank > 1)
            self.add(graph, place, "ts:because", "its title")
        for name in candidates:
            place = f"{BASE}candidate/{id_}/{next(self.serial)}"
            self.add(graph, place, "rdf:type", expand("ts:Candidate"))
            self.add(graph, place, "ts:source", f"iri:{id_}")
            self.add(graph, place, "rdfs:label", name)
            self.add(graph, place, "ts:kind", "vendor")
            self.add(graph, place, "ts:mentions", 2)


def world() -> ox.Store:
    """The small world's store."""
    b = Builder()
    b.entry("topic", "observability", "Observability", zh="可观测性", ts__scheme="glossary")
    b.entry("topic", "tracing", "Tracing", zh="链路追踪", ts__scheme="glossary")
    b.entry("topic", "landscape-monitoring", "Monitoring", ts__scheme="landscape")
    b.entry("topic", "landscape-watching", "Watching", ts__scheme="landscape")
    b.claim("landscape-monitoring", "broader", "landscape-watching")
    b.claim("tracing", "broader", "observability")
    b.entry(
        "vendor",
        "lantern-inc",
        "Lantern, Inc.",
        "Lantern Labs",
        ts__membership="gold",
        ts__joined="2017-03-01",
        schema__url="https://lantern.example/",
    )
    b.entry("vendor", "hostile", HOSTILE)
    b.entry("vendor", "rtl", RTL)
    b.entry(
        "project",
        "lantern",
        "Lantern",
        "LN",
        ts__maturity="graduated",
        ts__accepted="2016-05-01",
        ts__graduated="2018-08-09",
        schema__license="Apache-2.0",
        schema__url="https://lantern.example/project",
        schema__codeRepository="https://github.com/example/lantern",
    )
    b.add("curated", BASE + "old-lantern", "owl:sameAs", "iri:lantern")
    b.claim("bo-muster", "maintains", "lantern", 0.4, where=("keynote", 300, 340, 70.0), rejected=True)
    b.entry("project", "beacon", "Beacon 🔥", ts__maturity="sandbox", ts__accepted="2021-05-01")
    b.entry("project", "silent", "Silent Project", ts__maturity="archived")
    b.entry("project", "long", LONG.strip())
    b.entry("product", "lantern-cloud", "Lantern Cloud")
    b.entry("person", "ada-example", "Ada Example")
    b.entry("person", "bo-muster", "Bo Müster", "B. Müster")
    b.entry("event", "openconf", "OpenConf")
    b.entry(
        "event",
        "openconf-2020",
        "OpenConf 2020",
        schema__startDate="2020-11-17",
        schema__endDate="2020-11-20",
        schema__location="Online",
    )
    for project in ("lantern", "beacon", "silent", "long"):
        b.claim(project, "category", "landscape-monitoring")
    b.claim("lantern-cloud", "category", "landscape-monitoring")
    b.claim("lantern", "behind", "lantern-inc")
    b.claim("lantern-cloud", "behind", "lantern-inc")
    b.claim("openconf-2020", "edition_of", "openconf")
    b.claim("ada-example", "works_for", "lantern-inc", role="CTO", since="2018")
    b.claim("ada-example", "maintains", "lantern")
    b.claim("bo-muster", "works_for", "hostile", 0.72, where=("keynote", 100, 140, 65.0), role="SRE")
    b.claim("lantern-inc", "sponsors", "openconf-2020", 0.6, where=("zh-recap", 10, 40, None))
    b.source(
        "talk",
        "keynote",
        "Keynote: what we learned",
        medium="talk",
        date="2020-11-18",
        event="openconf-2020",
        speakers=("ada-example", "bo-muster"),
        exact=True,
        url="https://www.youtube.com/watch?v=abcdefghijk",
        found=(("lantern", 12, 312.4, 900), ("beacon", 3, 20.0, 90), ("observability", 2, 40.0, 120)),
        about=("observability", "tracing"),
        candidates=("Unknown & Sons",),
    )
    b.source(
        "talk",
        "podcast-7",
        "Episode 7",
        medium="podcast",
        date="2022-02-01",
        speakers=("bo-muster",),
        found=(("lantern", 5, 260.0, 800), ("lantern-inc", 1, 300.0, 850)),
        about=("observability",),
    )
    b.source(
        "article",
        "blog-post",
        "Lantern 2.0 is out",
        medium="post",
        affiliation="vendor",
        of="lantern-inc",
        publisher="Lantern blog",
        date="2021-06-02",
        quotable=True,
        found=(("lantern", 30, None, 10), ("lantern-cloud", 4, None, 200)),
        about=("tracing",),
    )
    b.source(
        "article",
        "zh-recap",
        "云原生可观测性回顾",
        medium="article",
        language="zh",
        translated=True,
        found=(("lantern", 2, None, 5), ("hostile", 1, None, 30), ("openconf-2020", 1, None, 1)),
        about=("observability",),
    )
    b.source(
        "article",
        "evil",
        HOSTILE,
        medium="article",
        url="javascript:alert(1)",
        found=(("beacon", 1, None, 3),),
        candidates=(HOSTILE,),
    )
    return b.store

import gzip
import hashlib
import json
import zlib
from dataclasses import replace

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg import iri
from kg.graph import blocks, dumps, parts, shards, terms
from kg.vocabulary import CLASSES, PREFIXES, expand
from tests.graph.small import BASE, World


@pytest.fixture
def world(tmp_path):
    return World(tmp_path)


def files(site) -> dict[str, bytes]:
    return {str(file.relative_to(site)): file.read_bytes() for file in sorted(site.rglob("*")) if file.is_file()}


def triples(data: bytes, form: ox.RdfFormat) -> set[ox.Triple]:
    return {ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(data, form, base_iri=BASE)}


def test_every_dump_holds_the_whole_graph(world):
    made = world.write()
    dumps.write(made, world.root / "site")
    data = world.root / "site/data"
    core = {ox.Triple(q.subject, q.predicate, q.object) for q in made.in_memory()}
    for name, form in (("nt", ox.RdfFormat.N_TRIPLES), ("ttl", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD)):
        assert triples(gzip.decompress((data / f"core.{name}.gz").read_bytes()), form) == core
    full = list(ox.parse(gzip.decompress((data / "full.nq.gz").read_bytes()), ox.RdfFormat.N_QUADS))
    assert len(full) == len(set(full)) == made.triples


def test_rdflib_reads_the_dumps_too(world):
    made = world.write()
    dumps.write(made, world.root / "site")
    data = world.root / "site/data"
    for name, form in (("ttl", "turtle"), ("jsonld", "json-ld")):
        graph = rdflib.Graph().parse(data=gzip.decompress((data / f"core.{name}.gz").read_bytes()), format=form)
        assert len(graph) == made.core


def test_sums_and_description_agree_with_the_files(world):
    made = world.write()
    written = dumps.write(made, world.root / "site")
    data = world.root / "site/data"
    for line in (data / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((data / name).read_bytes()).hexdigest() == digest
    about = rdflib.Graph().parse(data / "void.ttl")
    rows = about.query(
        "SELECT ?url ?size ?sum WHERE { ?s dcat:distribution ?d . ?d dcat:downloadURL ?url ; dcat:byteSize ?size ; "
        "spdx:checksum/spdx:checksumValue ?sum }",
        initNs=PREFIXES,
    )
    assert {(str(r.url).rpartition("/")[2], int(r.size), str(r.sum)) for r in rows} == {
        (d.name, d.size, d.sha256) for d in written
    }
    assert (world.root / "site/.well-known/void").read_bytes() == (data / "void.ttl").read_bytes()
    counted = about.value(rdflib.URIRef(iri.dataset(BASE, "core")), rdflib.URIRef(expand("void:triples")))
    assert int(counted) == made.core - next(p.core.count(b"\n") for p in made.parts if p.label == "dataset")


def test_partitions_count_what_is_there(world):
    made = world.write()
    core = made.in_memory()
    rows = core.query(
        "SELECT ?class ?n WHERE { ?p void:class ?class ; void:entities ?n }",
        prefixes=PREFIXES,
        use_default_graph_as_union=True,
    )
    counts = {row["class"]: int(row["n"].value) for row in rows}
    assert counts[ox.NamedNode(expand("ts:Claim"))] == len(world.claims)
    assert counts[ox.NamedNode(expand("ts:Person"))] == 2


def test_ontology_and_shapes_are_published_and_the_ontology_defines_all_our_terms(world):
    made = world.write()
    dumps.write(made, world.root / "site")
    ontology = rdflib.Graph().parse(world.root / "site/data/ontology.ttl")
    rdflib.Graph().parse(world.root / "site/data/shapes.ttl")
    json.loads((world.root / "site/data/context.jsonld").read_text())
    ours = {str(subject) for subject in ontology.subjects() if str(subject).startswith(PREFIXES["ts"])}
    used = {each[1:-1] for part in made.parts for each in (*part.properties, *part.classes)}
    used = {each for each in used if each.startswith(PREFIXES["ts"]) and "#link-" not in each}
    assert used <= ours


def test_the_same_graph_gives_the_same_files_and_touches_none(world, tmp_path):
    dumps.write(world.write(), world.root / "site")
    before = {path: (world.root / "site" / path).stat().st_mtime_ns for path in files(world.root / "site")}
    dumps.write(world.write(), world.root / "site")
    assert {path: (world.root / "site" / path).stat().st_mtime_ns for path in before} == before
    other = replace(world, root=tmp_path / "other")
    dumps.write(other.write(), other.root / "site")
    assert files(other.root / "site") == files(world.root / "site")


@pytest.mark.parametrize(
    "change",
    [
        lambda w: w.renamed("kelp", "Kelpie"),
        lambda w: replace(w, sources=w.sources[1:], linked=w.linked[1:]),
        lambda w: replace(w, entries=tuple(e for e in w.entries if e.id != "acme-labs")),
        lambda w: replace(w, rejections=()),
    ],
    ids=["renamed", "a source less", "an entry less", "a rejection less"],
)
def test_a_change_gives_the_files_that_a_clean_build_gives(world, tmp_path, change):
    dumps.write(world.write(), world.root / "site")
    changed = change(world)
    dumps.write(changed.write(), world.root / "site")
    fresh = replace(changed, root=tmp_path / "fresh")
    dumps.write(fresh.write(), fresh.root / "site")
    assert files(world.root / "site") == files(fresh.root / "site")


def test_a_site_that_was_taken_away_is_written_whole_again(world):
    made = world.write()
    dumps.write(made, world.root / "site")
    before = files(world.root / "site")
    (world.root / "site").rename(world.root / "gone")
    dumps.write(made, world.root / "site")
    assert files(world.root / "site") == before


def test_an_entry_s_file_has_itself_its_claims_and_its_appearances(world):
    dumps.write(world.write(), world.root / "site")
    for suffix, form in (("ttl", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD)):
        store = ox.Store()
        store.load((world.root / "site/people" / f"eve-fir.{suffix}").read_bytes(), form)
        for asked in (
            'ASK { :eve-fir a ts:Person , schema:Person ; schema:name "Eve Fir" ; schema:worksFor :borealis }',
            'ASK { :eve-fir rdfs:label "Eve Fir" ; prov:wasDerivedFrom ?file }',
            "ASK { ?c a ts:Claim ; rdf:subject :eve-fir ; rdf:object :borealis ; ts:support 3 ; ts:confidence 0.988 }",
            "ASK { ?a a ts:Appearance ; ts:entity :eve-fir ; ts:source :show-1 ; ts:mentions 1 }",
            "ASK { :show-1 schema:performer :eve-fir . :kelp-at-work schema:author :eve-fir }",
        ):
            assert store.query(asked, prefixes={**PREFIXES, "": BASE}), (suffix, asked)
        assert not store.query("ASK { ?c rdf:subject :dan-oak }", prefixes={**PREFIXES, "": BASE})


def test_a_source_s_file_has_all_that_was_found_in_it(world):
    dumps.write(world.write(), world.root / "site")
    graph = rdflib.Graph().parse(world.root / "site/talks/keynote-2020.ttl")
    classes = {str(each).rpartition("#")[2] for each in graph.objects(None, rdflib.RDF.type)}
    assert classes >= {"Talk", "Appearance", "Candidate", "Passage", "TopicLink"}


values = st.one_of(
    st.text(st.characters(codec=None, categories=None), max_size=30).map(terms.text),
    st.text(max_size=8).map(lambda t: terms.text(t, "zh-Hant")),
    st.integers(-(10**6), 10**6).map(terms.integer),
    st.floats(-1000, 1000).map(terms.decimal),
    st.booleans().map(terms.boolean),
    st.sampled_from(["2020", "2020-11", "2020-11-03", "x^^<y>"]).map(terms.when),
    st.sampled_from(
        [
            "https://a.example/x?y=1#z",
            f"{BASE}brook",
            f"{BASE}claim/ab",
            BASE,
            expand("ts:Claim"),
            expand("dcat:"),
            "mailto:a@b.c",
        ]
    ).map(terms.iri),
)


@given(
    st.lists(st.tuples(st.sampled_from(["rdfs:label", "ts:score", "schema:name"]), values), min_size=1, max_size=8),
    st.sampled_from([BASE, "https://example.org/kg#"]),
)
def test_any_node_is_the_same_in_all_three_forms(pairs, base):
    out = terms.Triples()
    out.about(terms.iri(f"{base}claim/x"), ("rdf:type", terms.name("ts:Claim")), *pairs)
    turtle, jsonld = blocks.document(base, blocks.make(base, terms.each(bytes(out))))
    whole = triples(bytes(out), ox.RdfFormat.N_TRIPLES)
    assert triples(turtle, ox.RdfFormat.TURTLE) == whole
    assert triples(jsonld, ox.RdfFormat.JSON_LD) == whole


def test_pack_is_the_same_everywhere():
    assert parts.pack(b"a\n") == parts.pack(b"a\n")
    assert parts.pack(b"a\n")[4:8] == bytes(4)
    assert gzip.decompress(parts.pack(b"a\n") + parts.pack(b"b\n")) == b"a\nb\n"


def test_core_and_shards_are_single_members_that_make_up_the_full_graph(world):
    made = world.write()
    dumps.write(made, world.root / "site")
    data = world.root / "site/data"
    listed = json.loads((data / "shards.json").read_text())
    assert [each["name"] for each in listed["mentions"]] == [
        "mentions-2020.nt.gz", "mentions-2021.nt.gz", "mentions-undated.nt.gz"]  # fmt: skip
    found = set()
    for each in (listed["core"], listed["forms"], *listed["mentions"]):
        raw = (data / each["name"]).read_bytes()
        reader = zlib.decompressobj(16 + zlib.MAX_WBITS)
        lines = reader.decompress(raw)
        assert reader.eof and not reader.unused_data
        assert (len(raw), hashlib.sha256(raw).hexdigest()) == (each["bytes"], each["sha256"])
        assert lines.count(b"\n") == each["triples"]
        found |= triples(lines, ox.RdfFormat.N_TRIPLES)
    full = triples(gzip.decompress((data / "full.nq.gz").read_bytes()), ox.RdfFormat.N_QUADS)
    further = {expand(each) for classes in CLASSES.values() for each in ("rdf:Statement", *classes[1:])}
    left = {each.object.value for each in full - found if each.predicate.value == expand("rdf:type")}
    assert left == further  # said of claims and entries, in no source's graph, as their names by schema.org are
    assert {each.predicate.value for each in full - found} == {expand("rdf:type"), expand("schema:name")}


def test_many_mentions_are_cut_and_old_shards_go(world, monkeypatch):
    site = world.root / "site"
    made = world.write()
    dumps.write(made, site)
    (site / "data/mentions-1999.nt.gz").write_bytes(b"")
    monkeypatch.setattr(shards, "MOST", 1)
    twice = tuple(replace(p, label=p.label + "-again") for p in made.parts if p.label.startswith("source/keynote"))
    assert [each.name for each in shards.make((*made.parts, *twice)) if "2020" in each.name] == [
        "mentions-2020-1.nt.gz", "mentions-2020-2.nt.gz"]  # fmt: skip
    dumps.write(made, site)
    assert sorted(file.name for file in site.glob("data/mentions-*")) == [
        "mentions-2020.nt.gz", "mentions-2021.nt.gz", "mentions-undated.nt.gz"]  # fmt: skip

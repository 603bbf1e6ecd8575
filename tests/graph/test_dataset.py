import gzip
import shutil
from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg import iri
from kg.cache import remembering
from kg.graph import dataset, last, opened, plans, store
from kg.model import Linked
from kg.vocabulary import PREFIXES, expand
from tests.graph.small import BASE, LINKED, SOURCES, World


@pytest.fixture
def world(tmp_path):
    return World(tmp_path)


def lines(root) -> list[str]:
    return sorted(str(opened.read(root)).splitlines())


def ask(root, query: str) -> bool:
    return bool(opened.read(root).query(query, prefixes={**PREFIXES, "": BASE}, use_default_graph_as_union=True))


def test_the_store_holds_every_part_and_no_line_twice(world):
    made = world.write()
    written = b"".join(gzip.decompress(part.full) for part in made.parts).decode().splitlines()
    assert len(written) == len(set(written)) == made.triples == len(lines(world.root))


def test_core_in_memory_is_the_store_without_its_mentions(world):
    made = world.write()
    core, full = set(made.in_memory()), set(opened.read(world.root))
    assert len(core) == made.core < made.triples
    assert core < full
    more = {quad.predicate.value for quad in full - core if quad.subject.value.count("/") == 4}
    assert more == {expand(each) for each in ("rdf:type", "schema:name", "ts:sourceSha256", "ts:textSha256")}
    rest = {quad.subject.value.split("/")[4] for quad in full - core if quad.subject.value.count("/") > 4}
    assert rest == {"mention", "form", "moment", "candidate", "claim"}


def test_the_same_input_gives_the_same_parts_by_one_process_or_two(tmp_path, monkeypatch):
    monkeypatch.setattr(plans, "FEW", 0)
    assert World(tmp_path / "one").make(1).parts == World(tmp_path / "other").make(2).parts


def test_nothing_changed_writes_nothing(world):
    world.write()
    before = (world.root / opened.STORE / store.STATE).stat().st_mtime_ns
    assert world.written() == "kept"
    assert (world.root / opened.STORE / store.STATE).stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "change",
    [
        lambda w: w.renamed("kelp", "Kelpie"),
        lambda w: replace(w, linked=(*w.linked[:2], replace(w.linked[2], mentions=w.linked[2].mentions[1:]))),
        lambda w: replace(w, sources=w.sources[1:], linked=w.linked[1:]),
        lambda w: replace(w, entries=tuple(e for e in w.entries if e.id != "acme-labs")),
        lambda w: replace(w, rejections=()),
        lambda w: replace(w, linked=()),
    ],
    ids=["renamed", "a mention less", "a source less", "an entry less", "a rejection less", "nothing linked"],
)
def test_a_change_gives_the_store_that_a_clean_build_gives(world, tmp_path, change, monkeypatch):
    monkeypatch.setattr(store, "SHARE", 2.0)
    world.write()
    changed = change(world)
    assert changed.written() == "changed"
    fresh = replace(changed, root=tmp_path / "fresh")
    fresh.write()
    assert lines(world.root) == lines(fresh.root)
    graphs = [{g.value for g in opened.read(each.root).named_graphs()} for each in (world, fresh)]
    assert graphs[0] == graphs[1]


def test_much_change_loads_afresh(world):
    world.write()
    assert replace(world, linked=()).written() == "loaded"


def test_a_lost_cache_or_a_broken_store_is_made_good(world):
    world.write()
    whole = lines(world.root)
    shutil.rmtree(world.root / "build/cache")
    (world.root / opened.STORE / store.STATE).write_text("{")
    assert world.written() == "loaded"
    assert lines(world.root) == whole


def test_a_lost_part_of_the_old_store_loads_afresh(world):
    world.write()
    shutil.rmtree(world.root / "build/cache")
    assert world.renamed("kelp", "Kelpie").written() == "loaded"


def test_the_cache_keeps_the_parts_of_the_graph_and_of_the_store(world):
    first = world.write()
    changed = world.renamed("kelp", "Kelpie")
    made = changed.write()
    assert made.known.keys() == {part.key for part in (*first.parts, *made.parts)}
    again = changed.write()
    assert again.known.keys() == {part.key for part in made.parts}
    assert last.read(world.root).parts.keys() >= again.known.keys()


def test_the_last_core_is_brought_up_to_date(world):
    world.write()
    for changed in (world.renamed("kelp", "Kelpie"), replace(world, linked=world.linked[1:]), world):
        made = changed.make()
        assert set(last.core(made.last, made.parts)) == set(made.in_memory())
        dataset.write(made)


def test_a_core_of_which_most_is_new_is_loaded_afresh(world, monkeypatch):
    world.write()
    made = world.renamed("kelp", "Kelpie").make()
    monkeypatch.setattr(last, "FEW", 0)
    assert last.core(made.last, made.parts) is not made.last.core
    assert set(last.core(made.last, made.parts)) == set(made.in_memory())


def test_few_new_parts_are_kept_beside_the_others(world):
    world.write()
    folder = world.root / "build/cache/graph"
    (many,) = folder.iterdir()
    bytes_ = many.read_bytes()
    made = world.renamed("kelp", "Kelpie").write()
    assert many.read_bytes() == bytes_
    assert last.read(world.root).held == {part.label: part for part in made.parts}


def test_a_process_that_remembers_takes_the_last_graph_once(world):
    with remembering():
        made = world.write()
        core = made.in_memory()
        last.remember(world.root, made.known, made.parts, made.last, core)
        taken = last.read(world.root)
        assert taken.core is core and taken.held == {part.label: part for part in made.parts}
        assert last.read(world.root).core is not core, "whoever took it may have changed it"
        last.remember(world.root, made.known, made.parts, made.last, core)
        world.renamed("kelp", "Kelpie").write()  # as another process would
        assert last.read(world.root).core is not core
    last.remember(world.root, made.known, made.parts, made.last, core)
    assert last.read(world.root).core is not core


def test_nothing_new_is_nothing_written(world):
    world.write()
    world.renamed("kelp", "Kelpie").write()
    before = {file: file.stat().st_mtime_ns for file in (world.root / "build/cache/graph").iterdir()}
    world.renamed("kelp", "Kelpie").write()
    assert before == {file: file.stat().st_mtime_ns for file in (world.root / "build/cache/graph").iterdir()}


def test_making_a_graph_leaves_the_store_as_it_is(world):
    world.write()
    before = lines(world.root)
    made = world.renamed("kelp", "Kelpie").make()
    assert lines(world.root) == before
    assert dataset.write(made) == "changed"
    assert lines(world.root) != before


def test_a_reader_keeps_the_store_that_it_opened(world):
    world.write()
    reader = opened.read(world.root)
    before = len(reader)
    replace(world, linked=()).write()
    assert len(list(reader)) == before


def test_no_store_is_said(tmp_path):
    with pytest.raises(FileNotFoundError, match="build it first"):
        opened.read(tmp_path)


def test_the_store_knows_its_base(world):
    world.write()
    assert opened.base(opened.read(world.root)) == BASE


def test_rdflib_reads_the_union_of_all_graphs(world):
    world.write()
    graph = opened.as_rdflib(world.root)
    rows = graph.query("SELECT ?p WHERE { ?p ts:maintains ?project . ?source schema:mentions ?project }")
    assert {str(row.p) for row in rows} == {f"{BASE}dan-oak"}


@pytest.mark.parametrize(
    ("holds", "query"),
    [
        (True, "ASK { :dan-oak schema:worksFor :acme }"),
        (False, "ASK { :dan-oak schema:worksFor :borealis }"),  # it ended
        (True, "ASK { :eve-fir schema:worksFor :borealis }"),  # said by three
        (False, "ASK { :eve-fir ts:maintains :brook }"),  # rejected
        (True, "ASK { ?c rdf:subject :eve-fir ; rdf:predicate ts:maintains ; ts:rejected true }"),
        (True, "ASK { :meetcon-2020 schema:sponsor :borealis }"),
        (False, "ASK { :brook ts:integratesWith :kelp }"),  # not sure enough
        (True, "ASK { :creek owl:sameAs :brook ; dcterms:isReplacedBy :brook }"),
        (True, 'ASK { :brook skos:prefLabel "溪"@zh ; schema:alternateName "Bach"@de }'),
        (True, 'ASK { :brook ts:link-github <https://github.com/brook> ; ts:graduated "2020-11"^^xsd:gYearMonth }'),
        (
            True,
            "ASK { GRAPH <graph/source/keynote-2020> { ?a ts:entity :brook ; ts:mentions 2 ; ts:firstTime 12.5 } }",
        ),
        (True, "ASK { ?a ts:source :kelp-at-work ; ts:entity :kelp FILTER NOT EXISTS { ?a ts:firstTime ?t } }"),
        (True, 'ASK { ?c a ts:Candidate ; rdfs:label "Dagwood" ; ts:source :keynote-2020 ; ts:kind "vendor" }'),
        (False, "ASK { ?m oa:hasBody ?c . ?c a ts:Candidate }"),
        (False, "ASK { ?m oa:hasBody ?e FILTER NOT EXISTS { ?m ts:form ?form . ?form ts:formOf ?e } }"),
        (False, "ASK { ?form a ts:SurfaceForm FILTER NOT EXISTS { ?m ts:form ?form } }"),
        (
            True,
            'ASK { GRAPH <graph/forms> { ?form ts:surface "溪" ; ts:reason "distinctive name" ; ts:confidence 0.95 } }',
        ),
        (
            True,
            "ASK { :keynote-2020 ts:year 2020 ; ts:undated false ; schema:performer :dan-oak }",
        ),
        (True, "ASK { :kelp-at-work ts:undated true ; schema:author :eve-fir ; schema:publisher :borealis }"),
        (True, 'ASK { :show-1 ts:publisherName "Pod House" ; schema:datePublished "2021-02"^^xsd:gYearMonth }'),
        (True, "ASK { ?l ts:source :keynote-2020 ; ts:topic :storage ; ts:rank 2 ; ts:inherited true }"),
        (True, "ASK { <graph/source/show-1> prov:wasGeneratedBy <run/7> . <run/7> a prov:Activity }"),
        (True, 'ASK { ?m oa:hasBody :brook ; oa:hasTarget/oa:hasSelector [ rdf:value "t=31.25" ] }'),
        (True, "ASK { ?a ts:source :keynote-2020 ; ts:entity :dan-oak ; ts:quoted ?surely FILTER(?surely > 0.5) }"),
        (False, "ASK { ?a ts:quoted ?surely FILTER NOT EXISTS { ?a ts:entity :dan-oak } }"),
        (False, "ASK { ?s ?p ?o FILTER(ISBLANK(?s) || ISBLANK(?o)) }"),
    ],
)
def test_the_graph_says(tmp_path_factory, holds, query):
    root = tmp_path_factory.getbasetemp() / "said"
    if not (root / opened.STORE).exists():
        World(root).write()
    found = opened.read(root).query(
        query, prefixes={**PREFIXES, "": BASE}, base_iri=BASE, use_default_graph_as_union=True
    )
    assert bool(found) is holds


def test_a_second_time_at_a_vendor_has_a_node_of_its_own(world):
    dan = next(e for e in world.entries if e.id == "dan-oak")
    twice = replace(
        dan, employers=(*dan.employers, replace(dan.employers[1], role="clerk", since="2001", until="2003"))
    )
    replace(world, entries=tuple(twice if e.id == "dan-oak" else e for e in world.entries)).write()
    first = iri.claim(BASE, "dan-oak", "works_for", "acme")
    assert ask(
        world.root, f'ASK {{ <{first}> ts:role "clerk" . <{first}-2> ts:role "CTO" . :dan-oak schema:worksFor :acme }}'
    )


def test_hostile_content_stays_in_its_literals(world):
    evil = '" .\n<x:s> <x:p> "\\'
    sources = (replace(SOURCES[0], title=evil, url="javascript:alert(1)", publisher=evil), *SOURCES[1:])
    replace(world, sources=sources).renamed("kelp", evil).write()
    found = opened.read(world.root)
    assert not list(found.quads_for_pattern(ox.NamedNode("x:s"), None, None))
    titles = list(
        found.quads_for_pattern(ox.NamedNode(f"{BASE}kelp-at-work"), ox.NamedNode(f"{PREFIXES['rdfs']}label"), None)
    )
    assert [quad.object.value for quad in titles] == [evil]


def test_a_source_without_links_or_record_is_there(tmp_path):
    world = World(tmp_path, linked=(Linked("show-1"), *LINKED[:1]))
    world.write()
    assert ask(tmp_path, "ASK { :keynote-2020 a ts:Talk FILTER NOT EXISTS { :keynote-2020 ts:length ?l } }")

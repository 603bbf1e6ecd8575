import gzip
import zlib
from dataclasses import replace

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import SH

from kg.graph import dataset, parts, plans, rules, shapes, signatures
from kg.graph.parts import Plan
from kg.graph.terms import each, triples
from kg.model import BadInput, Record
from kg.vocabulary import PREFIXES, expand
from tests.graph.small import BASE, World

TS = PREFIXES["ts"]
DATE = expand("schema:datePublished")
RIPE = f'<{BASE}kelp> <{TS}maturity> "ripe" .\n'
END = f'<{BASE}meetcon-2020> <{expand("schema:endDate")}> "soon" .\n'
SCORE = f'<{BASE}topic-link/keynote-2020/storage> <{TS}score> "7"^^<{expand("xsd:decimal")}> .\n'
QUOTED = f'<{BASE}appearance/show-1/eve-fir> <{TS}quoted> "0.8"^^<{expand("xsd:decimal")}> .\n'
BROOKS = f"forms/{zlib.crc32(b'brook') % plans.SHARDS:02}"
NAMELESS = (
    f'<{BASE}form/brook/0> <{TS}surface> "" .\n<{BASE}form/brook/0> <{TS}formOf> <{BASE}brook> .\n'
    f'<{BASE}form/brook/0> <{TS}confidence> "1"^^<{expand("xsd:decimal")}> .\n'
)
START = f'<{BASE}passage/show-1/5-30> <{TS}start> "30"^^<{expand("xsd:integer")}> .\n'


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    return World(tmp_path_factory.mktemp("good")).write()


def broken(made, label, *, without="", more=""):
    """The dataset with lines taken from, or put into, one part."""
    changed = []
    for part in made.parts:
        if part.label == label:
            full = gzip.decompress(part.full).replace(f" <{part.graph}> .\n".encode(), b" .\n")
            lines = [line for line in full.decode().splitlines(keepends=True) if not (without and without in line)]
            core = set(triples(part.core, part.graph).decode().splitlines(keepends=True))
            kept = "".join(line for line in lines if line in core) + more
            rest = "".join(line for line in lines if line not in core)
            plan = Plan(label, f"broken {part.key}", BASE, lambda kept=kept, rest=rest: (kept.encode(), rest.encode()))
            part = parts.make(plan)
        changed.append(part)
    return replace(made, parts=tuple(changed))


def label_of(made, text):
    return next(part.label for part in made.parts if text.encode() in part.core)


def problems(made):
    with pytest.raises(BadInput) as caught:
        shapes.check(made)
    return caught.value.problems


def test_the_small_world_conforms_and_is_looked_at_once(tmp_path):
    made = World(tmp_path).write()
    assert shapes.check(made) == len(made.parts)
    assert shapes.check(made) == 0
    changed = World(tmp_path).renamed("kelp", "Kelpie").write()
    assert shapes.check(changed) == 1


@pytest.mark.parametrize(
    ("node", "without", "more", "path", "message"),
    [
        ("kelp", '#label> "Kelp"', "", "content/projects/kelp.yaml", "exactly one label"),
        ("kelp", "", RIPE, "content/projects/kelp.yaml", "maturity is"),
        ("acme", f"<{BASE}acme> <{TS}endUser>", "", "content/vendors/acme.yaml", "end user"),
        ("meetcon-2020", "", END, "content/events/meetcon-2020.yaml", "endDate"),
        ("show-1", f"<{TS}medium>", "", "content/talks/show-1.yaml", "medium is"),
        ("show-1", f"<{DATE}>", "", "content/talks/show-1.yaml", "undated"),
        ("appearance/show-1/brook", f"brook> <{TS}mentions>", "", "content/talks/show-1.yaml", "at least one mention"),
        ("topic-link/keynote-2020/storage", "", SCORE,
         "content/talks/keynote-2020.yaml", "score is from 0 to 1"),
        ("passage/show-1/5-30", "", START,
         "content/talks/show-1.yaml", "before its end"),
    ],
)  # fmt: skip
def test_a_broken_node_is_named_with_its_file(good, node, without, more, path, message):
    made = broken(good, label_of(good, f"<{BASE}{node}> <{expand('rdf:type')}>"), without=without, more=more)
    found = problems(made)
    assert any(p.path == path and f"{BASE}{node} " in p.message and message in p.message for p in found), found


def test_a_claim_that_rests_on_nothing_is_named(good):
    node = next(
        line.split()[0]
        for part in good.parts
        for line in part.core.decode().splitlines()
        if "/eve-fir.yaml" not in line and "#evidence>" in line and "/show-1/" in line
    )
    found = problems(broken(good, label_of(good, f"{node} <"), without="#evidence>"))
    assert any("rests on a passage" in p.message and node[1:-1] in p.message for p in found)
    assert any("extracted claim rests on passages" in p.message for p in found)


@pytest.mark.parametrize(
    ("check", "label", "without", "more"),
    [
        ("mention-has-appearance", "source/show-1", f"mentions> <{BASE}pebble>", ""),
        ("mention-counted", "source/show-1", f"mention/show-1/50-56> <{PREFIXES['oa']}hasBody>", ""),
        ("reference-exists", "source/show-1", "", f"<{BASE}show-1> <{expand('schema:performer')}> <{BASE}nobody> .\n"),
        (
            "former-id-is-free",
            "source/show-1",
            "",
            f"<{BASE}acme> <{expand('dcterms:isReplacedBy')}> <{BASE}brook> .\n",
        ),
        ("form-stands", BROOKS, f"formOf> <{BASE}brook>", ""),
        ("form-stands", BROOKS, "", NAMELESS),
        ("quotation-claimed", "source/keynote-2020", "#quoted>", ""),
        ("quotation-claimed", "source/show-1", "", QUOTED),
        ("claim-stands", "source/show-1", "", f"<{BASE}eve-fir> <{TS}maintains> <{BASE}brook> .\n"),
    ],
)
def test_each_check_finds_what_it_is_for(good, check, label, without, more):
    sentence = rules.queries()[check].partition("\n")[0].removeprefix("# ").rstrip(".")
    assert any(sentence in p.message for p in problems(broken(good, label, without=without, more=more)))


def test_a_mention_and_a_passage_beyond_the_text_are_named_with_their_source(tmp_path):
    world = World(tmp_path)
    records = {each.source: Record(each.source, "en", "", "", 45, 9, "1", "7") for each in world.linked}
    made = dataset.make(world.config, world.catalogue, records, world.linked, world.claims)
    found = problems(made)
    assert any("mention/show-1/50-56" in p.message and p.path == "content/talks/show-1.yaml" for p in found)
    assert any(
        "passage/keynote-2020/150-170" in p.message and p.path == "content/talks/keynote-2020.yaml" for p in found
    )


def test_every_check_says_what_should_hold_and_parses():
    for name, query in rules.queries().items():
        assert query.startswith("# ") and "\n# scope: " in query, name
        ox.Store().query(query, prefixes=PREFIXES)


def test_shapes_see_no_more_than_signatures_keep():
    graph = rdflib.Graph().parse(signatures.SHAPES, format="turtle")
    used = {p for p in graph.predicates() if str(p).startswith(str(SH))}
    known = "path minCount maxCount datatype nodeKind minLength minInclusive maxInclusive lessThan disjoint uniqueLang"
    known += " or in hasValue pattern message property targetClass"
    assert {str(p).removeprefix(str(SH)) for p in used} <= set(known.split())
    limits = {int(o) for p in (SH.minInclusive, SH.maxInclusive) for o in graph.objects(None, p)}
    assert limits <= {0, 1}
    assert {int(o) for o in graph.objects(None, SH.minLength)} <= {1}
    assert {int(o) for p in (SH.minCount, SH.maxCount) for o in graph.objects(None, p)} <= {1}
    assert {str(o) for o in graph.objects(None, SH.pattern)} == {"^https?://|^mailto:"}
    assert not [
        o
        for o in graph.objects(None, SH["in"])
        for o in graph.items(o)
        if str(o).startswith("https://w3id.org/talkscape/id/")
    ]


integers = st.integers(-3, 10**6).map(lambda n: f'"{n}"^^<{expand("xsd:integer")}>')


@given(st.tuples(integers, integers), st.tuples(integers, integers))
def test_passages_with_one_signature_conform_alike(one, other):
    def passage(start, end):
        source = f"<x:p> <{expand('rdf:type')}> <{TS}Passage> .\n<x:p> <{TS}source> <{BASE}a> .\n"
        return f"{source}<x:p> <{TS}start> {start} .\n<x:p> <{TS}end> {end} .\n".encode()

    def conforms(data):
        return not list(shapes.validate([data.decode().replace("<x:p>", "<node:0>")]))

    seen = signatures.sight()
    same = signatures.of(each(passage(*one)), seen).keys() == signatures.of(each(passage(*other)), seen).keys()
    assert not same or conforms(passage(*one)) == conforms(passage(*other))
    for ends in (one, other):
        (signature,) = signatures.of(each(passage(*ends)), seen)
        assert (not list(shapes.validate([signature]))) == conforms(passage(*ends))


def test_alike_nodes_share_a_signature_and_unlike_ones_do_not(good):
    core = b"".join(triples(part.core, part.graph) for part in good.parts)
    found = signatures.of(each(core), signatures.sight())
    by_node = {node: signature for signature, nodes in found.items() for node in nodes}
    assert by_node[f"<{BASE}appearance/show-1/brook>"] == by_node[f"<{BASE}appearance/show-1/eve-fir>"]
    assert by_node[f"<{BASE}appearance/show-1/brook>"] != by_node[f"<{BASE}appearance/kelp-at-work/brook>"]
    typed = {line.split()[0] for line in core.decode().splitlines() if line.split()[1] == f"<{expand('rdf:type')}>"}
    assert by_node.keys() == typed


def test_parts_count_what_they_hold(good):
    for part in good.parts:
        assert part.triples == gzip.decompress(part.full).count(b"\n")
        assert sum(part.properties.values()) == part.core.count(b"\n")
    assert plans.SHARDS == 64

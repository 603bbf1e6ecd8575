import json

import pyoxigraph as ox
import pytest

from kg.graph import opened
from kg.model import BadInput
from kg.query import answer
from tests.graph.small import BASE, World


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    world = World(tmp_path_factory.mktemp("small"))
    world.write()
    return world.root


def shown(found) -> str:
    return "\n".join(" | ".join(row) + " |" for row in (found.names, *found.rows))


PEOPLE = "SELECT ?name WHERE { ?p a ts:Person ; rdfs:label ?name } ORDER BY ?name"


@pytest.mark.parametrize(
    ("form", "expected"),
    [("csv", "name\r\nDan Oak\r\nEve Fir\r\n"), ("tsv", '?name\n"Dan Oak"\n"Eve Fir"\n')],
)
def test_rows_as_text(root, form, expected):
    assert answer.ask(root, PEOPLE, form) == expected


def test_rows_as_json_and_xml(root):
    found = json.loads(answer.ask(root, PEOPLE, "json"))
    assert [row["name"]["value"] for row in found["results"]["bindings"]] == ["Dan Oak", "Eve Fir"]
    assert "<sparql" in answer.ask(root, PEOPLE, "xml")


def test_a_table_shows_ids_and_compact_names(root):
    text = shown(
        answer.ask(root, "SELECT ?s ?p (0.123456 AS ?n) WHERE { ?s ?p :eve-fir FILTER(?s = :show-1) } ORDER BY ?p")
    )
    assert "show-1" in text and "schema:performer" in text and "0.123 |" in text
    assert BASE not in text


def test_a_table_shows_markup_and_control_characters_as_they_are(root):
    text = shown(answer.ask(root, 'SELECT ?a ?b WHERE { BIND("[red]x[/red]" AS ?a) BIND("a\\u001b[31mb" AS ?b) }'))
    assert "[red]x[/red]" in text and "\x1b[31m" not in text


def test_a_long_table_says_what_it_leaves_out(root):
    values = " ".join(str(n) for n in range(answer.MOST + 3))
    table = answer.ask(root, f"SELECT ?n WHERE {{ VALUES ?n {{ {values} }} }}")
    assert len(table.rows) == answer.MOST
    assert table.more == 3


def test_yes_and_no(root):
    assert "yes" in shown(answer.ask(root, "ASK { :brook a ts:Project }"))
    assert json.loads(answer.ask(root, "ASK { :brook a ts:Person }", "json"))["boolean"] is False


def test_graphs_as_turtle_and_ntriples(root):
    asked = "CONSTRUCT { ?p ts:maintains ?q } WHERE { ?p ts:maintains ?q }"
    whole = {
        ox.Triple(
            *(
                ox.NamedNode(i)
                for i in (f"{BASE}dan-oak", "https://w3id.org/talkscape/ontology#maintains", f"{BASE}brook")
            )
        )
    }
    for form, parser in (("turtle", ox.RdfFormat.TURTLE), ("nt", ox.RdfFormat.N_TRIPLES)):
        assert {q.triple for q in ox.parse(answer.ask(root, asked, form), parser)} == whole
    assert "dan-oak" in shown(answer.ask(root, asked))
    assert "ts:maintains" in answer.ask(root, asked, "turtle")


def test_the_default_graph_is_the_union_unless_the_query_chooses(root):
    one = f"ASK FROM <{BASE}graph/source/show-1> {{ :keynote-2020 ?p ?o }}"
    assert json.loads(
        answer.ask(root, "ASK { :keynote-2020 ts:atEvent :meetcon-2020 . :meetcon-2020 a ts:Event }", "json")
    )["boolean"]
    assert not json.loads(answer.ask(root, one, "json"))["boolean"]
    assert json.loads(answer.ask(root, one.replace(":keynote-2020", ":show-1"), "json"))["boolean"]


@pytest.mark.parametrize(
    ("asked", "form", "message"),
    [
        (PEOPLE, "pdf", "no such format"),
        (PEOPLE, "turtle", "cannot be turtle.*one of table, csv"),
        ("DESCRIBE :brook", "csv", "cannot be csv.*turtle"),
        (
            "SELECT ?x WHERE { ?x a ts:Person .\n ?x rdfs:label }",
            "table",
            r"query:2:16: error: (?s:.*)\n2 \|  \?x rdfs:label }\n  \| +\^",
        ),
        ("SELECT ?x WHERE { ?x a nope:Person }", "table", "query:1:24: error: .*prefix"),
        ("DELETE WHERE { ?s ?p ?o }", "table", "an update: this graph can only be read"),
        ("", "table", "query:1:1"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(root, asked, form, message):
    with pytest.raises(BadInput, match=message):
        answer.ask(root, asked, form)


def test_without_a_graph_the_way_to_one_is_said(tmp_path):
    with pytest.raises(BadInput, match="run kg build first"):
        answer.ask(tmp_path, PEOPLE)


def test_asking_changes_nothing(root):
    before = len(opened.read(root))
    with pytest.raises(BadInput):
        answer.ask(root, "INSERT DATA { <x:a> <x:b> <x:c> }")
    assert len(opened.read(root)) == before

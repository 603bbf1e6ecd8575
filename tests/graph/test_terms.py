import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import terms

anything = st.text(st.characters(codec=None, categories=None), max_size=60)


def parsed(*objects: str) -> list:
    lines = "".join(f"<x:s> <x:p> {each} .\n" for each in objects)
    return [triple.object for triple in ox.parse(lines.encode(), ox.RdfFormat.N_TRIPLES)]


def whole(value: str) -> str:
    """The text as UTF-8 can hold it."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value)


@given(anything)
def test_any_text_comes_back_from_the_parser(value):
    assert parsed(terms.text(value)) == [ox.Literal(whole(value))]


@given(anything)
def test_text_is_written_as_pyoxigraph_writes_it(value):
    written = ox.serialize(
        [ox.Triple(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.Literal(whole(value)))], format=ox.RdfFormat.N_TRIPLES
    )
    assert f"<x:s> <x:p> {terms.text(value)} .\n".encode() == written


@given(anything, st.sampled_from(["en", "zh-Hans", "pt-BR"]))
def test_text_keeps_its_language(value, language):
    assert parsed(terms.text(value, language)) == [ox.Literal(whole(value), language=language.lower())]


@pytest.mark.parametrize("tag", ["", "not a tag", 'en" .', "e\nn", "1"])
def test_what_is_no_language_tag_is_left_out(tag):
    assert parsed(terms.text("a", tag)) == [ox.Literal("a")]


@given(anything)
def test_a_link_is_an_iri_that_parses_or_nothing(value):
    for url in (terms.url(value), terms.url("https://example.org/" + value)):
        if url is not None:
            (node,) = parsed(url)
            assert isinstance(node, ox.NamedNode)
            assert node.value.startswith(("http", "mailto", "HTTP", "Http", "MAILTO")) or ":" in node.value


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://[broken", "ftp://a.example", "", "//x"])
def test_a_dangerous_or_broken_link_is_nothing(url):
    assert terms.url(url) is None


@given(st.integers(-(10**15), 10**15))
def test_integers_come_back(value):
    assert parsed(terms.integer(value)) == [ox.Literal(value)]


@given(st.floats(-(10**9), 10**9))
def test_decimals_are_canonical_to_three_places(value):
    (literal,) = parsed(terms.decimal(value))
    assert abs(float(literal.value) - value) <= 0.00051 + abs(value) * 1e-12
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("x:s"), ox.NamedNode("x:p"), literal))
    assert next(iter(store)).object == literal


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("2020", "gYear"),
        ("2020-11", "gYearMonth"),
        ("2020-02-29", "date"),
        ("2021-02-29", "string"),
        ("2020-13", "string"),
        ("soon", "string"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(value, kind):
    (literal,) = parsed(terms.when(value))
    assert literal.datatype.value.endswith(f"#{kind}")
    assert literal.value == value


@given(st.lists(anything, max_size=5))
def test_quads_put_every_line_and_nothing_else_into_the_graph(values):
    out = terms.Triples()
    out.about("<x:s>", *(("rdfs:label", terms.text(f"{value} .\n{value}")) for value in values))
    found = list(ox.parse(terms.quads(bytes(out), "x:g"), ox.RdfFormat.N_QUADS))
    assert [quad.object.value for quad in found] == [whole(f"{value} .\n{value}") for value in values]
    assert {quad.graph_name for quad in found} <= {ox.NamedNode("x:g")}


@given(anything)
def test_each_gives_back_the_terms_of_a_line(value):
    out = terms.Triples()
    out.about("<x:s>", ("rdfs:label", terms.text(value, "en")))
    assert list(terms.each(bytes(out))) == [("<x:s>", terms.name("rdfs:label"), terms.text(value, "en"))]

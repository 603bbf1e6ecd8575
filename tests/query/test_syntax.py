from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query import syntax


def mistake(text: str) -> tuple[int, int, str]:
    with pytest.raises(SyntaxError) as error:
        ox.Store().query(text)
    problem = syntax.problem(text, error.value)
    return problem.line, problem.column, problem.message


@pytest.mark.parametrize(
    "text, line, column, message",
    [
        ("SELECT * {\n  ?s ?p }", 2, 9, 'unexpected "}"'),
        ("SELECT * { ?s ?p ex:o }", 1, 18, 'the prefix of "ex:o" is not declared'),
        ("ASK {", 1, 6, "unexpected end of the query"),
        ("", 1, 1, "unexpected end of the query"),
        ("SELCT * {}", 1, 1, 'unexpected "SELCT"'),
        ("SELECT * { ?s ?p 'open\n}", 1, 18, "a string is not closed"),
        ("SELECT * { ?s <http://x y> ?o }", 1, 15, "not a valid IRI"),
        ("SELECT * {\r\n ?s ?p ?o FILTER(?o > ) }", 2, 23, 'unexpected ")"'),
        ("SELECT * { 'é😀' ?p ?o . 中文 }", 1, 25, 'unexpected "中文"'),
        ("SELECT (1 AS ?s) { ?s ?p ?o }", 1, 30, "The SELECT overrides an existing variable using an expression"),
        ('# "\nSELECT * { """a\nb"""@en ?p }', 3, 12, 'unexpected "}"'),
    ],
)
def test_a_mistake_is_placed_where_a_person_sees_it(text: str, line: int, column: int, message: str) -> None:
    assert mistake(text) == (line, column, message)


def test_the_place_is_marked_below_the_line_also_after_wide_characters() -> None:
    assert syntax.marked('ASK { ?s "中" }', 1, 14) == '1 | ASK { ?s "中" }\n  |               ^'
    shown = syntax.marked("ASK { " + "?s ?p ?o . " * 100 + "}", 1, 1107).split("\n")
    assert len(shown[0]) < 120 and shown[0][shown[1].index("^")] == "}"


@pytest.mark.parametrize(
    "text, form, dataset, services",
    [
        (
            "PREFIX service: <x:> SELECT ?service { ?s service:service 'service <x>' } # SERVICE <y>",
            "SELECT",
            False,
            (),
        ),
        ("ask { Service  <http://a/b> {} }", "ASK", False, ("http://a/b",)),
        ("ASK { SERVICE#\nsilent ?x {} SERVICE y:z {} }", "ASK", False, ("?x", "y:z")),
        ("DESCRIBE <x:service> FROM NAMED <x:g>", "DESCRIBE", True, ()),
        ("CONSTRUCT WHERE { ?from ?p '''FROM <x>''' }", "CONSTRUCT", False, ()),
        # To the parser, "less than" and a string or a comment: the tokens that follow are other ones than ours.
        ("ASK { FILTER(?a<'b>c') SERVICE <http://a/> {} FILTER('' = '') }", "ASK", False, ("'b",)),
        ("ASK { FILTER(?a<#>'''\n1) SERVICE <http://a/> {} #'''\n }", "ASK", False, ("#",)),
        ("ASK { ?s <http://a/b#c> 'a service' ; <#d> 1 }", "ASK", False, ("#d",)),
        ("ASK { ?s <http://a/b#c> 'a service' }", "ASK", False, ()),
        ("BASE <x:y> insert data { <a> <b> 1 }", "INSERT", False, ()),
    ],
)
def test_a_query_says_what_it_is(text: str, form: str, dataset: bool, services: tuple[str, ...]) -> None:
    facts = syntax.read(text)
    assert (facts.form, facts.dataset, facts.services) == (form, dataset, services)


@given(
    st.lists(
        st.sampled_from(
            [
                "SELECT",
                "*",
                "{",
                "}",
                "?s",
                "?p",
                "<x:o>",
                ".",
                "'a'",
                '"',
                "x:y",
                "#c\n",
                "FILTER(",
                ")",
                "\n",
                "é",
                "@en",
                "1.5",
            ]
        )
    )
)
def test_every_mistake_has_a_place_inside_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    try:
        ox.Store().query(text)
    except SyntaxError as error:
        problem = syntax.problem(text, error)
        lines = text.split("\n")
        assert 1 <= problem.line <= len(lines) and 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert syntax.marked(text, problem.line, problem.column).endswith("^")


@given(st.text())
def test_tokens_cover_any_text(text: str) -> None:
    end = 0
    for token in syntax.tokens(text):
        assert text[token.start : token.start + len(token.text)] == token.text and token.start >= end
        assert not syntax._TOKEN.sub("", text[end : token.start])
        end = token.start + len(token.text)

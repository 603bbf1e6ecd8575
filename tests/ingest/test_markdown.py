"""Markdown: noise never reaches the text, names and offsets do."""

from __future__ import annotations

import pytest

from kg.ingest import documents
from kg.model import Document


def read(markdown: str) -> Document:
    return documents.parse(markdown.encode(), "a.md")


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ('See [Foo](https://foo.example/ "T") now.', "See Foo now."),
        ("See [Foo][1] now.\n\n[1]: https://foo.example/", "See Foo now."),
        ("See [Foo][nowhere] now.", "See Foo now."),
        ("See <https://foo.example/> now.", "See now."),
        ("See [Foo](https://foo example/a b) now.", "See Foo now."),
        ("So [he said [good] things](https://a.example/x).", "So he said [good] things."),
        ("broken](https://a.example/x) here", "broken here"),
        ("![A chart of Foo](img/1.png) and ![](img/2.png)", "A chart of Foo and"),
        ("[![Foo](img/1.png)](https://foo.example/)", "Foo"),
        ("[](https://foo.example/) Foo", "Foo"),
        ('a\n\n<svg viewBox="0 0 1 1"><title>Group</title>\n\n<desc>Sketch</desc></svg>\n\nb', "a\nb"),
        ("a <!-- Foo\n\nBar --> b", "a b"),
        ("a\n\n<script>var Foo = 1;</script>\n\nb", "a\nb"),
        ('<div class="x"><p>Foo <em>runs</em></p></div>', "Foo runs"),
        ("a<br>b", "a\nb"),
        ("{{< youtube abc >}}\n\n{{% note %}}\nFoo\n{{% /note %}}", "Foo"),
        ('[Foo](https://foo.example/){:target="_blank"} bar', "Foo bar"),
        ('!!! note "Read this"\n    Foo **is** here.\n\nBar', "Read this\nFoo is here.\nBar"),
        ("Foo.[^1]\n\n[^1]: A note.", "Foo.\nA note."),
        ("**注意：**特使很好", "注意：特使很好"),
        ("one\ntwo\n\nthree", "one two\nthree"),
        ("> Foo said\n> so", "Foo said so"),
        ("* Foo\n* Bar\n", "Foo\nBar"),
        ("| A | B |\n|---|---|\n| Foo | Bar |", "A\nB\nFoo\nBar"),
        ("A&nbsp;B &amp; C", "A\u00a0B & C"),
        ("```yaml\nfoo: {{ bar }}\nbaz: [x](y z)\n```", "foo:\nbaz: [x](y z)"),
        ("a <none> b", "a b"),
    ],
)
def test_what_a_reader_sees(markdown: str, text: str) -> None:
    assert read(markdown).text == text


def test_spans_are_of_the_cleaned_text() -> None:
    document = read("# The *Foo* day\n\nWe use [Foo\nBar](https://foo.example/a) and `baz`.\n\n    code here\n")
    text = document.text
    assert [text[a:b] for a, b in document.headings] == ["The Foo day"]
    assert [(text[a.start : a.end], a.url) for a in document.anchors] == [("Foo Bar", "https://foo.example/a")]
    assert [text[a:b] for a, b in document.code] == ["baz", "code here"]


def test_front_matter_is_shown_above_the_text() -> None:
    document = read(
        "---\ntitle: Foo 1.0\nlinkTitle: Foo\ndate: 2021-03-31 08:30:00+00:00\nurl: /blog/x/\n"
        'author: "[Ada Example](https://a.example/) (Acme) and Bo Sample"\ntags: [hidden]\n---\n\nBody'
    )
    assert document.text == "Foo 1.0\nFoo\nAda Example (Acme) and Bo Sample\nBody"
    assert [document.text[a:b] for a, b in document.byline] == ["Ada Example", "Bo Sample"]
    assert document.metadata["date"] == "2021-03-31"
    assert document.metadata["author"] == "Ada Example (Acme) and Bo Sample"
    assert document.title == "Foo 1.0"


def test_a_titles_marks_are_no_blocks() -> None:
    assert read('---\ntitle: "# 1. - not a list"\n---\nx').text == "# 1. - not a list\nx"


@pytest.mark.parametrize("front", ["title: [unclosed", "date: 2021-99-99", "a: &x [*x]", "- list", "? {a: b}\n: c"])
def test_strange_front_matter_is_passed_over(front: str) -> None:
    assert read(f"---\n{front}\n---\nBody").text.endswith("Body")


def test_broken_front_matter_is_noted_with_its_line() -> None:
    (note,) = read("---\ntitle: x\nfoo: 'a\n---\nBody").notes
    assert (note.level, note.path) == ("warning", "a.md")
    assert note.line >= 2


def test_a_translated_article_names_its_original_and_author() -> None:
    document = read(
        "# 五个趋势\n\n> 原文：<https://news.example/five/>\n\n[](https://a.example/ada)\n\n"
        " [艾达\n\n艾达是 Acme 的工程师。](https://a.example/ada) [](https://a.example/ada)\n\n正文提到 [Foo](https://foo.example/)。\n"
    )
    assert document.text == "五个趋势\n艾达\n艾达是 Acme 的工程师。\n正文提到 Foo。"
    assert document.metadata["url"] == "https://news.example/five/"
    assert document.language == "zh"
    assert [document.text[a:b] for a, b in document.byline] == ["艾达"]
    assert {a.url for a in document.anchors} == {"https://a.example/ada", "https://foo.example/"}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "**Author: [Ada Example](https://a.example/), Engineer @ [Acme Labs](https://acme.example/)**",
            ["Ada Example"],
        ),
        (
            "**Authors: Ada Example, Senior Engineer @ Red Acme, Bo Sample, Director @ Blue Acme**",
            ["Ada Example", "Bo Sample"],
        ),
        ("By Ada Example and Bo Sample (Acme)", ["Ada Example", "Bo Sample"]),
        ("By using Foo you win.", []),
    ],
)
def test_bylines(line: str, found: list[str]) -> None:
    document = read(f"# T\n\n{line}\n\nBody of the text.")
    assert [document.text[a:b] for a, b in document.byline] == found


def test_odd_blanks_within_a_name_stay() -> None:
    assert read("Foo\u3000Bar and Baz\u00a0Qux").text == "Foo\u3000Bar and Baz\u00a0Qux"


@pytest.mark.parametrize("piece", ["[a](", "{{", "<svg", "<!--", "[", "\\[", "**", "<a href=x>", "!!! note\n    ", "`"])
def test_repeated_broken_syntax_is_read(piece: str) -> None:
    assert "end" in read(piece * (50_000 // len(piece)) + "\n\nend").text

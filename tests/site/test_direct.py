"""Templates whose code calls what they call, and escapes each text once."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import StrictUndefined, UndefinedError
from markupsafe import Markup

from kg.query.views.model import Ref
from kg.site.render import Templates


def filled(source: str, **context: Any) -> str:
    return Templates(autoescape=True, undefined=StrictUndefined).from_string(source).render(**context)


def test_text_is_escaped_and_html_is_not() -> None:
    ref = Ref("project", "wick", 'Wick & "Son" <b>')
    found = filled("{{ ref.name }} {{ link(ref) }} {{ 4 }}", ref=ref, link=lambda ref: Markup(f"<a>{ref.id}</a>"))
    assert found == "Wick &amp; &#34;Son&#34; &lt;b&gt; <a>wick</a> 4"


def test_what_a_macro_or_a_function_makes_of_text_is_escaped_once() -> None:
    source = '{% macro bold(x) %}<b>{{ x }}</b>{% endmacro %}{{ bold(said("<", end=">")) }}'
    assert filled(source, said=lambda start, end: start + end) == "<b>&lt;&gt;</b>"


def test_a_function_is_called_in_a_loop_with_its_own_arguments_alone() -> None:
    source = "{% for n in rows %}{{ twice(n) }}{{ ', ' if not loop.last }}{% endfor %}"
    assert filled(source, rows=(1, 2), twice=lambda *given: 2 * given[0] + 100 * (len(given) - 1)) == "2, 4"


def test_unpacked_arguments_arrive() -> None:
    assert filled("{{ joined(*rows, **named) }}", rows=("a", "b"), named={"sep": "-"}, joined=_joined) == "a-b"


def _joined(*rows: str, sep: str) -> str:
    return sep.join(rows)


@pytest.mark.parametrize("source", ["{{ nobody }}", "{{ nobody.name }}", "{{ nobody(1) }}"])
def test_what_is_not_there_is_no_empty_text(source: str) -> None:
    with pytest.raises(UndefinedError):
        filled(source)

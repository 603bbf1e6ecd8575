"""The policy that a page carries."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from kg.site import policy

PAGE = '<html><head><meta charset="utf-8"><script>a &amp;&amp; b()</script></head><body>{}</body></html>'


def directives(html: str) -> dict[str, list[str]]:
    (content,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    return {name: values for name, *values in (part.split() for part in content.split("; "))}


def test_only_our_own_files_and_the_themes_inline_scripts_may_run() -> None:
    rules = directives(policy.applied(PAGE.format('<script>two()</script><script type="application/json">{}</script>')))
    assert rules["default-src"] == ["'none'"]
    own = [base64.b64encode(hashlib.sha256(code).digest()).decode() for code in (b"a &amp;&amp; b()", b"two()")]
    assert rules["script-src"] == ["'self'", "'wasm-unsafe-eval'", *sorted(f"'sha256-{code}'" for code in own)]
    assert rules["worker-src"] == rules["style-src"] == rules["connect-src"] == ["'self'"]
    assert not [value for values in rules.values() for value in values if value == "'unsafe-inline'" or "//" in value]


def test_the_policy_stands_before_the_first_script() -> None:
    page = policy.applied(PAGE)
    assert page.index("http-equiv") < page.index("<script")


def test_a_page_that_has_no_place_for_it_is_refused() -> None:
    with pytest.raises(ValueError, match="charset"):
        policy.applied("<html></html>")

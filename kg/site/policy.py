"""The Content-Security-Policy of a page: only what the site itself serves, and the theme's inline scripts by hash."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape

INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
DATA = re.compile(r'\btype="(?:application/(?:ld\+)?json)"')
"""Scripts of these types are data: no browser runs them, no policy speaks of them."""
HEAD = '<meta charset="utf-8">'
RULES = (
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'{hashes}",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'self'",
)
"""WebAssembly and workers are what the full-text search runs in. Images as data are the theme's icons."""


def hashes(html: str) -> list[str]:
    """The sources of a policy for the inline scripts of a page, sorted.

    >>> hashes('<script>a()</script><script src="b.js"></script><script type="application/json">{}</script>')
    ["'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='"]
    """
    found = set()
    for match in INLINE.finditer(html):
        if " src=" not in match["attributes"] and not DATA.search(match["attributes"]):
            digest = hashlib.sha256(match["code"].encode()).digest()
            found.add(f"'sha256-{base64.b64encode(digest).decode()}'")
    return sorted(found)


def applied(html: str) -> str:
    """A page with its policy, before anything that the policy is about. Raises ValueError where it has no place for it.

    >>> applied('<head><meta charset="utf-8"></head>').count("http-equiv")
    1
    """
    if HEAD not in html:
        raise ValueError(f"a page of the chrome has no {HEAD}")
    allowed = "".join(f" {source}" for source in hashes(html))
    rules = escape("; ".join(RULES).format(hashes=allowed), quote=False)
    return html.replace(HEAD, f'{HEAD}<meta http-equiv="Content-Security-Policy" content="{rules}">', 1)

"""Web pages: main text with its spans, honest metadata; and the network within its bounds."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.ingest import documents, encoding, fetch, web
from kg.model import BadInput

FILLER = "It is a long enough paragraph that says what the team did, how they did it, and why it took them a year. " * 3
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Foo at Acme | Site</title>
<meta property="og:title" content="Foo at Acme"><meta name="author" content="Ada Example">
<meta property="article:published_time" content="2021-03-04T10:00:00Z">
<link rel="canonical" href="https://acme.example/foo"></head><body>
<nav><a href="/">Home</a> <a href="/cookies">Cookies</a></nav>
<article><h1>Foo at Acme</h1><p>By Ada Example</p>
<p>We run <a href="https://foo.example/">Foo Bar</a> and <code>foo-cli</code> &amp; more. {FILLER}</p>
<h2>Why</h2><p>{FILLER}</p><pre><code>foo apply
foo get</code></pre><p>{FILLER}</p><script>evil()</script></article>
<footer>Copyright and cookies</footer></body></html>"""


def test_main_text_with_links_code_and_headings() -> None:
    document = documents.parse(PAGE.encode(), "page.html")
    text = document.text
    assert text.startswith("Foo at Acme\nBy Ada Example\nWe run Foo Bar and foo-cli & more.")
    assert "evil" not in text
    assert "Cookies" not in text
    assert [(text[a.start : a.end], a.url) for a in document.anchors] == [("Foo Bar", "https://foo.example/")]
    assert [text[a:b] for a, b in document.headings] == ["Foo at Acme", "Why"]
    assert "foo-cli" in [text[a:b] for a, b in document.code]
    assert [text[a:b] for a, b in document.byline] == ["Ada Example"]


def test_what_the_page_says_of_itself() -> None:
    assert web.head(PAGE) == {
        "author": "Ada Example", "date": "2021-03-04", "language": "en", "title": "Foo at Acme",
        "url": "https://acme.example/foo",
    }  # fmt: skip


def test_a_date_is_never_guessed() -> None:
    assert "date" not in web.head(
        "<html><body><p>Updated on 4 March 2021</p><time datetime='2021-03-04'>x</time></body></html>"
    )


class Site(BaseHTTPRequestHandler):
    """A site with a page, a redirect loop, a large page and a closed corner."""

    def do_GET(self) -> None:
        body, status, headers = PAGE.encode(), 200, {}
        if self.path == "/robots.txt":
            body = b"User-agent: *\nDisallow: /closed"
        elif self.path == "/moved":
            status, headers = 302, {"Location": "/page"}
        elif self.path == "/loop":
            status, headers = 302, {"Location": "/loop"}
        elif self.path == "/file":
            status, headers = 302, {"Location": "file:///etc/hosts"}
        elif self.path == "/large":
            body = b"x" * (encoding.LIMIT + 70_000)
        elif self.path == "/none":
            status = 404
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_page_is_fetched_through_a_redirect(site: str) -> None:
    data, final = fetch.get(f"{site}/moved", private=True)
    assert (data, final) == (PAGE.encode(), f"{site}/page")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/loop", "more than 5 redirects"),
        ("/file", "only http and https"),
        ("/large", "at most 10,000,000 are read"),
        ("/none", "answered 404"),
        ("/closed/page", "robots.txt does not allow"),
    ],
)
def test_what_is_not_fetched(site: str, path: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        fetch.get(site + path, private=True)


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "10.0.0.1", "169.254.169.254", "0.0.0.0", "[::ffff:127.0.0.1]"])
def test_private_addresses_are_never_asked(host: str) -> None:
    with pytest.raises(BadInput, match="not public"):
        fetch.get(f"http://{host}/")


@pytest.mark.parametrize("url", ["ftp://x.example/", "file:///etc/passwd", "javascript:1", "http:///", "http://[::1"])
def test_other_schemes_and_broken_urls(url: str) -> None:
    with pytest.raises(BadInput):
        fetch.get(url)

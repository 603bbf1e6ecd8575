"""A browser, the built world behind a local server, and pages that watch what a reader would not like."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.browser import chromium

NewPage = Callable[..., Page]
PATIENCE = 20_000  # milliseconds until something that never comes is missed: a busy machine is slow, not wrong
expect.set_options(timeout=PATIENCE)


class Handler(SimpleHTTPRequestHandler):
    """As a static host serves: silent, and with the site's own page for what is not there."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Serve 404.html with its status."""
        if code != HTTPStatus.NOT_FOUND:
            return super().send_error(code, message, explain)
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def site(built_world: Path) -> Iterator[str]:
    """The address of the built world, without a trailing slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(built_world / "site")))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium or Chrome; where there is none, CI fails and others skip."""
    path = chromium.find()
    if path is None:
        message = "no Chromium or Chrome here: install one, or name it in CHROME_PATH"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(message)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield started
        started.close()


@pytest.fixture
def new_page(browser: Browser, site: str) -> Iterator[NewPage]:
    """Make a page in a fresh context with options of one's own.

    At the end of the test, whatever the journey was: no error on the console, no uncaught exception, no request to
    anybody but the site.
    """
    complaints: list[str] = []
    contexts = []

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "status of 404" not in message.text:
            complaints.append(f"console: {message.text} ({message.location})")

    def make(**options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", console)
        page.on("pageerror", lambda error: complaints.append(f"uncaught: {error}"))
        page.on(
            "response",
            lambda answer: (
                answer.status < 400
                or answer.request.is_navigation_request()
                or complaints.append(f"{answer.status}: {answer.url}")
            ),
        )
        page.on(
            "request",
            lambda request: (
                request.url.startswith((site, "data:", "blob:")) or complaints.append(f"third party: {request.url}")
            ),
        )
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A page on a desktop's screen."""
    return new_page(viewport={"width": 1280, "height": 800})

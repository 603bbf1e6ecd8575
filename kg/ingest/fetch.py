"""The one way to the network: a page by its URL, bounded in size, time and place."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from kg.ingest import encoding
from kg.iri import safe_url

AGENT = "talkscape (+https://github.com/talkscape/talkscape)"
SECONDS = 20.0
HOPS = 5


def get(url: str, private: bool = False) -> tuple[bytes, str]:
    """(bytes, final URL) of a page. Raises `BadInput` where it cannot or may not be had.

    Only http and https; only public addresses (unless `private`), and the address that was checked is the one that is
    asked; at most `encoding.LIMIT` bytes, `SECONDS` and `HOPS` redirects; robots.txt is heeded.
    """
    deadline = time.monotonic() + SECONDS
    try:
        urlsplit(url)
    except ValueError as error:
        raise encoding.bad(url, f"not a URL: {error}") from None
    if not _allowed(url, deadline, private):
        raise encoding.bad(url, "the site's robots.txt does not allow it", "save the page by hand")
    status, data, final = _follow(url, deadline, private)
    if status != 200:
        raise encoding.bad(url, f"the site answered {status}")
    return data, final


def _allowed(url: str, deadline: float, private: bool) -> bool:
    """Whether robots.txt lets us; a site without one does."""
    parts = urlsplit(url)
    status, data, _ = _follow(f"{parts.scheme}://{parts.netloc}/robots.txt", deadline, private)
    rules = RobotFileParser()
    rules.parse(data[:500_000].decode("utf-8", "replace").splitlines() if status == 200 else [])
    return rules.can_fetch("talkscape", url)


def _follow(url: str, deadline: float, private: bool) -> tuple[int, bytes, str]:
    for _ in range(HOPS + 1):
        if not safe_url(url).lower().startswith("http"):
            raise encoding.bad(url, "only http and https are fetched")
        try:
            status, data, location = _ask(url, deadline, private)
        except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
            raise encoding.bad(url, f"cannot be fetched: {error or type(error).__name__}") from None
        if status not in (301, 302, 303, 307, 308) or not location:
            return status, data, url
        url = urljoin(url, location)
    raise encoding.bad(url, f"more than {HOPS} redirects")


def _ask(url: str, deadline: float, private: bool) -> tuple[int, bytes, str]:
    """(status, body, where it redirects to) of one request."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme.lower() == "https" else 80)
    connection = http.client.HTTPConnection(host, port, timeout=_left(url, deadline))
    raw = socket.create_connection((_address(url, host, port, private), port), timeout=_left(url, deadline))
    try:
        if parts.scheme.lower() == "https":
            raw = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
        connection.sock = raw
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers={"User-Agent": AGENT, "Accept": "text/html,text/*,*/*;q=0.5"})
        answer = connection.getresponse()
        pieces, size = [], 0
        while piece := answer.read(65536):
            left = _left(url, deadline)
            if raw.fileno() >= 0:  # closed already where all has arrived
                raw.settimeout(left)
            size += len(piece)
            if size > encoding.LIMIT:
                raise encoding.too_large(url, size)
            pieces.append(piece)
        return answer.status, b"".join(pieces), answer.getheader("Location") or ""
    finally:
        raw.close()


def _address(url: str, host: str, port: int, private: bool) -> str:
    """The address to ask, all of the host's addresses being public."""
    found = [str(item[4][0]) for item in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not private and not all(ipaddress.ip_address(address.split("%")[0]).is_global for address in found):
        raise encoding.bad(url, "the address is not public", "only pages on the public web are fetched")
    return found[0]


def _left(url: str, deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise encoding.bad(url, f"no complete answer within {SECONDS:.0f} seconds")
    return left

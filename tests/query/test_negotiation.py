from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query.endpoint.negotiation import BOOLEANS, OFFERS, ROWS, TRIPLES, Offer, choose, named, takes

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    "accept, offers, media_type",
    [
        (None, ROWS, "application/sparql-results+json"),
        ("", TRIPLES, "text/turtle"),
        ("*/*", ROWS, "application/sparql-results+json"),
        ("text/*", ROWS, "text/xml"),
        ("text/csv", ROWS, "text/csv"),
        ("TEXT/CSV; charset=utf-8; q=0.2, text/tab-separated-values;q=0.3", ROWS, "text/tab-separated-values"),
        ("application/json", ROWS, "application/json"),
        ("application/sparql-results+xml, */*;q=0.1", BOOLEANS, "application/sparql-results+xml"),
        ("*/*;q=0.1, application/sparql-results+json;q=0", BOOLEANS, "application/sparql-results+xml"),
        ("application/rdf+xml;q=0.9,application/n-triples", TRIPLES, "application/n-triples"),
        ('text/turtle;q=0, application/ld+json;profile="x"', TRIPLES, "application/ld+json"),
        (BROWSER, ROWS, "application/xml"),
        ("rubbish, ;;, text/csv", ROWS, "text/csv"),
        ("text/csv;q=2, text/csv;q=x", BOOLEANS, None),
        ("text/csv", BOOLEANS, None),
        ("image/png", ROWS, None),
        ("text/csv;q=0", ROWS, None),
        ("text/csv;q=0.000", ROWS, None),
    ],
)
def test_the_client_gets_what_it_likes_best(
    accept: str | None, offers: tuple[Offer, ...], media_type: str | None
) -> None:
    offer = choose(accept, offers)
    assert (offer and offer.media_type) == media_type


def test_every_form_has_a_format_by_name() -> None:
    assert named("csv", OFFERS["SELECT"]) == Offer("text/csv", "csv")
    assert named("csv", OFFERS["ASK"]) is None and named("turtle", OFFERS["SELECT"]) is None


@pytest.mark.parametrize(
    "header, yes",
    [("gzip", True), ("br;q=1, GZIP;q=0.1", True), ("*", True), ("gzip;q=0", False), ("gzip;q=0, *", False),
     ("identity", False), ("", False), (None, False), ("x-gzip", False)],
)  # fmt: skip
def test_a_body_is_compressed_only_for_those_who_take_it(header: str | None, yes: bool) -> None:
    assert takes(header, "gzip") is yes


@given(st.text(max_size=200))
def test_no_header_is_too_odd(accept: str) -> None:
    assert choose(accept, ROWS) in (None, *ROWS)
    assert takes(accept, "gzip") in (True, False)

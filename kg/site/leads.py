"""The first sentence of a page, written from the graph: text with the pages that it names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.query.views.model import EntityView, Ref, SourceView, Statement

Sentence = tuple["str | Ref", ...]
"""Text and links, in order."""

MONTHS = "January February March April May June July August September October November December".split()
MEDIA = {"talk": "talk", "podcast": "podcast episode", "captions": "recording", "post": "blog post", "article": "article"}
MEMBERS = {"platinum": "a platinum member", "gold": "a gold member", "silver": "a silver member", "academic": "an academic member", "nonprofit": "a nonprofit member"}


def date(text: str) -> str:
    """An ISO date of any precision in words.

    >>> date("2020-11-17"), date("2020-11"), date("2020"), date("")
    ('17 November 2020', 'November 2020', '2020', '')
    """
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    if not (month.isdigit() and 1 <= int(month) <= 12):
        return text
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}" if day.isdigit() else f"{MONTHS[int(month) - 1]} {year}"


def short(text: str) -> str:
    """An ISO date as lists show it.

    >>> short("2020-11-17"), short("2020")
    ('17 Nov 2020', '2020')
    """
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    if not (month.isdigit() and 1 <= int(month) <= 12):
        return text
    name = MONTHS[int(month) - 1][:3]
    return f"{int(day)} {name} {year}" if day.isdigit() else f"{name} {year}"


def lead(view: EntityView | SourceView) -> Sentence:
    """The lead of a page."""
    if isinstance(view, SourceView):
        return _source(view)
    return LEADS[view.kind](view)


def plain(sentence: Sentence) -> str:
    """A sentence as text.

    >>> plain(("Made by ", Ref("vendor", "x", "X"), "."))
    'Made by X.'
    """
    return "".join(part.name if isinstance(part, Ref) else part for part in sentence)


def joined(refs: Sequence[Ref], most: int = 3) -> Sentence:
    """Names as a list in words: a, b and c; beyond `most`, the rest is a number.

    >>> plain(joined([Ref("topic", c, c) for c in "abcde"]))
    'a, b, c and 2 more'
    """
    shown: list[str | Ref] = list(refs[:most])
    if len(refs) > most:
        shown.append(f"{len(refs) - most} more")
    parts: list[str | Ref] = []
    for place, part in enumerate(shown):
        parts += [] if not place else [" and " if place == len(shown) - 1 else ", "]
        parts.append(part)
    return tuple(parts)


def _others(statements: Sequence[Statement]) -> list[Ref]:
    return list(dict.fromkeys(statement.other for statement in statements))


def _curated(view: EntityView, predicate: str, forward: bool = True) -> list[Ref]:
    return _others([s for s in view.related(predicate, forward) if s.curated])


def _article(word: str) -> str:
    return f"an {word}" if word[:1].lower() in "aeiou" else f"a {word}"


def _project(view: EntityView) -> Sentence:
    maturity, categories = view.fact("maturity"), _curated(view, "category")
    what = _article(f"{maturity} project" if maturity else "project" if view.kind == "project" else "product")
    parts: list[str | Ref] = [view.name, f" is {what}"]
    if categories:
        parts += [" for ", *joined(categories[:1])]
    if whole := _curated(view, "part_of"):
        parts += [", part of ", *joined(whole)]
    if vendors := _curated(view, "behind"):
        parts += [", from ", *joined(vendors)]
    parts.append(".")
    steps = [f"{word} in {date(when[:7])}" for word, when in (
        ("accepted", view.fact("accepted")), ("incubating since", view.fact("incubating")),
        ("graduated", view.fact("graduated")), ("archived", view.fact("archived"))) if when]
    if steps:
        steps = [step.replace("since in", "since") for step in steps]
        parts.append(f" It was {', '.join(steps)}." if not steps[0].startswith("incubating") else f" {', '.join(steps).capitalize()}.")
    return (*parts, *_voices(view))


def _voices(view: EntityView) -> Sentence:
    n, free = view.counts.sources, view.counts.independent
    if not n:
        return (" No source here speaks of it yet.",)
    return (f" {n:,} {'source speaks' if n == 1 else 'sources speak'} of it here, {free:,} of them independent.",)


def _vendor(view: EntityView) -> Sentence:
    level = MEMBERS.get(view.fact("membership"), "")
    parts: list[str | Ref] = [view.name, f" is {level} since {date(view.fact('joined')[:7])}" if level and view.fact("joined") else f" is {level}" if level else " is an organisation"]
    if whole := _curated(view, "subsidiary_of"):
        parts += [", part of ", *joined(whole)]
    if made := _curated(view, "behind", forward=False):
        parts += [", behind ", *joined(made)]
    parts.append(".")
    return (*parts, *_voices(view))


def _person(view: EntityView) -> Sentence:
    jobs = [s for s in view.related("works_for") if not s.until]
    parts: list[str | Ref] = [view.name]
    if jobs:
        best = jobs[0]
        role = f" is {best.role} at " if best.role and best.curated else " works at " if best.curated else " is said to work at "
        parts += [role, best.other]
    if kept := _curated(view, "maintains"):
        parts += [" and maintains " if jobs else " maintains ", *joined(kept)]
    elif not jobs:
        parts.append(" appears in the sources here" if view.sources or view.appearances else " is named in the entries here")
    parts.append(".")
    if view.sources:
        n = len(view.sources)
        parts.append(f" {n} {'source' if n == 1 else 'sources'} here {'is' if n == 1 else 'are'} theirs" + (", about " if view.mentioned else "."))
        if view.mentioned:
            parts += [*joined([r.ref for r in view.mentioned[:3]]), " among others."]
    return tuple(parts)


def _event(view: EntityView) -> Sentence:
    start, end, place = view.fact("start"), view.fact("end"), view.fact("location")
    parts: list[str | Ref] = [view.name, " is an event"]
    if series := _curated(view, "edition_of"):
        parts[1] = " is an edition of "
        parts += list(joined(series))
    if start:
        parts.append(f", {date(start)}" + (f" to {date(end)}" if end and end != start else ""))
    parts.append(f", {place}." if place else ".")
    if view.sources:
        parts.append(f" {len(view.sources)} {'source here is' if len(view.sources) == 1 else 'sources here are'} about it.")
    return tuple(parts)


def _topic(view: EntityView) -> Sentence:
    members, above = _curated(view, "category", forward=False), _curated(view, "broader")
    parts: list[str | Ref] = [view.name, " is a topic"]
    if above:
        parts += [" within ", *joined(above)]
    if members:
        parts.append(f" with {len(members):,} {'entry' if len(members) == 1 else 'projects and products'}")
    n = len(view.sources)
    parts.append(f"; {n:,} {'source is' if n == 1 else 'sources are'} about it." if n else ".")
    return tuple(parts)


def _source(view: SourceView) -> Sentence:
    line = view.line
    parts: list[str | Ref] = [_article(MEDIA.get(line.medium, line.kind)).capitalize()]
    if line.speakers:
        parts += [" by " if line.kind == "article" else " with ", *joined(line.speakers)]
    if line.publisher:
        parts += [", published by ", line.publisher_ref or line.publisher]
    if line.event:
        parts += [", at ", line.event]
    parts.append(f", {date(line.date)}." if line.date else ", undated.")
    if view.found:
        parts += [" It speaks of ", *joined([found.ref for found in view.found[:4]], 4)]
        parts.append(f" and {len(view.found) - 4} more." if len(view.found) > 4 else ".")
    return tuple(parts)


LEADS: dict[str, Callable[[EntityView], Sentence]] = {
    "project": _project, "product": _project, "vendor": _vendor, "person": _person, "event": _event, "topic": _topic,
}

"""What a change does, told: text for a terminal, Markdown for a pull request, JSON for a program."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from kg.diff.changes import Changes, Diff, Mention, Statement, Thing

SHOWN: Final = 200
"""Lines of one list that are shown; a comment of a forge holds 65,536 characters."""
FEW: Final = 3
"""Things that a summary names."""
LARGEST: Final = 60_000
"""Characters of a Markdown report."""


def as_json(diff: Diff) -> str:
    """Everything, as one JSON object."""
    return json.dumps(dataclasses.asdict(diff), ensure_ascii=False, indent=1, sort_keys=True)


def as_text(diff: Diff) -> str:
    """Everything, line by line."""
    if not diff:
        return f"{diff.before} → {diff.after}: nothing changes"
    lines = [f"{diff.before} → {diff.after}", *(f"  {line}" for line in _summary(diff))]
    for title, rows in _lists(diff):
        lines += ["", f"{title} ({len(rows)})", *(f"  {row}" for row in rows)]
    return "\n".join(lines)


def as_markdown(diff: Diff, site_url: str = "") -> str:
    """Short first, the details folded; with the address of a preview, pages are links to it.

    Names come from a stranger's files: all that could be Markdown, HTML or a mention of a person is made harmless.
    """
    if not diff:
        return "**Nothing changes** in the graph or on its pages.\n"
    parts = ["**What this change does**\n", *(f"- {safe(line)}" for line in _summary(diff)), ""]
    for title, rows in _lists(diff):
        shown = [f"- {_page(row, site_url) if title == 'Pages' else safe(row)}" for row in rows[:SHOWN]]
        shown += [f"- … and {len(rows) - SHOWN} more"] if len(rows) > SHOWN else []
        folded = [f"<details><summary>{title} ({len(rows)})</summary>\n", *shown, "\n</details>\n"]
        if sum(map(len, parts)) + sum(map(len, folded)) > LARGEST:
            folded = [f"{title} ({len(rows)}): too many to list here; `kg diff` shows them.\n"]
        parts += folded
    return "\n".join(parts)


def _summary(diff: Diff) -> Iterator[str]:
    """What differs, in counts."""
    for name, changes in (("entries", diff.entries), ("sources", diff.sources), ("claims", diff.claims)):
        if changes:
            yield f"{name}: {_counts(changes)}"
    gained, lost = (sum(not getattr(m, end) for m in diff.mentions) for end in ("before", "after"))
    if diff.mentions:
        yield f"mentions: {gained} gain a link, {lost} lose it, {len(diff.mentions) - gained - lost} change it"
    if diff.triples_added or diff.triples_removed:
        yield f"triples: {diff.triples_added:,} added, {diff.triples_removed:,} removed"
    if diff.ambiguous:
        names = ", ".join(name for name, _ in diff.ambiguous[:5]) + (" …" if len(diff.ambiguous) > 5 else "")
        yield f"names that become ambiguous: {names}"
    if diff.pages:
        yield f"pages of {len(diff.pages):,} things change, and the lists that name them"


def _counts(changes: Changes) -> str:
    """How many of each, and which where they are things and few."""
    counts = (("added", changes.added), ("removed", changes.removed), ("changed", changes.changed))
    return ", ".join(f"{len(listed):,} {label}{_few(listed)}" for label, listed in counts if listed)


def _few(listed: tuple[Any, ...]) -> str:
    """The ids of a few things.

    >>> _few((Thing("project", "etcd", "etcd"),))
    ' (etcd)'
    """
    ids = [thing.id for thing in listed if isinstance(thing, Thing)]
    return f" ({', '.join(ids)})" if 0 < len(ids) <= FEW else ""


def _lists(diff: Diff) -> Iterator[tuple[str, list[str]]]:
    """Title and lines of each list that is not empty."""
    lists = (
        ("Entries", list(_signed(diff.entries, _thing))),
        ("Sources", list(_signed(diff.sources, _thing))),
        ("Claims", list(_signed(diff.claims, _statement))),
        ("Mentions", [_mention(each) for each in diff.mentions]),
        ("Names that become ambiguous", [f"{name}: {', '.join(ids)}" for name, ids in diff.ambiguous]),
        ("Pages", [f"{path} ({why})" for path, why in diff.pages]),
    )
    yield from ((title, rows) for title, rows in lists if rows)


def _signed(changes: Changes, line: Any) -> Iterator[str]:
    for sign, listed in (("+", changes.added), ("−", changes.removed), ("~", changes.changed)):
        yield from (f"{sign} {line(each)}" for each in listed)


def _thing(thing: Thing) -> str:
    told = f"{thing.kind} {thing.id} “{thing.name}”" + (f", before {thing.former}" if thing.former else "")
    details = "; ".join(f"{field}: {_short(old) or '–'} → {_short(new) or '–'}" for field, old, new in thing.fields)
    return f"{told}: {details}" if details else told


def _statement(claim: Statement) -> str:
    sure = (
        f"{claim.before:.2f} → {claim.after:.2f}"
        if claim.before and claim.after
        else f"{claim.before or claim.after:.2f}"
    )
    return f"{claim.subject} {claim.predicate} {claim.object} ({sure}{', ' if claim.how else ''}{claim.how})"


def _mention(mention: Mention) -> str:
    place = f"{mention.source} at {mention.start}" + (f" ({_clock(mention.time)})" if mention.time is not None else "")
    return f"{place}: “{mention.surface}” {mention.before or 'nothing'} → {mention.after or 'nothing'}"


def _clock(seconds: float) -> str:
    """Seconds as people read them.

    >>> _clock(3725.4)
    '1:02:05'
    """
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if minutes >= 60 else f"{minutes}:{rest:02}"


def _short(text: str) -> str:
    return text if len(text) <= 120 else text[:117] + "…"


def _page(row: str, site_url: str) -> str:
    path, _, why = row.partition(" ")
    return f"[{safe(path)}]({site_url}{path}) {why}" if site_url and why != "(gone)" else f"{safe(path)} {why}"


def safe(text: str) -> str:
    """Text in which nothing is Markdown or HTML, names nobody (`@`) and refers to nothing (`#`).

    >>> safe("a*b <i> @you #1")
    'a\\\\*b &lt;i&gt; @\\u200byou #\\u200b1'
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"([\\\\`*_{}\[\]|!~])", r"\\\1", text.replace("\n", " "))
    return re.sub(r"([@#]|https?:|www\.)", "\\1\u200b", text)


FORMS: Final = {"text": as_text, "json": as_json, "markdown": as_markdown}


def forms() -> Iterable[str]:
    """The names of the forms."""
    return FORMS

"""The first sentence of a page, written from the graph: text with the pages that it names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.query.views.model import EntityView, Ref, SourceView, Statement
from kg.site.dates import date, days
from kg.site.sentences import Sentence, article, joined, stop

MEDIA = {
    "talk": "talk",
    "podcast": "podcast episode",
    "captions": "recording",
    "post": "blog post",
    "article": "article",
}


def lead(view: EntityView | SourceView, language: str = "en") -> Sentence:
    """The lead of a page in a language; a source's own where it is Chinese."""
    if isinstance(view, SourceView):
        return _source_zh(view) if view.line.language.startswith("zh") else _source(view)
    if view.kind == "topic" and language.startswith("zh"):
        return _topic_zh(view)
    return LEADS[view.kind](view)


def _others(statements: Sequence[Statement]) -> list[Ref]:
    return list(dict.fromkeys(statement.other for statement in statements))


def _curated(view: EntityView, predicate: str, forward: bool = True) -> list[Ref]:
    return _others([s for s in view.related(predicate, forward) if s.curated])


def _project(view: EntityView) -> Sentence:
    maturity, categories = view.fact("maturity"), _curated(view, "category")
    what = article(f"{maturity} project" if maturity else "project" if view.kind == "project" else "product")
    parts: list[str | Ref] = [view.name, f" is {what}"]
    if categories:
        parts += [" for ", *joined(categories[:1])]
    if whole := _curated(view, "part_of"):
        parts += [", part of ", *joined(whole)]
    if vendors := _curated(view, "behind"):
        parts += [", from ", *joined(vendors)]
    parts.append(stop(parts))
    dates = (
        ("accepted in", "accepted"),
        ("incubating from", "incubating"),
        ("graduated in", "graduated"),
        ("archived in", "archived"),
    )
    steps = [f"{word} {date(view.fact(field)[:7])}" for word, field in dates if view.fact(field)]
    if steps:
        line = ", ".join(steps)
        parts.append(f" {line[0].upper()}{line[1:]}.")
    return (*parts, *_voices(view))


def _voices(view: EntityView) -> Sentence:
    n, free = view.counts.sources, view.counts.independent
    if not n:
        return (" No source here speaks of it yet.",)
    return (f" {n:,} {'source speaks' if n == 1 else 'sources speak'} of it here, {free:,} of them independent.",)


def _vendor(view: EntityView) -> Sentence:
    level = article(f"{view.fact('membership')} member") if view.fact("membership") else ""
    parts: list[str | Ref] = [
        view.name,
        f" is {level} since {date(view.fact('joined')[:7])}"
        if level and view.fact("joined")
        else f" is {level}"
        if level
        else " is an organisation",
    ]
    if whole := _curated(view, "subsidiary_of"):
        parts += [", part of ", *joined(whole)]
    if made := _curated(view, "behind", forward=False):
        parts += [", behind ", *joined(made)]
    parts.append(stop(parts))
    return (*parts, *_voices(view))


def _person(view: EntityView) -> Sentence:
    jobs = [s for s in view.related("works_for") if not s.until]
    parts: list[str | Ref] = [view.name]
    if jobs:
        best = jobs[0]
        curated = f" is {best.role} at " if best.role else " works at "
        parts += [curated if best.curated else " is said to work at ", best.other]
    if kept := _curated(view, "maintains"):
        parts += [" and maintains " if jobs else " maintains ", *joined(kept)]
    n = len(view.sources)
    if n:
        parts.append(
            f"{';' if len(parts) > 1 else ''} speaks or writes in {n:,} {'source' if n == 1 else 'sources'} here"
        )
        if view.mentioned:
            parts += [", most of all about ", *joined([r.ref for r in view.mentioned[:3]])]
    elif len(parts) == 1:
        parts.append(" is spoken of in the sources here" if view.appearances else " has an entry here")
    parts.append(stop(parts))
    return tuple(parts)


def _event(view: EntityView) -> Sentence:
    start, end, place = view.fact("start"), view.fact("end"), view.fact("location")
    parts: list[str | Ref] = [view.name, " is an event"]
    if series := _curated(view, "edition_of"):
        parts[1] = " is an edition of "
        parts += list(joined(series))
    if start:
        parts.append(f", held {days(start, end)}")
    parts.append(f" ({place})." if place else stop(parts))
    if view.sources:
        parts.append(
            f" {len(view.sources)} {'source here is' if len(view.sources) == 1 else 'sources here are'} about it."
        )
    return tuple(parts)


def _topic(view: EntityView) -> Sentence:
    members, above = _curated(view, "category", forward=False), _curated(view, "broader")
    parts: list[str | Ref] = [view.name, " is a topic"]
    if above:
        parts += [" within ", *joined(above)]
    if members:
        kinds = " and ".join(kind for kind in ("project", "product") if kind in {ref.kind for ref in members})
        many = kinds.replace("project", "projects").replace("product", "products")
        parts.append(f" with {len(members):,} {kinds if len(members) == 1 else many}")
    n = len(view.sources)
    parts.append(f"; {n:,} {'source is' if n == 1 else 'sources are'} about it." if n else stop(parts))
    return tuple(parts)


def _source(view: SourceView) -> Sentence:
    line = view.line
    parts: list[str | Ref] = [article(MEDIA.get(line.medium, line.kind)).capitalize()]
    if line.speakers:
        parts += [" by " if line.kind == "article" else " with ", *joined(line.speakers)]
    if line.publisher and not (line.event and line.publisher == line.event.name):
        parts += [", published by ", line.publisher_ref or line.publisher]
    if line.event:
        parts += [", at ", line.event]
    parts.append(f", {date(line.date)}." if line.date else ", undated.")
    named = _spoken(view)
    if named:
        parts += [" It speaks of ", *joined(named, 4), "."]
    return tuple(parts)


def _spoken(view: SourceView) -> list[Ref]:
    """What a source speaks of: not its own speakers, nor its publisher."""
    return [f.ref for f in view.found if f.ref.kind not in ("person", "topic") and f.ref != view.line.publisher_ref]


def _source_zh(view: SourceView) -> Sentence:
    line = view.line
    parts: list[str | Ref] = []
    if line.speakers:
        parts += [*joined(line.speakers, 3, "、", "、"), "的"]
    parts.append(
        {"talk": "演讲", "podcast": "播客节目", "captions": "录像", "post": "博客文章"}.get(line.medium, "文章")
    )
    if line.publisher:
        parts += ["，", line.publisher_ref or line.publisher, " 发布"]
    if line.event:
        parts += ["，关于 ", line.event]
    parts.append(f"，{line.date}。" if line.date else "，日期不详。")
    named = _spoken(view)
    if named:
        parts += ["文中提到 ", *joined(named, 4, "、", "、"), "。"]
    return tuple(parts)


def _topic_zh(view: EntityView) -> Sentence:
    members, above = _curated(view, "category", forward=False), _curated(view, "broader")
    parts: list[str | Ref] = [view.name, " 是"]
    parts += ["属于 ", *joined(above, 3, "、", "、"), " 的主题"] if above else ["一个主题"]
    if members:
        parts.append(f"，收录 {len(members):,} 个项目和产品")
    parts.append(f"；这里有 {len(view.sources):,} 个来源讲述它。" if view.sources else "。")
    return tuple(parts)


LEADS: dict[str, Callable[[EntityView], Sentence]] = {
    "project": _project,
    "product": _project,
    "vendor": _vendor,
    "person": _person,
    "event": _event,
    "topic": _topic,
}

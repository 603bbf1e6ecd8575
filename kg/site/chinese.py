"""The Chinese tree under `zh/`: first page, lists and topics, with the topics' Chinese labels; all else is English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.cache import digest
from kg.model import FOLDERS
from kg.query.views.model import EntityView, Ranked, Ref, SourceView, Statement, Views
from kg.site import words
from kg.site.hubs import Hub, Row
from kg.site.overview import Home
from kg.site.words import SECTIONS

LEADS = {
    "project": "开源项目：成熟度，以及谁在谈论它们。",
    "product": "产品与服务，以及背后的厂商。",
    "vendor": "公司、基金会与机构：它们的项目，以及谁代表它们发言。",
    "person": "讲者、作者与维护者。",
    "topic": "内容的主题：每个主题汇集它的项目、来源与人物。",
    "event": "大会及其各届。",
    "talk": "演讲、播客与录像。",
    "article": "文章与博客。",
}


class Labels:
    """The Chinese labels of topics, put in place of their names."""

    def __init__(self, views: Views) -> None:
        """Topics without a Chinese label keep their names."""
        found = {view.id: (view.name, label) for view in views.of_kind("topic") if (label := chinese(view))}
        self.by_id: Mapping[str, str] = {id_: label for id_, (_, label) in found.items()}
        self.by_name: Mapping[str, str] = dict(found.values())
        self.mark = digest(sorted(self.by_id.items())).encode()

    def ref(self, ref: Ref) -> Ref:
        """A link, named in Chinese."""
        return replace(ref, name=self.by_id.get(ref.id, ref.name)) if ref.kind == "topic" else ref

    def ranked(self, rows: Sequence[Ranked]) -> tuple[Ranked, ...]:
        """Neighbours, named in Chinese."""
        return tuple(replace(row, ref=self.ref(row.ref)) if row.ref.kind == "topic" else row for row in rows)

    def statement(self, claim: Statement) -> Statement:
        """A claim about a topic, named in Chinese."""
        return replace(claim, other=self.ref(claim.other)) if claim.other.kind == "topic" else claim

    def topic(self, view: EntityView) -> EntityView:
        """A topic's view in Chinese; its English name stands among the others."""
        name = self.by_id.get(view.id, view.name)
        others = view.aliases if name == view.name else (view.name, *(alias for alias in view.aliases if alias != name))
        statements = tuple(map(self.statement, view.statements))
        near = view.near.renamed(self.ranked, self.mark)
        return replace(view, name=name, aliases=others, statements=statements, near=near)

    def source(self, view: SourceView) -> SourceView:
        """A Chinese source's view: its topics by their Chinese names."""
        about = tuple(replace(a, ref=self.ref(a.ref)) for a in view.about)
        found = tuple(replace(f, ref=self.ref(f.ref)) if f.ref.kind == "topic" else f for f in view.found)
        return replace(view, about=about, found=found)

    def home(self, home: Home) -> Home:
        """The first page."""
        return replace(home, topics=self.ranked(home.topics))

    def hub(self, hub: Hub, prefix: str) -> Hub:
        """A kind's list; it stays in the order of the English names."""
        groups = tuple((letter, tuple(map(self._row, rows))) for letter, rows in hub.groups)
        title = words.of("zh")(SECTIONS[hub.kind])
        return replace(hub, title=title, lead=LEADS[hub.kind], base=f"{prefix}zh/{FOLDERS[hub.kind]}/", groups=groups)

    def _row(self, row: Row) -> Row:
        return replace(row, ref=self.ref(row.ref), note=self.by_name.get(row.note, row.note))


def chinese(view: EntityView) -> str:
    """A Chinese label, or ""."""
    return next((label for tag, label in view.labels if tag.partition("-")[0] == "zh"), "")

"""What the landscape can be narrowed by: one small file that its script loads."""

from __future__ import annotations

import json
from collections.abc import Iterable

from kg.query.views.model import EntityView, Ref, Views


def rows(views: Views) -> str:
    """The values of each project and product that has any.

    {"labels": {"vendor": {id: name}, "topic": …, "event": …},
     "rows": [[id, [vendor], [topic …], [year …], [event …], sources, of them independent] …]}
    """
    labels: dict[str, dict[str, str]] = {"vendor": {}, "topic": {}, "event": {}}

    def ids(facet: str, refs: Iterable[Ref]) -> list[str]:
        found = {ref.id: ref.name for ref in refs}
        labels[facet] |= found
        return sorted(found)

    cut = []
    for view in (*views.of_kind("project"), *views.of_kind("product")):
        values = [
            ids("vendor", (s.other for s in view.related("behind") if s.curated)),
            ids("topic", (row.ref for row in view.topics)),
            _years(view),
            ids("event", (a.line.event for a in view.appearances if a.line.event)),
        ]
        if any(values) or view.counts.sources:
            cut.append([view.id, *values, view.counts.sources, view.counts.independent])
    whole = {"labels": {facet: dict(sorted(found.items())) for facet, found in labels.items()}, "rows": cut}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _years(view: EntityView) -> list[int]:
    return sorted({int(a.line.date[:4]) for a in view.appearances if a.line.date[:4].isdigit()})

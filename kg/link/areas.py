"""What a project or category is about, as the topic that a reader would follow for it: the entries say it."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Entry


def followed(topic: str, entries: Mapping[str, Entry]) -> str:
    """The topic that readers follow for a topic or category; "" where it says too little.

    >>> entries = {"cfg": Entry("cfg", "topic", "Config", "", instead="infra")}
    >>> entries["misc"] = Entry("misc", "topic", "Misc", "", vague=True)
    >>> followed("cfg", entries), followed("misc", entries), followed("web", entries)
    ('infra', '', 'web')
    """
    entry = entries.get(topic)
    if entry is None:
        return topic
    return "" if entry.vague else entry.instead or topic


def topics_of(entry: Entry, entries: Mapping[str, Entry]) -> tuple[str, ...]:
    """The topics that a source is about when it is about this project, the closest first.

    >>> entries = {"ci": Entry("ci", "topic", "CI", ""), "sec": Entry("sec", "topic", "Security", "", besides=True)}
    >>> topics_of(Entry("flux", "project", "Flux", "", categories=("ci",), about=("gitops",)), entries)
    ('gitops',)
    >>> topics_of(Entry("opa", "project", "OPA", "", categories=("sec",), about=("policy",)), entries)
    ('policy', 'sec')
    """
    category = entry.categories[0] if entry.categories else ""
    if entry.about and not (category in entries and entries[category].besides):
        return entry.about
    main = followed(category, entries)
    return tuple(dict.fromkeys((*entry.about, main))) if main else entry.about

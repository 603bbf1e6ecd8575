"""Relinking after a change gives what linking everything gives, and leaves alone what the change cannot reach."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg import relink
from kg.ingest import entries
from kg.link import reach
from kg.model import Alias, Catalogue, Employment, Entry, Record, Source, Span

KG = Path(relink.__file__).parent


def changed(catalogue: Catalogue, id_: str, change: Callable[[Entry], Entry | None]) -> Catalogue:
    """The catalogue with one entry changed, or without it."""
    made = ((change(entry) if entry.id == id_ else entry) for entry in catalogue.entries)
    return replace(catalogue, entries=tuple(entry for entry in made if entry))


def links(root: Path, catalogue: Catalogue) -> tuple[dict[str, object], int]:
    """What is linked by source, and how many sources were linked anew."""
    linked, count = relink.link(root, catalogue, jobs=1)
    return {each.source: each for each in linked}, count


CHANGES: dict[str, tuple[str, Callable[[Entry], Entry | None]]] = {
    "renamed": ("lumenkit", lambda e: replace(e, name="Lanternkit")),
    "gone": ("ferry", lambda e: None),
    "another alias": ("tarnstore", lambda e: replace(e, aliases=(Alias("Quillworks Deep"), Alias("tarn store")))),
    "no aliases": ("chen-wangshu", lambda e: replace(e, aliases=(), labels={})),
    "a rule for a name": ("lumenkit", lambda e: replace(e, match={"Lumenkit": "never", "lmk": "never"})),
    "another vendor": ("lumenkit", lambda e: replace(e, vendor="ferry-labs")),
    "another employer": ("ilse-marrowby", lambda e: replace(e, employers=(Employment("ferry-labs"),), maintains=())),
    "an employer renamed": ("ferry-labs", lambda e: replace(e, name="Quillworks Labs")),
    "another home": ("tarnstore", lambda e: replace(e, homepage="https://quillworks.example/", repositories=())),
    "other categories": ("lumenkit", lambda e: replace(e, categories=("storage",))),
    "a topic gone": ("observability", lambda e: None),
    "an event renamed": ("wickcon-2024", lambda e: replace(e, name="Deep Water Days")),
}


@pytest.mark.parametrize(("id_", "change"), CHANGES.values(), ids=CHANGES)
def test_relinking_gives_what_linking_all_gives(world, id_, change):
    catalogue = entries.read(world)
    links(world, catalogue)
    after = changed(catalogue, id_, change)
    relinked, _ = links(world, after)
    shutil.rmtree(world / "build/cache/link")
    whole, count = links(world, after)
    assert (relinked, count) == (whole, len(catalogue.sources))


def test_what_linking_does_not_see_links_nothing_anew(world):
    catalogue = entries.read(world)
    before, count = links(world, catalogue)
    assert count == len(catalogue.sources)
    seen, count = links(world, changed(catalogue, "lumenkit", lambda e: replace(e, summary="New.", accepted="2020")))
    assert (seen, count) == (before, 0)


def test_a_change_reaches_only_sources_where_its_names_may_stand(world):
    catalogue = entries.read(world)
    links(world, catalogue)
    other = Entry("pondweed", "project", "Pondweed", "content/projects/pondweed.yaml")
    _, count = links(world, replace(catalogue, entries=tuple(sorted((*catalogue.entries, other), key=lambda e: e.id))))
    assert count == 0


def test_a_source_that_is_gone_or_changed_is_seen(world):
    catalogue = entries.read(world)
    before, _ = links(world, catalogue)
    fewer, count = links(world, replace(catalogue, sources=catalogue.sources[1:]))
    assert (fewer.keys(), count) == ({source.id for source in catalogue.sources[1:]}, 0)
    again, count = links(world, catalogue)
    assert (again, count) == (before, 1)


def test_packed_links_are_the_same_again(world):
    for linked in relink.link(world, entries.read(world), jobs=1)[0]:
        assert relink.unpacked(relink.packed(linked)) == linked


def test_linking_reads_no_field_that_relinking_passes_over():
    code = [*(KG / "link").glob("*.py"), KG / "extract/gazetteer.py", KG / "names.py", KG / "sound.py"]
    read = {
        (node.attr, file.name)
        for file in code
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }
    assert not {(field, file) for field, file in read if field in reach.UNSEEN}
    assert set(Entry.__slots__) > reach.UNSEEN


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("Argo CD", "ArgoCD"),
        ("argo-cd", "Argo CD"),
        ("KubeCons", "KubeCon"),
        ("Kube Con EU", "KubeCon + CloudNativeCon Europe 2022"),
        ("Tyczyński", "Wojciech Tyczynski"),
    ],
)
def test_other_spellings_are_traced(surface, name):
    kind = "person" if name.startswith("W") else "event" if name.startswith("Kube") else "project"
    source = Source("s", "talk", "S", "", "", "talk", "P", "independent")
    record = Record("s", "en", "", "", 99, 9, "1", "1", spans=(Span(surface, 0, len(surface)),))
    traces = reach.traces(record, source, None)
    assert reach.meets(traces, reach.mark(Entry("x", kind, name, ""), [name]))
    assert not reach.meets(traces, reach.mark(Entry("y", kind, "Pondweed Lilypad", ""), ["Pondweed Lilypad"]))


@pytest.mark.parametrize(("han", "name"), [("彼得·奎尔芬", "Peter Quillfen"), ("奎尔·沃森", "Quill Watson")])
def test_transliterated_people_are_traced(han, name):
    source = Source("s", "article", "S", "", "", "article", "P", "independent", language="zh")
    record = Record("s", "zh", "", "", 99, 9, "1", "1", spans=(Span(han, 0, len(han), features=("dotted",)),))
    assert reach.meets(reach.traces(record, source, None), reach.mark(Entry("x", "person", name, ""), [name]))


def test_topics_that_a_source_states_come_first_with_or_without_its_record(world):
    catalogue = entries.read(world)
    first, second = catalogue.sources[:2]
    (world / first.path).with_suffix(".jsonl").unlink()
    stated = [replace(source, topics=("storage",)) for source in (first, second)]
    linked, _ = links(world, replace(catalogue, sources=(*stated, *catalogue.sources[2:])))
    for source in stated:
        topics = [(link.topic, link.score, link.evidence) for link in linked[source.id].topics]
        assert topics[0] == ("storage", 1.0, "stated")
        assert len({topic for topic, *_ in topics}) == len(topics)
    assert linked[first.id].mentions == ()

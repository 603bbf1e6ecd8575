"""A state of an instance: a folder as it is, or a git revision, read, linked and claimed from its records."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg import claims, corpus, relink
from kg.diff import revisions
from kg.graph import plans
from kg.graph.parts import Plan
from kg.ingest import config, entries, records
from kg.model import Catalogue, Claim, Config, Gazetteer, Linked


@dataclass(frozen=True, slots=True)
class State:
    """All that is known of an instance at one time."""

    label: str
    config: Config
    catalogue: Catalogue
    linked: tuple[Linked, ...]
    claims: tuple[Claim, ...]
    gazetteer: Gazetteer
    plans: tuple[Plan, ...]
    """Of the parts of the graph: what has the same key has the same triples."""


def pair(
    root: Path, base: str = "", now: str = "", jobs: int = 0, notify: corpus.Notify = corpus.silent
) -> tuple[State, State]:
    """The state before and after: revisions or folders; by default where the work at `root` began, and `root` itself.

    The later one is read first, and the earlier takes over what was linked for it. Raises BadInput as `read` does, and
    where there is no such state.
    """
    earlier, label = revisions.folder(root, base or revisions.parent(root, config.read(root).branch))
    later, name = revisions.folder(root, now, [earlier]) if now else (root, "here")
    revisions.share(root, root, later)
    after = read(later, name, jobs, notify)
    revisions.share(root, later, earlier)
    return read(earlier, label, jobs, notify, lenient=True), after


def read(root: Path, label: str, jobs: int = 0, notify: corpus.Notify = corpus.silent, lenient: bool = False) -> State:
    """The state of the instance in a folder. Raises BadInput with all that is wrong with its content.

    A lenient reading leaves out what is wrong: for the state before a change, which may be the one that mends it.
    """
    settings, catalogue = config.read(root), entries.read(root, lenient)
    linked, _ = relink.link(root, catalogue, jobs=jobs, notify=notify)
    claimed = claims.make(catalogue.entries, catalogue.sources, linked, catalogue.rejections)
    heads = {source.id: head for source in catalogue.sources if (head := records.head(root, source))}
    planned = tuple(plans.make(settings.base_iri, catalogue, heads, linked, claimed))
    gazetteer, _, _ = corpus.names(root, corpus.prepare(root, catalogue))
    return State(label, settings, catalogue, tuple(linked), claimed, gazetteer, planned)

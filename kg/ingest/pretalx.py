"""A conference's programme in pretalx → its event, its talks as sources, their speakers as people, tracks as topics.

Titles, days, names and addresses are facts and are taken. What speakers wrote of their talks is theirs: it is committed
only under a licence that somebody states, and else only read from `build/texts/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.ingest import abstracts, config, entryfile, forgotten, merge, remove, rewrite, schedule, texts
from kg.ingest.check import load, shape
from kg.ingest.check.values import fold
from kg.ingest.ids import Ids
from kg.ingest.schedule import Programme, Talk
from kg.iri import ID_LENGTH, slug
from kg.model import BadInput, Problem

NAME: Final = "pretalx"
Entries = dict[merge.Key, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Options:
    """What a person says beside the file."""

    event: str = ""
    """Id of the event's entry; needed where the file does not name the event."""
    licence: str = ""
    """Licence of the abstracts; without it they are not committed."""
    shrunk: bool = False


def run(root: Path, file: Path, options: Options = Options()) -> merge.ImportReport:  # noqa: B008 frozen
    """Import a programme into `root`/content. Raises BadInput where it is none, has shrunk, or its event is not known.

    Sources are merged by field as entries are: what a person wrote stays, and so does a text that a person keeps.
    """
    notes: list[Problem] = []
    programme = schedule.read(file, notes)
    _check(root, programme, options, file)
    title = programme.title or (entryfile.read(entryfile.path(root, "event", options.event)) or {})["name"]
    name = _base(root, options.event, title)
    ids = Ids(root, name)
    event = options.event or ids.choose("event", title)
    desk = _Desk(root, ids, name, event, title, options)
    if ("event", event) in desk.gone:
        raise BadInput([Problem(f"content/events/{event}.yaml", 0, 0, "error", "it was taken away", "say --event ID")])
    if programme.title:
        desk.entries["event", event] = _event(programme)
    for talk in programme.talks:
        desk.take(talk, notes)
    report = merge.apply(root, name, desk.entries, notes, ids.renamed, options.shrunk, desk.files)
    texts.index(root)
    return report


def _check(root: Path, programme: Programme, options: Options, file: Path) -> None:
    """Raise BadInput where what a person said does not fit."""
    licences = shape.schema("source")["properties"]["licence"]["x-quotable"]
    if options.licence and options.licence not in licences:
        told, hint = f"{options.licence!r} is no licence to republish by", f"one of {', '.join(licences)}"
        raise BadInput([Problem("--licence", 0, 0, "error", told, hint)])
    if options.event:
        known = [entry for entry in load.read(root)[0].values() if entry.kind == "event"]
        if options.event not in {entry.id for entry in known}:
            hint = shape.near(options.event, sorted(entry.id for entry in known)) or "kg new event writes one"
            raise BadInput([Problem("--event", 0, 0, "error", f"there is no event {options.event!r}", hint)])
    elif not programme.title:
        raise BadInput([Problem(str(file), 1, 0, "error", "it does not name its event", "say it with --event ID")])


def _base(root: Path, event: str, title: str) -> str:
    """The name under which the programme was imported the last time, whatever its event is called now."""
    known = [file for file in load.read(root)[0].values() if file.kind == "event" and isinstance(file.data, dict)]
    its = [file for file in known if file.id == event or not event and fold(str(file.data.get("name"))) == fold(title)]
    ids = {id_ for file in its for id_ in (file.id, *file.data.get("former_ids", ()))}
    first = f"{NAME}-{event or slug(title)}"
    kept = [file.stem for file in (root / "content" / ".imported").glob(f"{NAME}-*.json")]
    for name in sorted(kept, key=lambda name: (name != first, name)):
        if ids & {fields.get("event", "") for fields in merge.base(root, name).values()}:
            return name
    return first


def _event(programme: Programme) -> dict[str, Any]:
    fields = {"name": programme.title[:200], "start": programme.start, "end": programme.end}
    fields["homepage"] = programme.url
    return {name: value for name, value in fields.items() if value} | {"origin": [NAME]}


class _Desk:
    """Where talks become entries and sources, one after the other."""

    def __init__(self, root: Path, ids: Ids, name: str, event: str, title: str, options: Options) -> None:
        """Learn what is there already."""
        self.entries: Entries = {}
        self.files: dict[Path, bytes | None] = {}
        self._root = root
        before = merge.base(root, name)
        self._before = {(kind, ids.renamed.get(id_, id_)): fields for (kind, id_), fields in before.items()}
        self.gone = {key for key in self._before if not entryfile.path(root, *key).is_file()}
        """What the import brought and a person took away: it does not come back, and nothing refers to it."""
        self._ids, self._event, self._title, self._options = ids, event, title, options
        self._withdrawn, self._forgotten = remove.withdrawn(root), forgotten.is_forgotten(root)
        self._language = config.read(root).languages[0]
        files = [file for file in load.read(root)[0].values() if file.kind in rewrite.SOURCES]
        known = {(file.kind, file.id): file.data for file in files if isinstance(file.data, dict)}
        known = {key: fields for key, fields in self._before.items() if key[0] in rewrite.SOURCES} | known
        self._urls = {str(data.get("url")): key for key, data in known.items() if data.get("url")}
        self._titles = {(data.get("event"), data.get("title")): key for key, data in known.items()}
        self._taken = {file.id for file in load.read(root)[0].values()} | ids.renamed.keys()

    def take(self, talk: Talk, notes: list[Problem]) -> None:
        """One talk, with its speakers and its track."""
        known = self._urls.get(talk.url) or self._titles.get((self._event, talk.title))
        kind, id_ = known or ("talk", self._free(talk))
        if self._withdrawn(id_) or (talk.url and self._withdrawn(talk.url)):
            notes.append(Problem(id_, 0, 0, "warning", "passed over: the source was withdrawn"))
            return
        if (kind, id_) in self.entries:
            notes.append(Problem(id_, 0, 0, "warning", f"{talk.title!r} stands in the programme twice: taken once"))
            return
        data: dict[str, Any] = {"title": talk.title, "url": talk.url, "medium": "talk"}
        data |= {"publisher": self._title[:200], "affiliation": "independent", "date": talk.date or "unknown"}
        data |= {"date_basis": "stated in the programme"} if talk.date else {}
        data |= {"event": self._event, "speakers": list(self._speakers(talk)), "topics": list(self._topics(talk))}
        data |= {"language": talk.language or self._language} | self._text((kind, id_), talk, notes)
        self.entries[kind, id_] = {name: value for name, value in data.items() if value or name == "url"}
        self._taken.add(id_)

    def _text(self, key: merge.Key, talk: Talk, notes: list[Problem]) -> dict[str, Any]:
        """What is said of a talk's text: the abstract's, unless a person keeps another one or took the talk away."""
        text = f"# {talk.title}\n\n{talk.text}\n" if talk.text else ""
        told = abstracts.place(self._root, key, text, self._options.licence, self._before.get(key))
        self.files |= {} if key in self.gone else told.files
        if told.kept and text:
            notes.append(Problem(key[1], 0, 0, "note", "its text stays: the abstract was left out"))
        return told.fields

    def _free(self, talk: Talk) -> str:
        stem = f"{self._event}-{slug(talk.title) or slug(talk.url.rstrip('/').rpartition('/')[2]) or 'talk'}"
        stem = stem[: ID_LENGTH - 4].strip("-")
        tries = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
        return next(id_ for id_ in tries if id_ not in self._taken)

    def _speakers(self, talk: Talk) -> Iterator[str]:
        """Ids of the speakers. One name is one person; a name of one word is too little to be found in texts."""
        for name in talk.speakers:
            if self._forgotten(name):
                continue
            id_ = self._ids.find("person", name) or self._ids.person(name, "", self.entries)
            if not self._ids.find("person", name) or self._ids.brought(id_):
                fields: dict[str, Any] = {"name": name, "origin": [NAME]}
                self.entries["person", id_] = fields if " " in name else fields | {"match": {name: "never"}}
                self._ids.learn("person", id_, self.entries["person", id_])
            if ("person", id_) not in self.gone:
                yield id_

    def _topics(self, talk: Talk) -> Iterator[str]:
        if talk.track:
            id_ = self._ids.find("topic", talk.track) or self._ids.choose("topic", talk.track)
            if self._ids.brought(id_):
                self.entries["topic", id_] = {"name": talk.track, "origin": [NAME]}
            if ("topic", id_) not in self.gone:
                yield id_

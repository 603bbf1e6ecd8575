"""A conference's programme as pretalx exports it: `schedule.json` (the shape of frab) or the talks of its API."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.ingest.check.values import canonical, is_date, url_fault
from kg.model import BadInput, Problem

LIMIT: Final = 50_000_000
"""Bytes of a programme."""
HELD: Final = {"", "confirmed", "accepted"}
"""States of a submission that is in the programme."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One talk of a programme; texts are as the speakers wrote them, in Markdown."""

    title: str
    url: str
    date: str
    """Day, or empty where it is not scheduled."""
    track: str
    language: str
    speakers: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Programme:
    """What an export says. The API's talks say nothing of their event: then `title` is empty."""

    title: str
    start: str
    end: str
    url: str
    talks: tuple[Talk, ...]


def read(file: Path, notes: list[Problem]) -> Programme:
    """The programme in a file; what is passed over is noted. Raises BadInput where it is none."""
    try:
        raw = file.read_bytes()
        if len(raw) > LIMIT:
            raise BadInput([Problem(str(file), 0, 0, "error", f"the file is larger than {LIMIT // 1_000_000} MB")])
        data = json.loads(raw)
    except OSError as error:
        raise BadInput([Problem(str(file), 0, 0, "error", f"cannot be read: {error.strerror}")]) from None
    except json.JSONDecodeError as error:
        raise BadInput([Problem(str(file), error.lineno, error.colno, "error", f"not JSON: {error.msg}")]) from None
    except (UnicodeDecodeError, RecursionError) as error:
        raise BadInput([Problem(str(file), 1, 0, "error", f"not JSON: {error}")]) from None
    schedule = data.get("schedule") if isinstance(data, dict) else None
    rows = data.get("results") if isinstance(data, dict) else data
    if isinstance(schedule, dict) and isinstance(schedule.get("conference"), dict):
        found, conference = _scheduled(schedule["conference"]), schedule["conference"]
    elif isinstance(rows, list):
        found, conference = _submitted(rows), {}
    else:
        hint = "pretalx offers it as schedule.json, and as talks of its API"
        raise BadInput([Problem(str(file), 1, 0, "error", "no programme of pretalx", hint)])
    talks = tuple(talk for talk in found if _usable(talk, file.name, notes))
    if isinstance(data, dict) and data.get("next"):
        told = "this is one page of several: the talks of the others are not in it"
        notes.append(Problem(file.name, 0, 0, "warning", told, "ask the API for all with ?limit=10000"))
    base = _url(conference.get("url")) or _url((schedule or {}).get("base_url"))
    start, end = (_day(conference.get(name)) for name in ("start", "end"))
    return Programme(_line(conference.get("title")), start, end, base, talks)


def _usable(talk: Talk, file: str, notes: list[Problem]) -> bool:
    """Whether it is a talk that somebody gives, and no break."""
    if talk.title and (talk.speakers or talk.text):
        return True
    notes.append(Problem(file, 0, 0, "note", f"passed over {talk.title or 'a talk without a title'!r}: nobody speaks"))
    return False


def _scheduled(conference: Mapping[str, Any]) -> Iterator[Talk]:
    """The talks of frab's shape: days, rooms, events."""
    for day in _list(conference.get("days")):
        rooms = day.get("rooms")
        for events in rooms.values() if isinstance(rooms, dict) else ():
            for row in _list(events):
                names = [person.get("public_name") or person.get("name") for person in _list(row.get("persons"))]
                yield _talk(row, row.get("url"), row.get("date") or day.get("date"), row.get("language"), names)


def _submitted(rows: list[Any]) -> Iterator[Talk]:
    """The talks of the API: submissions with their slot or, in newer versions, slots."""
    for row in _list(rows):
        if str(row.get("state") or "") not in HELD:
            continue
        slots = _list([row.get("slot")]) or _list(row.get("slots"))
        start = slots[0].get("start") if slots else None
        names = [person.get("name") for person in _list(row.get("speakers"))]
        yield _talk(row, row.get("url"), start, row.get("content_locale"), names)


def _talk(row: Mapping[str, Any], url: Any, date: Any, language: Any, names: list[Any]) -> Talk:
    texts = [text for key in ("abstract", "description") if (text := _text(row.get(key)))]
    speakers = tuple(dict.fromkeys(name for each in names if (name := _line(each)[:200])))
    tag = str(language or "").replace("_", "-")
    return Talk(
        title=_line(_word(row.get("title")))[:400],
        url=_url(url),
        date=_day(date),
        track=_line(_word(row.get("track")))[:200],
        language=tag if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag) else "",
        speakers=speakers,
        text="\n\n".join(dict.fromkeys(texts)),
    )


def _list(value: Any) -> list[dict[str, Any]]:
    """The objects in a list; nothing where it is none."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _word(value: Any) -> Any:
    """A text that may come by language: English, else the first; or inside an object's name."""
    if isinstance(value, dict):
        inner = value.get("name", value)
        return inner.get("en") or next(iter(inner.values()), "") if isinstance(inner, dict) else inner
    return value


def _line(value: Any) -> str:
    """A text on one line, without what controls a terminal."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", value).split()) if isinstance(value, str) else ""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", value.replace("\r\n", "\n")).strip()


def _day(value: Any) -> str:
    """The day of a date or a moment, or empty."""
    text = str(value or "")[:10]
    return text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) and is_date(text) else ""


def _url(value: Any) -> str:
    url = canonical(value.strip()) if isinstance(value, str) else ""
    return "" if url_fault(url) or len(url) > 500 else url

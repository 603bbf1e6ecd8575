"""What a SPARQL text says of itself before it runs, and where it is wrong: line, column and the place marked."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.model import BadInput, Problem

DEPTH = 400
"""Brackets within brackets that a query may have: the parser's stack ends at some thousands."""
FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
VOLATILE = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE", "SERVICE"})
_WIDEST = len("GROUP_CONCAT") + 20
_CLIP = 100

_TOKEN = re.compile(
    r"""
    (?P<space>\s+|\#[^\r\n]*)
  | (?P<iri><[^\x00-\x20<>"{}|^`]*>)
  | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
             | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>(?:\w(?:[\w.\-]{0,99}[\w\-])?)?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.|[.\-](?=[.\-]*(?:[\w:%]|\\.)))*)
  | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<open>["'])
  | (?P<sign>\^\^|&&|\|\||[<>!]=|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_UNSURE = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.\-]*://)[^>]*['#]")
"""What looks like an IRI, but may be "less than" before a string or a comment, which could then hide a SERVICE."""
_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a query; `start` counts code points of the text."""

    kind: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What a query says of itself. Read from its tokens: it may still be wrong."""

    form: str
    """SELECT, ASK, CONSTRUCT or DESCRIBE; an update's keyword; empty where there is none."""
    dataset: bool
    """Whether it chooses graphs itself (FROM, FROM NAMED)."""
    services: tuple[str, ...]
    """Where it would ask other endpoints: IRIs, or the token that stands in the place of one."""
    volatile: bool
    """Whether the same graph may give another answer the next time."""
    depth: int
    """Brackets within brackets, at the deepest."""


def tokens(text: str) -> Iterator[Token]:
    """All tokens of a query but white space and comments.

    >>> [t.text for t in tokens("ASK { ?s a <x:y> } # service")]
    ['ASK', '{', '?s', 'a', '<x:y>', '}']
    """
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "space":
            yield Token(match.lastgroup or "", match.group(), match.start())


def read(text: str) -> Facts:
    """What the query says of itself.

    >>> read("PREFIX select: <x:> ASK FROM <x:g> { ?from select:service 'SERVICE <x>' }")
    Facts(form='ASK', dataset=True, services=(), volatile=False, depth=1)
    """
    form, dataset, services, volatile = "", False, [], False
    depth = deepest = 0
    found = list(tokens(text))
    for i, token in enumerate(found):
        if token.kind == "word":
            word = token.text.upper()
            if not form and word in FORMS | UPDATES:
                form = word
            dataset |= word == "FROM"
            volatile |= word in VOLATILE
            if word == "SERVICE":
                rest = [t for t in found[i + 1 : i + 3] if t.text.upper() != "SILENT"]
                services.append(rest[0].text.strip("<>") if rest else "")
        elif token.kind == "iri" and _UNSURE.match(token.text) and "service" in text.lower():
            services.append(token.text.strip("<>"))
        elif token.text in ("{", "(", "["):
            depth += 1
            deepest = max(deepest, depth)
        elif token.text in ("}", ")", "]"):
            depth -= 1
    return Facts(form, dataset, tuple(services), volatile, deepest)


def problem(text: str, error: SyntaxError, prefixes: Mapping[str, str] | None = None, path: str = "query") -> Problem:
    """The error that the parser gave for this text, with its true place and the place marked below the message."""
    found = list(tokens(text))
    index, expected = _fault(found, str(error), prefixes or {})
    lone = next((i for i, token in enumerate(found) if token.kind == "open"), None)
    if lone is not None:
        index, message, hint = lone, "a string is not closed", ""
    else:
        message, hint = _say(found, index, expected)
        if message == "not a valid IRI":
            index = max((i for i in range(min(index + 1, len(found))) if found[i].text.startswith("<")), default=index)
    start = found[index].start if index < len(found) else len(text.rstrip())
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    if found and found[0].text.upper() in UPDATES:
        hint = "an update: this graph can only be read"
    return Problem(path, line, column, "error", message, hint)


def mistake(text: str, error: SyntaxError, prefixes: Mapping[str, str] | None = None, path: str = "query") -> BadInput:
    """The parser's error as bad input: one problem, whose message ends with the place marked."""
    found = problem(text, error, prefixes, path)
    said = found.message + (f" ({found.hint})" if found.hint else "")
    return BadInput([replace(found, message=f"{said}\n{marked(text, found.line, found.column)}", hint="")])


def marked(text: str, line: int, column: int) -> str:
    """The line of the text with the place marked below it.

    >>> print(marked("ASK {\\n  ?s }", 2, 6))
    2 |   ?s }
      |      ^
    """
    whole = text.split("\n")[line - 1].rstrip("\r") if line <= text.count("\n") + 1 else ""
    first = max(0, column - 1 - _CLIP // 2)
    shown, before = whole[first : first + _CLIP], whole[first : column - 1]
    shown, before = ("".join(c if c.isprintable() else " " for c in part) for part in (shown, before))
    width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in before)
    return f"{line} | {shown}\n{' ' * len(str(line))} | {' ' * width}^"


def _fault(found: list[Token], error: str, prefixes: Mapping[str, str]) -> tuple[int, str]:
    """Index of the token that cannot stand where it does (the number of tokens: the end), and what could.

    The parser reports the farthest place at which anything failed, and a keyword counts by its whole length: it may
    lie some tokens too far on. Where each token is followed by more room than any keyword takes, it cannot.
    """
    parts, starts, length = [], [], 0
    for i, token in enumerate(found):
        glued = i + 1 < len(found) and _glued(token, found[i + 1])
        part = token.text + ("" if glued else " " * _WIDEST)
        starts.append(length)
        parts.append(part)
        length += len(part)
    starts.append(length)
    spaced = "".join(parts)
    try:
        ox.Store().query(spaced, prefixes=dict(prefixes), base_iri="http://localhost/")
    except SyntaxError as again:
        error = str(again)
    match = _PLACE.match(error)
    if not match:
        return 0, error
    offset = sum(len(each) + 1 for each in spaced.split("\n")[: int(match[1]) - 1]) + int(match[2]) - 1
    index = bisect_right(starts, offset) - 1
    sure = offset == starts[index] or " " in match[3]  # else all but the longest keyword are missing from the list
    return index, match[3] if sure else ""


def _glued(token: Token, after: Token) -> bool:
    """Whether white space may not come between the two, which follow each other without any."""
    if token.start + len(token.text) != after.start:
        return False
    return after.kind == "language" or "^^" in (token.text, after.text) or not (_closed(token) or _closed(after))


def _closed(token: Token) -> bool:
    return token.text in ("{", "}", "(", ")", "[", "]", ";", ",") or token.kind in ("string", "iri", "variable")


def _say(found: list[Token], index: int, expected: str) -> tuple[str, str]:
    """Message and hint from the parser's list of what it expected."""
    what = f'"{found[index].text[:40]}"' if index < len(found) else "end of the query"
    if "Prefix not found" in expected:
        return f"the prefix of {what} is not declared", "PREFIX name: <IRI>"
    if "IRI parsing failed" in expected:
        return "not a valid IRI", "no spaces, quotes or braces between < and >"
    sentences = re.findall(r"(?:^|, )(The [^,\[\]\"]*|[A-Z][a-z]+ [^,\[\]\"]*)", expected)
    if sentences:
        return "; ".join(part.strip() for part in sentences), ""
    message = f"unexpected {what}"
    if not any(token.text.upper() in FORMS for token in found):
        return message, "a query starts with SELECT, ASK, CONSTRUCT or DESCRIBE"
    if '"<"' in expected and '"?"' in expected:
        return message, "expected a variable, an IRI, a name or a value"
    words = sorted(set(re.findall(r"(?:^|, )([A-Z][A-Z_]+|\"[^\"\w]{1,2}\")(?=,|$)", expected)))
    return message, f"expected {', '.join(words[:8])}" if words else ""

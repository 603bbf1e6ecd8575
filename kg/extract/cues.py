"""Relations that a sentence states between two of its names. What kinds they are is checked when linking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract import elsewhere, making, working, working_zh
from kg.extract.masks import NAME, TITLE, Masked, sentences
from kg.extract.patterns import FAINT, LIKELY, WEAK, Rule
from kg.extract.runs import Token
from kg.model import ADDRESSEE, SPEAKER, Cue, Document, Span
from kg.names import has_han

RULES = (*working.RULES, *making.RULES)
_RULES: Final = {
    (chinese, titled): tuple(rule for rule in RULES if chinese >= rule.chinese and titled >= rule.titled)
    for chinese in (True, False)
    for titled in (True, False)
}
"""Whether a sentence has Han characters, and whether it has a job title → the rules that it may meet."""
_NAMES = re.compile(NAME)
_ENDS = ("at ", "for ", "with ", "of ", "from ", "the ", "called ", "employer ", "employer, ")
"""What stands right before an employer that SPEAKER or PRONOUN may find: a quick test."""
IMPLIED: Final = {"": SPEAKER, "you": ADDRESSEE}
"""Subjects that a sentence does not name, and their numbers in a cue."""
Found = tuple[str, str, str, str, float]
"""Kind, subject (a sentence's name, or one of IMPLIED) and object, job title, strength."""


def find(document: Document, toks: Sequence[Token], spans: Sequence[Span]) -> Iterator[Cue]:
    """The cues of one stretch of text; subject and object are numbers of `spans`, a subject of -1 is who speaks."""
    spoken = bool(document.turns) or document.medium == "captions"
    for sentence in sentences(document.text, spans):
        best: dict[tuple[str, str, str], Found] = {}
        for found in (*_related(sentence, spans, spoken), *_implied(sentence, spans, spoken, bool(document.turns))):
            known = best.get(found[:3])
            if known is None or (found[4], bool(found[3])) > (known[4], bool(known[3])):
                best[found[:3]] = found
        for kind, subject, object_, value, strength in best.values():
            places = [sentence.place(name) for name in (subject, object_) if name not in IMPLIED]
            start, end = min(a for a, _ in places), max(b for _, b in places)
            one = IMPLIED[subject] if subject in IMPLIED else sentence.span(subject)
            yield Cue(kind, one, sentence.span(object_), start, end, value, strength)


def _related(sentence: Masked, spans: Sequence[Span], spoken: bool) -> Iterator[Found]:
    """What the rules find at each name."""
    text, rules = sentence.text, _RULES[has_han(sentence.text), bool(sentence.titles)]
    places = [m.start() for m in _NAMES.finditer(text)]
    for at in places[:-1]:  # both ends of a relation are names
        for rule in rules:
            if rule.before and not rule.before.search(text[max(0, at - 40) : at]):
                continue
            match = rule.pattern.match(text, at)
            if match and rule.kind == "develops" and making.WRITTEN_IN.search(text[max(0, at - 20) : at]):
                continue
            if match and not (rule.kind == "works_for" and _refused(sentence, match, spans)):
                bare = spoken and rule.kind == "works_for" and working.LISTED.fullmatch(match.group())
                for found in _ends(sentence, rule, match, spans):
                    yield (*found[:4], FAINT) if bare and not found[3] else found


def _ends(sentence: Masked, rule: Rule, match: re.Match[str], spans: Sequence[Span]) -> Iterator[Found]:
    """The relation between every subject and every object of a match."""
    value = _role(sentence, match, spans) if rule.kind == "works_for" else ""
    subjects = _NAMES.findall(match["S"])
    if value and rule.kind == "works_for" and len(subjects) > 1 and value.isascii() and not value.endswith("s"):
        subjects = subjects[-1:] if match.start("S") < match.start("O") else subjects[:1]
    if rule.kind == "works_for" and ", and " in match["S"] and match.end("S") < match.start("O"):
        subjects = subjects if value else subjects[-1:]
    last = rule.kind == "develops" and match.start("S") < match.start("O")
    modifies = last and making.MODIFIES.match(sentence.text, match.end("O"))
    loose = rule.kind == "works_for" and not value and " from " in match.group()
    for subject in subjects:
        for object_ in _NAMES.findall(match["O"]):
            faint = modifies or loose and _first(sentence, subject, spans)
            yield rule.kind, subject, object_, value, min(rule.strength, FAINT) if faint else rule.strength


def _first(sentence: Masked, name: str, spans: Sequence[Span]) -> bool:
    """Whether a name is a single word: "Ada from X" says of X no more than that it is a place or a company."""
    return spans[sentence.span(name)].surface.isalpha()


def _role(sentence: Masked, match: re.Match[str], spans: Sequence[Span]) -> str:
    """The job title that a match states, or ""."""
    groups = match.groupdict()
    said = sentence.words(groups.get("R") or groups.get("Z") or "", spans)
    return re.sub(r"^[》、 ]*(?:的|负责(?!人))?\s*(?:一名|一位)?", "", said).strip(" ，,的》、")


def _refused(sentence: Masked, match: re.Match[str], spans: Sequence[Span]) -> bool:
    """Whether a match speaks of a job that is over, of a role in a work, or only of another spelling of its name."""
    text, start, end = sentence.text, match.start(), match.end()
    if working.PAST.search(working.NAMED_NOW.sub("", match.group())):
        return True
    if working.PAST_BEFORE.search(text[max(0, start - 24) : start]) or working.PAST_AFTER.match(text, end):
        return True
    if elsewhere.found(sentence, match, spans):
        return True
    if any(not _department(sentence, match, end, spans) for end in "DF" if match.groupdict().get(end)):
        return True
    if _taken_up(sentence, match, spans):
        return True
    role = _role(sentence, match, spans)
    if working.OWN_WORK.search(role) and re.search(rf"{TITLE} (?:of|for|on) (?:the )?{NAME}", match.group()):
        return True
    if any(working.FORMER.match(spans[sentence.span(match[end][0])].surface) for end in "SO"):
        return True
    if working_zh.APART.search(match.groupdict().get("Z") or ""):
        return True
    groups = any(working.GROUP.match(spans[sentence.span(name)].surface) for name in _NAMES.findall(match["O"]))
    return groups or _respelt(sentence, match, spans)


def _taken_up(sentence: Masked, match: re.Match[str], spans: Sequence[Span]) -> bool:
    """Whether another person stands right before the comma of a clause without a subject, and so is its subject."""
    if match.start("S") > match.start("O"):
        return False
    between = sentence.text[match.end("S") : match.start("O")]
    last = re.search(rf"({NAME})(?= ?，)[^{NAME[1:-1]}]*$", between)
    return last is not None and not {"given", "dotted"}.isdisjoint(spans[sentence.span(last[1])].features)


def _department(sentence: Masked, match: re.Match[str], group: str, spans: Sequence[Span]) -> bool:
    """Whether a group of a match is a department: in capitals, and where it stands for a title (F) a known one."""
    words = sentence.words(sentence.cased[slice(*match.span(group))], spans)
    return bool(working.DEPARTMENT.fullmatch(words) and (group == "D" or working.FIELD.search(words)))


def _respelt(sentence: Masked, match: re.Match[str], spans: Sequence[Span]) -> bool:
    """Whether brackets after a name only spell it otherwise: a transliterated name's Latin one, or its initials."""
    if not re.fullmatch(rf"{NAME} ?[(（] ?{NAME} ?(?:[)）])?", match.group()):
        return False
    one, other = (spans[sentence.span(match[end])] for end in "SO")
    foreign = not {"dotted", "translit", "maybe"}.isdisjoint(one.features)
    initials = "".join(word[0] for word in re.findall(r"\w+", one.surface))
    return foreign and (" " in other.surface or "given" in other.features) or initials.upper() == other.surface


def _implied(sentence: Masked, spans: Sequence[Span], spoken: bool, labelled: bool) -> Iterator[Found]:
    """Employers of whoever speaks or is meant by a pronoun, and things that are "ours", "its" or "the company's"."""
    text = sentence.text
    for match in _NAMES.finditer(text):
        before, name = text[max(0, match.start() - 110) : match.start()], match.group()
        whose = _whose(before, text[match.end() : match.end() + 8])
        if whose and making.PART.match(text, match.end()):
            plainly = LIKELY if _made(whose, before) else 0.6
            yield "develops", "", name, whose, FAINT if making.MODIFIES.match(text, match.end()) else plainly
        gathers = working.GATHERING.search(spans[sentence.span(name)].surface)
        if before.endswith(_ENDS) and not gathers:
            if spoken and (found := working.SPEAKER.search(before)) and not working.PAST.search(before[-60:]):
                strength = LIKELY if "i" in found.group()[:2] or "my" in found.group()[:2] else WEAK
                yield "works_for", "", name, _title(sentence, found.group(), spans), strength
            elif labelled and (found := working.ADDRESSED.search(before)) and not working.PAST.search(before[-60:]):
                yield "works_for", "you", name, _title(sentence, found.group(), spans), LIKELY
            elif labelled and working.AT_WE.search(before) and working.WE_AFTER.match(text, match.end()):
                yield "works_for", "", name, "", LIKELY
            elif not labelled and (found := working.PRONOUN.search(before)):
                yield "works_for", "", name, _title(sentence, found.group(), spans), 0.7
        elif working_zh.PRONOUN.search(before) and not working.PAST.search(before[-16:]):
            after = working_zh.TITLED.match(text, match.end())
            if after and not working.PAST.search(after.group()):
                yield "works_for", "", name, _role(sentence, after, spans), 0.7


def _made(whose: str, before: str) -> bool:
    """Whether a phrase says that we, or the company, made the thing, and not only whose it is."""
    if whose == "our":
        return making.WE_MADE.search(before) is not None
    found = making.COMPANY.search(before) if whose == "company" else None
    return found is not None and not re.search("'s |的", found.group())


def _title(sentence: Masked, part: str, spans: Sequence[Span]) -> str:
    """The last job title in a part of the masked text."""
    titles = re.findall(TITLE, part)
    return sentence.words(titles[-1], spans) if titles else ""


def _whose(before: str, after: str) -> str:
    """ "its", "company" or "our" where a phrase says whose a thing is and the name of the thing follows; else ""."""
    if any(word in before for word in ("its ", "their ", "they", "其", "们", "它")) and making.ITS.search(before):
        return "its"
    if any(word in before for word in ("the ", "该", "这家")) and making.COMPANY.search(before):
        return "company"
    ours = "our" in before and making.OUR.search(before) or "we" in before and making.WE_MADE.search(before)
    return "our" if ours or making.OUR_AFTER.match(after) else ""

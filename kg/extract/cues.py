"""Relations that a passage states between two spans, by the words between them. Types are checked when linking.

A rule is a pattern over the *gap*: the text between two neighbouring spans, lower-cased, job titles written as ROLE.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.features import HEADS, ROLE
from kg.extract.runs import Token
from kg.model import Cue, Document, Span

FURTHEST: Final = 90
"""Code points between two spans that a rule may bridge."""
_THE = r"(?:the |a |an |our |its |their |his |her )?"
_ADJ = r"(?:[\w-]+ ){0,3}?"
_MAKES = (
    r"(?:makes|made|builds|built|develops|developed|offers|provides|created|creates|maintains|released|releases|"
    r"launched|launches|announced|announces|introduced|introduces|unveiled|unveils|open sourced|open-sourced|owns|"
    r"is behind|started|sells|rolled out|debuted|rebranded|designed)"
)
_ZH_ROLE = r"[^，。；：、“”\n]{0,28}?(?:总监|经理|工程师|架构师|总裁|首席\w{0,6}官|CEO|CTO|创始人|主管|分析师|负责人|布道师|倡导者|主席|开发人员|开发者|研究员|董事|顾问|专家|总经理|成员|副总裁|员)"

#: (relation, subject comes first, pattern, confidence)
RULES: Final = tuple(
    (kind, forward, re.compile(pattern + "$"), confidence)
    for kind, forward, pattern, confidence in (
        # Ada Berg, CTO at Acme · Ada Berg is a director of engineering at Acme · Ada Berg from Acme
        (
            "works_for",
            True,
            rf",? ?\(?(?:who )?(?:is |was named |currently )?(?:now )?{_THE}{_ADJ}ROLE,? (?:at|of|for|with|from|@|,) {_THE}(?:[\w-]+ ){{0,1}}",
            0.9,
        ),
        ("works_for", True, rf",? ?ROLE,? ?(?:at|of|for|with|from|@|,|\||-)? ?{_THE}", 0.8),
        ("works_for", True, r" \(?(?:from|of|at) (?:the )?", 0.75),
        ("works_for", True, r",? (?:who )?(?:now )?(?:works|working|worked|work) (?:at|for|with) (?:the )?", 0.85),
        ("works_for", True, r" (?:joined|joins|is joining) (?:the )?", 0.6),
        ("works_for", True, r" ?[,(] ?(?:from )?", 0.6),
        # Acme's CTO Ada Berg · Acme CTO Ada Berg · Acme's Ada Berg
        ("works_for", False, rf"(?: ?['’]s?)? ?(?:{_ADJ}ROLE),? ?(?:and ROLE,? )?", 0.85),
        ("works_for", False, r"['’]s ", 0.7),
        # Acme 的首席技术官 Ada Berg · Ada Berg 是 Acme 的工程师 · 在 Acme 工作的 Ada Berg
        ("works_for", False, rf" ?的? ?(?:\w{{0,6}}ROLE|{_ZH_ROLE}) ?[—，,：:]? ?[\[【]?", 0.85),
        (
            "works_for",
            True,
            r" ?[，,—]? ?(?:是|现任|担任|来自|就职于|任职于|加入了?|也是|是来自)[^，。；：“”\n]{0,12}?",
            0.7,
        ),
        ("works_for", True, r" ?[（(，,] ?", 0.55),
        # Acme's Widget · Acme makes Widget · Widget by Acme
        ("develops", True, rf"['’]s? (?:own |new |open source |open-source |flagship |latest |free |{_ADJ})", 0.6),
        (
            "develops",
            True,
            rf",? (?:which |who |that |also |has |have |recently |today |just |the company that )*{_MAKES} {_THE}{_ADJ}(?:[\w-]+ )?(?:called |named )?",
            0.7,
        ),
        (
            "develops",
            True,
            r",? (?:the )?(?:company|team|startup|vendor|creators?|makers?|maintainers?|people|folks) (?:behind|of) (?:the )?",
            0.75,
        ),
        (
            "develops",
            False,
            r"\. (?:it's|it is|it was|that's|which is) (?:made|built|created|developed|maintained) by (?:a company called )?(?:the )?",
            0.7,
        ),
        (
            "develops",
            False,
            r",? (?:which |that |is |was |it's |an? |open source |project )*(?:originally |initially |first )?(?:by|made by|created by|developed by|built by|maintained by|open sourced by|offered by|donated by|released by|from|launched by|created at|built at|developed at|started at|founded by|started by)(?: a company called)? (?:the )?(?:team at )?",
            0.65,
        ),
        (
            "develops",
            True,
            r" ?(?:公司)?(?:也|还|最近|近日|首次)?(?:推出|发布|开发|开源|提供|创建|构建|宣布推出|展示|扩展|维护|打造|创造)(?:了|的)?(?:其|自己的|一个|名为)?[^，。；：“”\n]{0,14}?",
            0.6,
        ),
        ("develops", True, r" ?(?:公司)?(?:自己)?的[^，。；：“”\n]{0,10}?", 0.5),
        ("develops", True, r" ?(?:为|的|有)?[^，。；\n]{0,8}名为[“ ]?", 0.6),
        ("develops", True, r"[^，。；\n]{0,16}团队的[^，。；\n]{0,8}", 0.6),
        ("develops", True, r" ?将[^，。；\n]{0,20}集成到了?其 ?", 0.6),
        (
            "sponsors",
            True,
            rf",? (?:is |was |are |has |have )*(?:sponsors|sponsored|sponsoring|a sponsor of) {_THE}",
            0.8,
        ),
        ("sponsors", True, r" ?(?:正在)?(?:赞助了?|是) ?", 0.4),
        ("speaks_at", True, r",? (?:\w+ ){0,5}(?:at|to) (?:the |this year's )?", 0.5),
        (
            "maintains",
            True,
            rf",? ?(?:is |was )?{_THE}(?:core |lead |co-)?(?:maintainers?|creators?|authors?) (?:of|on|for) (?:the )?",
            0.8,
        ),
        ("maintains", False, r" (?:core |lead |project )?(?:maintainers?|creators?) ", 0.8),
        (
            "integrates_with",
            True,
            r" (?:now )?(?:integrates with|supports|works with|integration with|integration for|runs on|is built on) (?:the )?",
            0.7,
        ),
    )
)
SPEAKER: Final = re.compile(
    r"(?:(?:i'm|i am|we're|my name is) (?:\w+ )?(?:an? |the )?(?:[\w-]+ ){0,6}ROLE(?: \w+)? (?:at|for|with|of)"
    r"|(?:i|we) (?:currently |now )?(?:work|am working|'m working) (?:at|for|with)|i'm (?:currently )?(?:working )?(?:at|from|with)"
    r"|my employer ?,?|i(?:'m| am) (?:[\w-]+ ){0,4}working (?:as (?:\w+ )?ROLE )?(?:at|for)) (?:a (?:company|startup|place) called )?(?:the )?$"
)
"""What a speaker says of his or her own employer, right before its name."""
PRONOUN: Final = re.compile(
    r"(?:\b(?:he|she)(?:'s| is) (?:now |currently |also )?(?:an? |the )?(?:[\w-]+ ){0,5}ROLE (?:at|of|for|with|from) (?:the )?"
    r"|\b(?:he|she) (?:now |currently )?works (?:at|for|with) (?:the )?|[他她](?:现在|目前|还|也)?(?:是|就职于|任职于|在) ?)$"
)
"""What is said of a person's employer by a pronoun."""
_PAST: Final = re.compile(
    r"\b(?:former|formerly|previously|ex|used to|was|were)\b|(?:的|^| )前(?!端|沿|面|言|提|景)|曾|之前|此前"
)
"""Past employment, which is not stated as a relation."""
_OWN_WORK: Final = re.compile(
    r"(?i)\b(?:author|host|co-host|maintainer|speaker|writer|owner|member|contributor|lead)s?$"
)
_ENDS: Final = (
    " at",
    " for",
    " with",
    " of",
    " from",
    " the",
    " called",
    "employer",
    "employer,",
    "是",
    "在",
    "于",
    "@",
)
_LED: Final = re.compile(rf"{_ZH_ROLE}(?:，)? ?[在@] ?$")
_ZH_TITLE: Final = re.compile(rf" ?的?{_ZH_ROLE}")


def find(document: Document, toks: Sequence[Token], spans: Sequence[Span]) -> Iterator[Cue]:
    """The cues of one stretch of text; subject and object are numbers of `spans`."""
    text = document.text
    names = [n for n, span in enumerate(spans) if "role" not in span.features and "topic" not in span.features]
    names = [n for k, n in enumerate(names) if not (k and spans[names[k - 1]].end >= spans[n].end)]
    for left, right in zip(names, names[1:], strict=False):
        start, end = spans[left].end, spans[right].start
        if 0 < end - start <= FURTHEST:
            yield from _between(text, spans, left, right)
    for left, middle, right in zip(names, names[1:], names[2:], strict=False):
        # Ada Berg and Bo Lind from Acme: what holds for the second holds for the first
        if text[spans[left].end : spans[middle].start].strip() in ("and", "&", "和", "、"):
            for cue in _between(text, spans, middle, right):
                if cue.kind == "works_for" and cue.subject == middle:
                    yield Cue(cue.kind, left, right, spans[left].start, cue.end, cue.value, cue.confidence - 0.1)
    yield from _implied(text, spans, names, bool(document.turns) or document.medium == "captions")


def _between(text: str, spans: Sequence[Span], left: int, right: int) -> Iterator[Cue]:
    raw = text[spans[left].end : spans[right].start]
    if len(raw) > FURTHEST or re.search(r"\n|[.!?。！？](?:\s|$)(?!(?:[Ii]t|[Tt]hat)(?:'s| is| was) \w+ by )", raw):
        return
    gap, role = titled(raw)
    best: dict[tuple[str, bool], float] = {}
    for kind, forward, pattern, confidence in RULES:
        if confidence > best.get((kind, forward), 0.0) and pattern.match(gap):
            best[kind, forward] = confidence
    after = text[spans[right].end : spans[right].end + 8].lstrip(" 的")
    past = (
        _PAST.search(gap)
        or after.startswith("前")
        or re.search("之前[，,]", text[max(0, spans[left].start - 12) : spans[left].start])
    )
    listed = re.fullmatch(r" ?[,(，（] ?", gap) and text[spans[right].end : spans[right].end + 1] not in (
        "",
        "\n",
        ")",
        "）",
        ";",
    )
    for (kind, forward), confidence in best.items():
        if (
            listed
            and kind == "works_for"
            and not text[spans[right].end : spans[right].end + 3].startswith((" &", " 的"))
        ):
            continue
        if kind == "works_for" and (past or _OWN_WORK.search(role) and " of " in gap):
            continue
        subject, object_ = (left, right) if forward else (right, left)
        value = role if kind == "works_for" else ""
        yield Cue(kind, subject, object_, spans[left].start, spans[right].end, value, confidence)


def titled(raw: str) -> tuple[str, str]:
    """A gap in lower case with its job title written as ROLE, and the title as it stands.

    >>> titled(", Senior Software Engineer at ")
    (', ROLE at ', 'Senior Software Engineer')
    """
    flat = re.sub(r"\s+", " ", raw)
    words = [(m.group(), m.start(), m.end()) for m in re.finditer(r"[A-Za-z][A-Za-z-]*", flat)]
    heads = [n for n, (word, _, _) in enumerate(words) if word.lower() in HEADS]
    if not heads:
        return flat.lower(), ""
    first = last = heads[0]
    while first and words[first - 1][0].lower() in ROLE | {"of", "and"} and words[first][1] - words[first - 1][2] < 4:
        first -= 1
    while (
        last + 1 < len(words)
        and words[last + 1][0].lower() in ROLE | {"of", "and", "for"}
        and words[last + 1][1] - words[last][2] < 4
    ):
        last += 1
    while last > heads[0] and words[last][0].lower() in ("of", "and", "for", "at"):
        last -= 1
    while words[first][0].lower() in ("of", "and"):
        first += 1
    start, end = words[first][1], words[last][2]
    return (flat[:start] + "ROLE" + flat[end:].lower()) if not start else flat[:start].lower() + "ROLE" + flat[
        end:
    ].lower(), flat[start:end]


def _whose(before: str, after: str) -> str:
    """ "its" or "our" where a possessive says whose a thing is, and the name of the thing follows; else ""."""
    if re.search(
        r"(?:\b(?i:its|their) (?:own |new |open[- ]source |flagship |free )*(?:[\w-]+ ){0,2}|[其](?:[^，。；：\s]{0,9} ?)?)[“\"]?$",
        before,
    ):
        return "its"
    made = r"(?i)\b(?:our (?:own |new |open[- ]source |flagship |free )*(?:[\w-]+ ){0,2}|we(?:'ve| have)? (?:just |recently |also )?(?:built|created|"
    made += r"developed|launched|released|open[- ]sourced|announced|introduced|started|make|built) (?:[\w-]+ ){0,4})$"
    return "our" if re.match(r",? our\b|，我们的", after) or re.search(made, before) else ""


def _implied(text: str, spans: Sequence[Span], names: Sequence[int], spoken: bool) -> Iterator[Cue]:
    """Employers of whoever speaks, of a pronoun's person, and of the person that a Chinese title before the name belongs to."""
    for k, n in enumerate(names):
        before = text[max(0, spans[n].start - 110) : spans[n].start]
        if whose := _whose(before[before.rfind("\n") + 1 :], text[spans[n].end : spans[n].end + 8]):
            yield Cue("develops", -1, n, spans[n].start, spans[n].end, whose, 0.6)
        if not before.rstrip().lower().endswith(_ENDS):
            continue
        gap, role = titled(before[before.rfind("\n") + 1 :])
        if spoken and SPEAKER.search(gap):
            yield Cue("works_for", -1, n, spans[n].start, spans[n].end, role, 0.7)
        elif match := PRONOUN.search(gap):
            after = text[spans[n].end : spans[n].end + 30]
            if (
                "前" not in after[:6]
                and match.group().strip().isascii()
                or "前" not in after[:6]
                and _ZH_TITLE.match(after)
            ):
                yield Cue("works_for", -1, n, spans[n].start, spans[n].end, role, 0.6)
        if (
            k + 1 < len(names)
            and _LED.search(before)
            and re.fullmatch(r" ?[，,] ?\[?", text[spans[n].end : spans[names[k + 1]].start])
        ):
            yield Cue("works_for", names[k + 1], n, spans[n].start, spans[names[k + 1]].end, "", 0.75)

"""What shows that a job between a person and an employer is another's, another time's or only thought of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.extract.masks import NAME, TITLE, Masked
from kg.extract.patterns import compiled
from kg.model import Span

_DONE_TO: Final = (
    "(?:interview(?:s|ed|ing)?|train(?:s|ed|ing)|replac(?:es|ed|ing)|coach(?:es|ed|ing)|mentor(?:s|ed|ing)|"
    "advis(?:es|ed|ing)|befriended|married|met|fired|sacked|ousted|(?:sells?|sold|selling) to)"
)
"""What one does to the holder of a title."""
_NEAR: Final = (
    "(?:advis[eo]r|coach|mentor|friend|daughter|son|wife|husband|spouse|widow|brother|sister|mother|father|cousin|"
    "student|fan|critic|biographer|rival)s?"
)
"""Who is close to the holder of a title, and need not be at the same employer."""
_WHEN: Final = (
    "(?:then|once|one-time|onetime|retired|late|no longer|future|incoming|soon-to-be|would-be|outgoing|erstwhile)"
)
"""Words before a title that is not held now."""
_TITLED: Final = rf"(?:the |an? |its |their )?(?:(?!of |at |for |as |and )[\w-]+ ){{0,2}}?{TITLE}"
_WITHIN: Final = compiled(
    rf"\b{_DONE_TO} {_TITLED}|\b{_NEAR} (?:to|of) {_TITLED}|\b{_WHEN}[ -]{_TITLED}"
    "|(?:如果|假如|假设|要是|倘若)_[她他]?是"
)
"""What stands between the person and the employer, on either side of a title."""
_BEFORE: Final = compiled(r"(?:\b(?:imagine|suppose|supposing|pretend|if)(?: that)?,? |(?:如果|假如|假设|要是|倘若)_)$")
"""What stands right before a person of whom it is only thought."""
_KIN: Final = "(?:顾问|朋友|好友|妻子|丈夫|女儿|儿子|父亲|母亲|哥哥|弟弟|姐姐|妹妹|教练|导师|老师|粉丝|对手|继任者)"
_AFTER: Final = compiled(
    rf",? (?:from (?:\w+ )?\d{{4}} )?(?:until|till|through|to) (?:\w+ )?(?:19|20)\d\d\b|_的_{_KIN}|_粉丝"
)
"""What follows a title of another, or an employment that is over."""
_OFFICE: Final = f"(?:首席|总|副|高级|资深|技术|工程|产品|董事|创始|{TITLE})"
_ZH: Final = re.compile(
    rf"^ ?(?:的 ?)?(?:(?:候任|即将上任的|即将就任的|未来的?|原) ?{_OFFICE}"
    "|(?:竞争对手|对手|竞争者|客户|合作伙伴)的|(?:解雇|开除|辞退|解聘|罢免|撤换)"
    f"|(?:大会|会议|峰会|活动)上的)|[官师员人监理裁管]的{_KIN}$"
)
"""How a Chinese title begins or ends that is no job at the employer before it."""
_GATHERING: Final = re.compile(r"(?:\b(?:Summit|Conference|Meetup)|大会|峰会)$")
"""How the names of meetings end, which employ nobody."""
_THOUGHT: Final = re.compile(r"(?:Imagine|Suppose|Pretend)\b")
"""How a name-like run at a sentence's start begins that is only thought of (Imagine Ada Berg)."""


def found(sentence: Masked, match: re.Match[str], spans: Sequence[Span]) -> bool:
    """Whether the job that a match states is another's, another time's or only thought of."""
    text, start, end = sentence.text, match.start(), match.end()
    if _WITHIN.search(match.group()) or _ZH.search(match.groupdict().get("Z") or ""):
        return True
    if _BEFORE.search(text[max(0, start - 24) : start]) or _AFTER.match(text, end):
        return True
    houses = (spans[sentence.span(name)].surface for name in re.findall(NAME, match["O"]))
    return bool(_THOUGHT.match(spans[sentence.span(match["S"][0])].surface)) or any(map(_GATHERING.search, houses))

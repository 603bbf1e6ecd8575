"""What the patterns share by which relations are read from masked sentences (see `kg.extract.masks`).

In a pattern, <S> and <O> are the relation's two ends, <S+> and <O+> one or more names in a row, <S&> such a row
without commas, <S和> one without 与, <N> any name, <R> and <R+> job titles (the latter is kept), and `_` a blank that
may be missing. A pattern is tried at each name of a sentence. The group Z is a job title in Chinese.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kg.extract.masks import NAME, TITLE

STATED: Final = 0.9
LIKELY: Final = 0.75
WEAK: Final = 0.55
FAINT: Final = 0.45
"""How plainly a pattern states its relation; `kg.link.calibration` makes confidences of it."""


class Rule(NamedTuple):
    """One way in which a sentence states a relation."""

    kind: str
    pattern: re.Pattern[str]
    strength: float
    before: re.Pattern[str] | None = None
    """What must stand right before the pattern's first name."""
    chinese: bool = False
    """Whether it holds for Chinese alone."""
    titled: bool = False
    """Whether it needs a job title in English."""


_JOINT: Final = r"(?:,? and |_&_|_/_|_、_|_和_|_与_|_以及_|_及_)"
THE: Final = "(?:the |a |an |our |its |their |his |her |my )?"
ADJ: Final = r"(?:[\w-]+ ){0,3}?"
IS: Final = (
    "(?:,? (?:who |you |and )?(?:is|are|'s|'re|was named|was appointed|was promoted to|serves as|works as|you're|who's)"
    "(?: (?:now|currently|also|both|here|a|an|the|our))*)"
)
ZH: Final = r"[^，。；：、“”！？\n,;:\"()（）]"
ZH_PLAIN: Final = rf"[^，。；：、“”！？\n,;:\"()（）{NAME[1:-1]}]"
"""What may stand between the two ends in Chinese; without other names."""
ZH_HEAD: Final = (
    "(?:总监|经理|经|工程师|架构师|总裁|首席[^，。；\\s]{0,9}?(?:官|师|家|员|理|人)|首席|执行官|创始人|创办人|"
    "主管|分析师|负责人|布道[师者]|传道[士者]|倡导者|主席|开发人员|开发者|研究员|科学家|教授|董事|顾问|专家|成员|员工|建筑师|代言人|提倡者|传播者|秘书长|所有者|老板|合伙人|设计师|策略师|战略[家师]|学家|讲师|律师|实习生|[组队部所校社]长|传教士|推广者|拥护者|发言人|会长|院长|主编|编辑|发行人|发布者|制作人|出版商|作家|记者|撰稿人|大使|主任|"
    "领导者?|领导人|维护者|技术官|产品官|工程官|信息官|营销官|运营官|员(?!会)|<R>)"
)
"""The head of a Chinese job title, or an English one."""
_TITLES: Final = rf"{TITLE}(?:(?:,| and|,? and|/| &|_兼_|_和_)_{ADJ}{TITLE})*"
_PLACES: Final = {
    "<S>": f"(?P<S>{NAME})",
    "<S+>": f"(?P<S>{NAME}(?:(?:, {NAME})*{_JOINT}{NAME})*)",
    "<S&>": f"(?P<S>{NAME}(?:(?:_&_| and |_/_){NAME})*)",
    "<S和>": f"(?P<S>{NAME}(?: ?[和、及] ?{NAME})*)",
    "<O>": f"(?P<O>{NAME})",
    "<O+>": f"(?P<O>{NAME}(?:(?:, {NAME})*{_JOINT}{NAME})*)",
    "<R>": _TITLES,
    "<R+>": f"(?P<R>{_TITLES})",
    "<N>": NAME,
}


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern with its places and blanks filled in."""
    filled = re.sub(r"(?<!\?P)<[SORN][+&和]?>", lambda m: _PLACES[m.group()], pattern)
    return re.compile(filled.replace("_", " ?"))


def rules(kind: str, *patterns: tuple[str, float] | tuple[str, float, str]) -> tuple[Rule, ...]:
    """Rules of one kind from (pattern, strength) or (pattern, strength, what stands before it)."""
    return tuple(
        Rule(
            kind,
            compiled(p),
            strength,
            compiled(before[0] + "$") if before else None,
            re.search("[\u4e00-\u9fff]{2}|的", p) is not None,
            "<R" in p and "<R+>|" not in p and "|<R>" not in p,
        )
        for p, strength, *before in patterns
    )

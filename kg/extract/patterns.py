"""The patterns by which relations are read: between two spans, before one, and what rules them out.

A pattern is matched against a *gap*: the text between two neighbouring spans, lower-cased, its job title written as
ROLE. `_` stands for a blank that may be missing.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class Rule(NamedTuple):
    """One way in which a passage states a relation; `forward` where the subject comes first."""

    kind: str
    forward: bool
    pattern: re.Pattern[str]
    confidence: float


THE: Final = "(?:the |a |an |our |its |their |his |her )?"
ADJECTIVES: Final = r"(?:[\w-]+ ){0,3}?"
MAKES: Final = (
    "(?:makes|made|builds|built|develops|developed|offers|provides|created|creates|maintains|released|releases|"
    "launched|launches|announced|announces|introduced|introduces|unveiled|unveils|open sourced|open-sourced|owns|"
    "is behind|started|sells|rolled out|debuted|rebranded|designed)"
)
MADE_BY: Final = (
    "(?:by|made by|created by|developed by|built by|maintained by|open sourced by|offered by|donated by|released by|"
    "from|launched by|created at|built at|developed at|started at|founded by|started by)"
)
ZH_ROLE: Final = (
    r"[^，。；：、“”\n]{0,28}?(?:总监|经理|工程师|架构师|总裁|首席\w{0,6}官|CEO|CTO|创始人|主管|分析师|负责人|布道师|"
    "倡导者|主席|开发人员|开发者|研究员|董事|顾问|专家|总经理|成员|副总裁|员)"
)
ZH_MAKES: Final = "(?:推出|发布|开发|开源|提供|创建|构建|宣布推出|展示|扩展|维护|打造|创造)"


def _rules(kind: str, forward: bool, *patterns: tuple[str, float]) -> list[Rule]:
    return [
        Rule(kind, forward, re.compile(pattern.replace("_", " ?") + "$"), score)
        for pattern, score in patterns
    ]


RULES: Final = (
    *_rules(
        "works_for", True,
        # Ada Berg, CTO at Acme · Ada Berg is a director of engineering at Acme · Ada Berg from Acme
        (
            rf",?_\(?(?:who )?(?:is |was named |currently )?(?:now )?{THE}{ADJECTIVES}ROLE,? "
            rf"(?:at|of|for|with|from|@|,) {THE}(?:[\w-]+ ){{0,1}}",
            0.9,
        ),
        (rf",?_ROLE,?_(?:at|of|for|with|from|@|,|\||-)?_{THE}", 0.8),
        (r" \(?(?:from|of|at) (?:the )?", 0.75),
        (",? (?:who )?(?:now )?(?:works|working|worked|work) (?:at|for|with) (?:the )?", 0.85),
        (" (?:joined|joins|is joining) (?:the )?", 0.6),
        ("_[,(]_(?:from )?", 0.6),
        # Ada Berg 是 Acme 的工程师 · Ada Berg，Acme 的工程师
        (r"_[，,—]?_(?:是|现任|担任|来自|就职于|任职于|加入了?|也是|是来自)[^，。；：“”\n]{0,12}?", 0.7),
        ("_[（(，,]_", 0.55),
    ),
    *_rules(
        "works_for", False,
        # Acme's CTO Ada Berg · Acme CTO Ada Berg · Acme's Ada Berg · Acme 的首席技术官 Ada Berg
        (rf"(?:_['’]s?)?_(?:{ADJECTIVES}ROLE),?_(?:and ROLE,?_)?", 0.85),
        ("['’]s ", 0.7),
        (rf"_的?_(?:\w{{0,6}}ROLE|{ZH_ROLE})_[—，,：:]?_[\[【]?", 0.85),
    ),
    *_rules(
        "develops", True,
        # Acme's Widget · Acme makes Widget · Acme, the company behind Widget
        (rf"['’]s? (?:own |new |open source |open-source |flagship |latest |free |{ADJECTIVES})", 0.6),
        (
            rf",? (?:which |who |that |also |has |have |recently |today |just |the company that )*{MAKES} "
            rf"{THE}{ADJECTIVES}(?:[\w-]+ )?(?:called |named )?",
            0.7,
        ),
        (
            ",? (?:the )?(?:company|team|startup|vendor|creators?|makers?|maintainers?|people|folks) (?:behind|of) "
            "(?:the )?",
            0.75,
        ),
        # Acme 推出了 Widget · Acme 的 Widget · Acme 有一个名为 Widget 的项目
        (
            rf"_(?:公司)?(?:也|还|最近|近日|首次)?{ZH_MAKES}(?:了|的)?(?:其|自己的|一个|名为)?"
            r"[^，。；：“”\n]{0,14}?",
            0.6,
        ),
        (r"_(?:公司)?(?:自己)?的[^，。；：“”\n]{0,10}?", 0.5),
        (r"_(?:为|的|有)?[^，。；\n]{0,8}名为[“ ]?", 0.6),
        (r"[^，。；\n]{0,16}团队的[^，。；\n]{0,8}", 0.6),
        (r"_将[^，。；\n]{0,20}集成到了?其_", 0.6),
    ),
    *_rules(
        "develops", False,
        # Widget by Acme · Widget. It's made by a company called Acme
        (
            r"\. (?:it's|it is|it was|that's|which is) (?:made|built|created|developed|maintained) by "
            "(?:a company called )?(?:the )?",
            0.7,
        ),
        (
            ",? (?:which |that |is |was |it's |an? |open source |project )*(?:originally |initially |first )?"
            rf"{MADE_BY}(?: a company called)? (?:the )?(?:team at )?",
            0.65,
        ),
    ),
    *_rules(
        "sponsors", True,
        (rf",? (?:is |was |are |has |have )*(?:sponsors|sponsored|sponsoring|a sponsor of) {THE}", 0.8),
        ("_(?:正在)?(?:赞助了?|是)_", 0.4),
    ),
    *_rules("speaks_at", True, (r",? (?:\w+ ){0,5}(?:at|to) (?:the |this year's )?", 0.5)),
    *_rules(
        "maintains", True,
        (
            rf",?_(?:is |was )?{THE}(?:core |lead |co-)?(?:maintainers?|creators?|authors?) (?:of|on|for) (?:the )?",
            0.8,
        ),
    ),
    *_rules("maintains", False, (" (?:core |lead |project )?(?:maintainers?|creators?) ", 0.8)),
    *_rules(
        "integrates_with", True,
        (
            " (?:now )?(?:integrates with|supports|works with|integration with|integration for|runs on|is built on) "
            "(?:the )?",
            0.7,
        ),
    ),
)  # fmt: skip
"""All rules between two spans."""

SPEAKER: Final = re.compile(
    r"(?:(?:i'm|i am|we're|my name is) (?:\w+ )?(?:an? |the )?(?:[\w-]+ ){0,6}ROLE(?: \w+)? (?:at|for|with|of)"
    r"|(?:i|we) (?:currently |now )?(?:work|am working|'m working) (?:at|for|with)"
    r"|i'm (?:currently )?(?:working )?(?:at|from|with)|my employer ?,?"
    r"|i(?:'m| am) (?:[\w-]+ ){0,4}working (?:as (?:\w+ )?ROLE )?(?:at|for)) "
    r"(?:a (?:company|startup|place) called )?(?:the )?$"
)
"""What a speaker says of his or her own employer, right before its name."""
PRONOUN: Final = re.compile(
    r"(?:\b(?:he|she)(?:'s| is) (?:now |currently |also )?(?:an? |the )?(?:[\w-]+ ){0,5}ROLE "
    r"(?:at|of|for|with|from) (?:the )?|\b(?:he|she) (?:now |currently )?works (?:at|for|with) (?:the )?"
    r"|[他她](?:现在|目前|还|也)?(?:是|就职于|任职于|在) ?)$"
)
"""What is said of a person's employer by a pronoun."""
ENDS: Final = (
    " at", " for", " with", " of", " from", " the", " called", "employer", "employer,", "是", "在", "于", "@",
)  # fmt: skip
"""What stands right before an employer that SPEAKER, PRONOUN or LED may find: a quick test."""
PAST: Final = re.compile(
    r"\b(?:former|formerly|previously|ex|used to|was|were)\b|(?:的|^| )前(?!端|沿|面|言|提|景)|曾|之前|此前"
)
"""Past employment, which is not stated as a relation."""
OWN_WORK: Final = re.compile(
    r"(?i)\b(?:author|host|co-host|maintainer|speaker|writer|owner|member|contributor|lead)s?$"
)
"""Titles that are held in a work rather than at an employer, where "of" follows."""
LED: Final = re.compile(rf"{ZH_ROLE}(?:，)? ?[在@] ?$")
"""A Chinese title before the employer, the person after it (软件工程师在 Acme ，Ada Berg)."""
ZH_TITLE: Final = re.compile(rf" ?的?{ZH_ROLE}")
SENTENCE: Final = re.compile(r"\n|[.!?。！？](?:\s|$)(?!(?:[Ii]t|[Tt]hat)(?:'s| is| was) \w+ by )")
"""Where a gap leaves its sentence, so that no rule holds."""
ITS: Final = re.compile(
    r"(?:\b(?i:its|their) (?:own |new |open[- ]source |flagship |free )*(?:[\w-]+ ){0,2}"
    r"|其(?:[^，。；：\s]{0,9} ?)?)[“\"]?$"
)
OUR: Final = re.compile(
    r"(?i)\b(?:our (?:own |new |open[- ]source |flagship |free )*(?:[\w-]+ ){0,2}"
    r"|we(?:'ve| have)? (?:just |recently |also )?(?:built|created|developed|launched|released|open[- ]sourced|"
    r"announced|introduced|started|make) (?:[\w-]+ ){0,4})$"
)
OUR_AFTER: Final = re.compile(",? our\\b|，我们的")

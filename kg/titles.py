"""Job titles: the words of which they are made, and how they are found in a text."""

from __future__ import annotations

import re
from typing import Final

ROLE: Final = frozenset(
    """
cto ceo cio coo cfo cpo cmo cro cvp ciso vp svp evp president chairman chair director head chief officer founder
cofounder co-founder engineer engineering engineers developer developers architect architects manager managers
advocate evangelist analyst consultant scientist researcher professor lecturer lead leader leads principal senior
staff junior distinguished fellow executive technical technology product program project marketing software systems
system platform site reliability devops security infrastructure data cloud solutions solution community relations
operations operating sre developer's open source field general managing vice co global regional strategy partner
member maintainer steering committee specialist administrator admin designer writer editor reporter journalist author
host co-host cohost speaker owner board dx oss tech ecosystem mlops solution customer success
""".split()
)
"""Words of which job titles are made; a run of only these, with a head noun, is a title."""
HEADS: Final = frozenset(
    """
cto ceo cio coo cfo cpo cmo cro cvp ciso vp svp evp president chairman chair director head officer founder cofounder
engineer engineers developer developers architect architects manager managers advocate evangelist analyst consultant
scientist researcher professor lecturer lead leader fellow executive sre maintainer specialist administrator designer
writer editor reporter journalist author host member
""".split()
)
_WORDS: Final = ROLE | frozenset(
    """
corporate customer success business growth research native full-stack full stack backend back-end frontend front-end
web machine learning ml ai network networking applied deputy acting interim assistant associate executive creative
group enterprise application applications mobile test quality qa release build tools tooling observability content
documentation events digital innovation strategy partnerships alliances sales it line account delivery channel
information design user experience dx oss mlops devrel tech ecosystem management people rel ops technologies serverless
advocacy evangelism research industry trading transformation finance revenue talent brand risk compliance
""".split()
)
"""Words of job titles, as they stand between a person and an employer."""
_HEADS: Final = HEADS | frozenset(
    "ambassador ambassadors presidents directors officers founders cofounders co-founder co-founders tl analysts "
    "consultants "
    "scientists researchers professors advocates evangelists fellows leads heads sres administrators admins members "
    "specialists technologist strategist programmer intern employee employees contributor contributors maintainers "
    "co-chair co-chairs chairs editors writers vps".split()
)


def _title(whole: bool = False) -> re.Pattern[str]:
    word = "(?:" + "|".join(sorted(map(re.escape, _WORDS | _HEADS), key=lambda w: (-len(w), w))) + ")"
    head = "(?:" + "|".join(sorted(map(re.escape, _HEADS), key=lambda w: (-len(w), w))) + ")"
    if whole:
        rest = rf"(?: (?:of|for) {word}(?:(?: & |[ -]){word})*)?"
        return re.compile(rf"(?i)(?:{word}[ -](?:[\w&-]+[ -]){{0,4}})?{head}{rest}")
    joint = r"(?: of | for | and | & |/|, (?=(?:product|engineering|developer|cloud|marketing)\b)| )"
    level = "(?: (?:I{1,3}|IV))?"
    return re.compile(
        rf"(?i)(?<![\w-])(?:{word}(?: of | & |/| )){{0,8}}?{head}(?:{joint}{word}){{0,8}}{level}(?![\w-])"
    )


TITLES: Final = _title()
"""A job title in a text, as long as it goes."""
_WORD: Final = re.compile("[a-z-]+")
_WHOLE: Final = _title(whole=True)


def has_title(text: str) -> bool:
    """Whether some word of a text heads a job title: a quick test.

    >>> has_title("who is CTO of"), has_title("and the")
    (True, False)
    """
    return not _HEADS.isdisjoint(_WORD.findall(text.lower()))


def is_title(surface: str) -> bool:
    """Whether a surface is a job title and nothing else.

    >>> [is_title(t) for t in ("Corporate Vice President", "Head of Product", "CEO of Acme", "Ada Berg")]
    [True, True, False, False]
    """
    return bool(_WHOLE.fullmatch(surface))

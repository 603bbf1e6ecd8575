"""Quotations, their voices, and the words of saying that join the two, in English and Chinese."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Quotation:
    """`text[start:end]` between the marks, `text[left:right]` with them."""

    start: int
    end: int
    left: int
    right: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """Who may speak: spans in order of preference, else what `value` says; with confidence."""

    subject: int
    object: int
    value: str
    confidence: float


VERB: Final = re.compile(
    r"\b(?:said|says|say|explained|explains|noted|notes|added|adds|told|tells|wrote|writes|stated|states|commented|comments|"
    r"recalled|recalls|argued|argues|continued|continues|concluded|concludes|quipped|joked|remarked|observed|observes|asked|asks|"
    r"pointed out|points out|according to|described|describes|replied|responded|answered|warned|warns|admitted|admits|"
    r"emphasized|emphasised|announced|shared|predicted|suggested|suggests|tweeted|affirms|affirmed|confirms|confirmed|"
    r"agrees|agreed|reported|reports|mentioned|mentions|claims|claimed|believes|believed|insists|insisted|echoed|exclaimed|"
    r"stressed|reiterated|reflected|reflects|marveled|mused|put it|puts it)\b"
    r"|说(?![明服])|(?<![名宣号简])称(?![为作之呼])|表示|指出|认为|解释|补充|告诉|写(?:[道到]|(?=[：:，,]|的[：:，,]))|谈到|强调|透露|回忆|评论(?!者|家|员)|(?<!的)主张(?=[：:，,“]|$)|引用|引述|援引|澄清|总结|提到|"
    r"所谓|看来|描述|问道|答道|回答|回应|承认|警告|开玩笑|反驳|坚持|相信|感叹|这样开始|建议|问[，,：:]|笑[着道]|坦言|直言|宣称|断言|声称|预测|呼吁|确认|附和|打趣",
    re.I,
)
PRONOUN: Final = re.compile(r"\b(he|she|they)\b|([他她])(们?)(?!的|们)", re.I)
PLAIN: Final = re.compile(
    r"[\s,，、.。:：;；“”\"'’\-–—]*(?:and|then|but|also|later|so|还|又|并|也|接着|随后|然后|最后|此外|但|但是|而|同时)*[\s,，]*",
    re.I,
)
STOP: Final = re.compile(r"[。！？]|[.!?](?=\s|$)")


def pronoun_of(match: re.Match[str]) -> str:
    """What a match of `PRONOUN` speaks of: "he", "she" or "they".

    >>> [pronoun_of(m) for m in PRONOUN.finditer("He, she, 他, 她们; 他的")]
    ['he', 'she', 'he', 'they']
    """
    word = match.group().lower()
    if word in ("they", "他们", "她们"):
        return "they"
    return {"他": "he", "她": "she"}.get(word[:1], word)

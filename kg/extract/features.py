"""What the context of a span says about it, in a few compact words; never a sentence.

first            first word of its sentence          heading   inside a heading
speaker          a transcript's speaker label        byline    names an author
code             in code font                        quoted    between quotation marks
surely           that is hardly anything else
word             one ordinary English word           given     begins with a given name
rare, frequent   one seldom or often used         common    several words, all ordinary
place            a town, country or region        oov       a lower-case word of no dictionary
lower            written without capitals            poss      followed by a possessive
topic            a topic's label, no name
role             a job title, not a name             nocase    the text around it has no capitals to trust
dotted           a transliterated name with a dot    eol       ends its line or link
b:W bb:W         the word before it, and before that (only words of a closed list)
a:W aa:W         the word after it, and after that
link:HOST/PATH   the link on it                      inlink    inside a longer link's text
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final
from urllib.parse import unquote, urlsplit

from kg.extract.lexicon import AFTER, BEFORE, PLACES, given, ordinary, surely_given
from kg.extract.runs import Token
from kg.model import Document
from kg.names import has_han
from kg.titles import HEADS, ROLE

_HAN_BEFORE: Final = (
    ("来自", "from"),
    ("加入", "joined"),
    ("公司", "company"),
    ("企业", "company"),
    ("厂商", "vendor"),
    ("提供商", "vendor"),
    ("项目", "project"),
    ("工具", "tool"),
    ("工程师", "engineer"),
    ("总监", "director"),
    ("经理", "manager"),
    ("总裁", "president"),
    ("首席执行官", "ceo"),
    ("首席技术官", "cto"),
    ("创始人", "founder"),
    ("架构师", "architect"),
    ("分析师", "analyst"),
    ("由", "by"),
    ("告诉", "told"),
    ("向", "told"),
    ("接受", "told"),
    ("参加", "told"),
    ("使用", "using"),
    ("在", "in"),
    ("和", "and"),
    ("与", "with"),
    ("收购", "acquired"),
    ("、", ","),
    ("平台", "platform"),
    ("主持人", "host"),
    ("开发者", "developer"),
    ("人员", "developer"),
    ("主管", "director"),
    ("领导", "lead"),
)
_HAN_AFTER: Final = (
    ("说", "said"),
    ("表示", "said"),
    ("指出", "said"),
    ("认为", "said"),
    ("解释", "said"),
    ("补充", "said"),
    ("告诉", "said"),
    ("写道", "said"),
    ("强调", "said"),
    ("称", "said"),
    ("公司", "company"),
    ("项目", "project"),
    ("社区", "community"),
    ("集群", "cluster"),
    ("大会", "conference"),
    ("会议", "conference"),
    ("峰会", "conference"),
    ("基金会", "foundation"),
    ("宣布", "announced"),
    ("推出", "launched"),
    ("发布", "released"),
    ("提供", "offers"),
    ("是", "is"),
    ("的", "'s"),
    ("的赞助", "sponsored"),
    ("采访", "interview"),
    ("的采访", "interview"),
    ("记者", "reporter"),
    ("播客", "podcast"),
    ("编辑", "editor"),
    ("平台", "platform"),
    ("用户", "users"),
    ("、", ","),
    ("赞助", "sponsored"),
    ("团队", "team"),
    ("首席", "ceo"),
    ("和", "and"),
)
_OPEN, _CLOSE = '"“‘«「『', '"”’»」』'


class Context:
    """The lookups of one document by which features are read."""

    def __init__(self, document: Document, toks: Sequence[Token]) -> None:
        """Index the document's marks; `toks` are the tokens of its text."""
        self.text, self.toks, self.chinese = document.text, toks, document.language.startswith("zh")
        self.anchors = sorted(document.anchors, key=lambda a: (a.start, -a.end))
        self._anchor_starts = [a.start for a in self.anchors]
        self._marks = {
            "heading": sorted(document.headings),
            "code": sorted(document.code),
            "byline": sorted(document.byline),
            "speaker": sorted((t.label_start, t.label_end) for t in document.turns),
        }
        self._mark_starts = {name: [a for a, _ in spans] for name, spans in self._marks.items()}
        self.nocase = document.medium == "captions"

    def features(self, i: int, j: int) -> tuple[str, ...]:
        """The features of the tokens `i` to `j` (one past the last)."""
        start, end = self.toks[i][1], self.toks[j - 1][2]
        found = {name for name in self._marks if self._inside(name, start, end)}
        found |= self._own(i, j) | self._before(i) | self._after(j)
        if link := self._link(start, end):
            found.add(link)
        if self.nocase:
            found.add("nocase")
        return tuple(sorted(found))

    def _inside(self, name: str, start: int, end: int) -> bool:
        at = bisect_right(self._mark_starts[name], start) - 1
        return at >= 0 and end <= self._marks[name][at][1]

    def _own(self, i: int, j: int) -> set[str]:
        words = [w for w, _, _ in self.toks[i:j] if w[0].isalnum()]
        found: set[str] = set()
        if words and words[0] in given():
            found.add("given")
            if surely_given(words[0]):
                found.add("surely")
        if len(words) == 1 and words[0].lower() in ordinary():
            found.add("word")
            frequency = ordinary()[words[0].lower()]
            found.update({"rare"} if frequency < 37 else {"frequent"} if frequency > 49 else ())
        if len(words) > 1 and all(w.lower() in ordinary() for w in words):
            found.add("common")
        if words and not any(c.isupper() for w in words for c in w) and not has_han(words[0]):
            found.add("lower")
        if words and all(w in PLACES for w in words):
            found.add("place")
        lowered = [w.lower() for w in words]
        if words and all(w in ROLE for w in lowered) and lowered[-1] in HEADS | {"engineering", "relations"}:
            found.add("role")
        if i == 0 or self.first(i):
            found.add("first")
        return found

    def first(self, i: int) -> bool:
        """Whether the token begins a sentence, a line, a list item or a quotation's sentence."""
        before, start = self.toks[i - 1], self.toks[i][1]
        gap = self.text[before[2] : start]
        if "\n" in gap or before[0] in ".?!…。！？:：*•·-" and (gap or before[0] in "。！？："):
            return True
        if before[0] in _OPEN + "(（[":
            return True
        return self._inside("speaker", before[1], before[2])

    def _before(self, i: int) -> set[str]:
        found: set[str] = set()
        if i == 0:
            return found
        word, start, end = self.toks[i - 1]
        gap = self.text[end : self.toks[i][1]]
        if "\n" in gap:
            return found
        if has_han(word[0]) or word == "、":
            left = self.text[max(0, end - 6) : end]
            found.update(f"b:{cue}" for han, cue in _HAN_BEFORE if left.endswith(han))
            return found
        if word.lower() in BEFORE:
            found.add(f"b:{word.lower()}")
        if word in _OPEN:
            found.add("quoted")
        if i > 1 and self.toks[i - 2][0].lower() in BEFORE and "\n" not in self.text[self.toks[i - 2][2] : start]:
            found.add(f"bb:{self.toks[i - 2][0].lower()}")
        return found

    def _after(self, j: int) -> set[str]:
        found: set[str] = set()
        if j >= len(self.toks):
            return {"eol"}
        word, start, _ = self.toks[j]
        gap = self.text[self.toks[j - 1][2] : start]
        if "\n" in gap:
            return {"eol"}
        if has_han(word[0]) or word == "、":
            right = self.text[start : start + 3]
            found.update(f"a:{cue}" for han, cue in _HAN_AFTER if right.startswith(han))
            return found
        nxt = self.toks[j + 1][0].lower() if j + 1 < len(self.toks) else ""
        if word in ("'", "’") and nxt == "s" and not gap:
            found.add("poss")
            nxt = self.toks[j + 2][0].lower() if j + 2 < len(self.toks) else ""
        elif word.lower() in AFTER:
            found.add(f"a:{word.lower()}")
        if nxt in AFTER:
            found.add(f"aa:{nxt}")
        return found

    def _link(self, start: int, end: int) -> str:
        at = bisect_right(self._anchor_starts, start) - 1
        if at < 0 or end > self.anchors[at].end:
            return ""
        anchor = self.anchors[at]
        if (end - start) * 2 < anchor.end - anchor.start:
            return "inlink"
        return "link:" + place(anchor.url)


def place(url: str) -> str:
    """Host and path of a URL, short enough for a record: where its link points, without its query.

    >>> place("https://www.example.org/in-memoriam/ada?x=1")
    'example.org/in-memoriam/ada'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = parts.netloc.rpartition("@")[2].lower().removeprefix("www.")
    path = re.sub(r"/+$", "", unquote(parts.path, errors="replace"))
    return re.sub(r"[\s\ud800-\udfff\x00-\x1f]", "", f"{host}{path}")[:90]

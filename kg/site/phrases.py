"""Short sentences with numbers in them, in the languages of the interface."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.query.views.model import Counts, Statement
from kg.site.words import of


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language."""

    chinese: bool = False

    def counted(self, counts: Counts) -> str:
        """How many sources speak of an entry, and how many of these are independent, dated, on stage.

        >>> Phrases().counted(Counts(4, 3, 2, 9, 1))
        '3 of 4 independent; 2 of 4 dated; 1 on stage.'
        """
        c = counts
        if self.chinese:
            stage = f"，{c.talks:,} 个在台上" if c.talks else ""
            return f"{c.sources:,} 个来源中 {c.independent:,} 个独立，{c.dated:,} 个有日期{stage}。"
        stage = f"; {c.talks:,} on stage" if c.talks else ""
        return f"{c.independent:,} of {c.sources:,} independent; {c.dated:,} of {c.sources:,} dated{stage}."

    def basis(self, statements: Sequence[Statement]) -> str:
        """What a list of statements rests on, and how many of them a person confirmed.

        >>> from kg.query.views.model import Ref
        >>> Phrases().basis([Statement("maintains", False, Ref("person", "x", "X"), 1.0, True)])
        'From the catalogue: 1, not confirmed by a person.'
        """
        curated = [s for s in statements if s.curated]
        sure, found = sum(bool(s.confirmed) for s in curated), len(statements) - len(curated)
        if self.chinese:
            parts = [f"目录所载 {len(curated):,} 项，经人确认 {sure:,} 项"] if curated else []
            return "；".join([*parts, *([f"从来源提取 {found:,} 项"] if found else [])]) + "。"
        said = f"{sure:,} of them confirmed by a person" if sure else "not confirmed by a person"
        parts = [f"from the catalogue: {len(curated):,}, {said}"] if curated else []
        parts += [f"extracted from sources: {found:,}"] if found else []
        text = "; ".join(parts)
        return f"{text[:1].upper()}{text[1:]}."

    def more(self, rest: int, total: int) -> str:
        """A link to the list of all sources.

        >>> Phrases().more(5, 1200), Phrases(True).more(5, 1200)
        ('5 more; all 1,200 sources', '还有 5 个；全部 1,200 个来源')
        """
        return f"还有 {rest:,} 个；全部 {total:,} 个来源" if self.chinese else f"{rest:,} more; all {total:,} sources"

    def why(self, words: str, sources: int) -> str:
        """Why something stands near.

        >>> Phrases().why("speaks in", 1), Phrases(True).why("speaks in", 2), Phrases().why("employer", 0)
        ('speaks in 1 source', '讲者，2 个来源', 'employer')
        """
        if self.chinese:
            return of("zh")(words) + (f"，{sources:,} 个来源" if sources else "")
        return f"{words} {sources:,} {'source' if sources == 1 else 'sources'}" if sources else words

    def heard(self, sources: int, independent: int) -> str:
        """How many sources speak of something.

        >>> Phrases().heard(1, 0), Phrases(True).heard(4, 3)
        ('1 source, 0 independent', '4 个来源，3 个独立')
        """
        if self.chinese:
            return f"{sources:,} 个来源，{independent:,} 个独立"
        return f"{sources:,} {'source' if sources == 1 else 'sources'}, {independent:,} independent"

    def dated_of(self, dated: int, total: int) -> str:
        """Of how many sources the date is known.

        >>> Phrases().dated_of(3, 4)
        '3 of 4 dated'
        """
        return f"{total:,} 个中 {dated:,} 个有日期" if self.chinese else f"{dated:,} of {total:,} dated"

"""The small pieces that stand on nearly every page, written once and kept: links, sources, ranked lists.

A page of a template has sixty links and thirty sources on it; made by macros, these alone took most of a build.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from kg import iri
from kg.query.views.model import Appearance, Ranked, SourceLine
from kg.site import dates

MEDIA = {"talk": "Talk", "podcast": "Podcast", "captions": "Recording", "post": "Blog post", "article": "Article"}


class Pieces:
    """The pieces of one site in one language, with links under its path."""

    def __init__(
        self, prefix: str, word: Callable[[str], str], language: str = "en", chinese_topics: bool = False
    ) -> None:
        """`prefix` is the path of the site's root; `word` gives the interface's words.

        Links to topics lead into the Chinese tree where `chinese_topics`.
        """
        self.prefix, self.word, self.language = prefix, word, language
        self.chinese_topics = chinese_topics
        self.date = dates.chinese if language.startswith("zh") else dates.short
        self.links: dict[tuple[str, str, str], Markup] = {}
        self.lines: dict[str, Markup] = {}
        self.marks: dict[str, Markup] = {}
        self.bars: dict[tuple[int, int, int], tuple[str, str]] = {}
        self.addresses: dict[tuple[str, str], str] = {}

    def href(self, ref: Any) -> str:
        """The address of a page, for anything with `kind` and `id`."""
        place = (ref.kind, ref.id)
        if place not in self.addresses:
            tree = "zh/" if self.chinese_topics and ref.kind == "topic" else ""
            self.addresses[place] = f"{self.prefix}{tree}{iri.page(ref.kind, ref.id)}"
        return self.addresses[place]

    def link(self, ref: Any) -> Markup:
        """A link to a page, for anything with `kind`, `id` and `name`."""
        place = (ref.kind, ref.id, ref.name)
        if place not in self.links:
            self.links[place] = Markup(f'<a class="r r-{ref.kind}" href="{self.href(ref)}">{escape(ref.name)}</a>')
        return self.links[place]

    def mark(self, place: str) -> Markup:
        """The permanent link beside a heading: for a pointer, out of the way of keys and screen readers."""
        if place not in self.marks:
            said = self.word("Permanent link")
            link = f'<a class="headerlink" href="#{place}" title="{said}" aria-hidden="true" tabindex="-1">#</a>'
            self.marks[place] = Markup(link)
        return self.marks[place]

    def when(self, date: str) -> Markup:
        """A date, or the word for none."""
        if date:
            return Markup(f'<time datetime="{escape(date)}">{escape(self.date(date))}</time>')
        return Markup(f'<span class="undated">{self.word("undated")}</span>')

    def at(self, line: SourceLine, seconds: float) -> Markup:
        """A moment of a source: a link where its times are exact, else "near"."""
        url = moment(line, seconds)
        if url:
            return Markup(f'{self.word("at")} <a class="at" href="{escape(url)}" rel="noopener">{clock(seconds)}</a>')
        return Markup(f"{self.word('near')} {clock(seconds)}")

    def line(self, line: SourceLine) -> Markup:
        """A source: its title and, left open for more, what it is."""
        if line.id not in self.lines:
            self.lines[line.id] = self._line(line)
        return self.lines[line.id]

    def _line(self, line: SourceLine) -> Markup:
        language = f' lang="{escape(line.language)}"' if line.language != self.language else ""
        publisher = self.link(line.publisher_ref) if line.publisher_ref else escape(line.publisher)
        if line.event and line.publisher == line.event.name:  # a conference's own programme
            publisher = Markup("")
        speakers = ", ".join(map(self.link, line.speakers[:3]))
        more = f" +{len(line.speakers) - 3}" if len(line.speakers) > 3 else ""
        translated = f'<span class="tag">{self.word("Machine-translated")}</span>' if line.machine_translated else ""
        event = self.link(line.event) if line.event else ""
        meta = (
            self.word(MEDIA.get(line.medium, "Article")),
            publisher,
            event,
            self.when(line.date),
            speakers + more,
            translated,
        )
        return Markup(
            f'<a class="r r-{line.kind} title" href="{self.href(line)}"{language}>{escape(line.title)}</a>'
            f'<span class="meta">{" · ".join(filter(None, meta))}'
        )

    def voice(self, row: Appearance, quotes: Mapping[str, str]) -> str:
        """A list item: a source that speaks of an entry, how often, where first, and its sentence if there is one."""
        count = self.word("once") if row.mentions == 1 else f"{row.mentions:,} {self.word('times')}"
        first = f"{self.word('first')} " if row.mentions > 1 else ""
        place = f", {first}{self.at(row.line, row.time)}" if row.time is not None else ""
        quote = quotes.get(row.line.id)
        said = f'<blockquote lang="{escape(row.line.language)}">{escape(quote)}</blockquote>' if quote else ""
        return f'<li>{self.line(row.line)} · <span class="hits">{count}{place}</span></span>{said}</li>'

    def voices(self, rows: Sequence[Appearance], quotes: Mapping[str, str]) -> Markup:
        """Sources that speak of an entry."""
        return Markup(f'<ol class="voices">{"".join([self.voice(row, quotes) for row in rows])}</ol>')

    def sources(self, rows: Sequence[SourceLine]) -> Markup:
        """Sources by themselves."""
        return Markup('<ol class="voices">' + "".join(f"<li>{self.line(row)}</span></li>" for row in rows) + "</ol>")

    def ranked(self, rows: Sequence[Ranked], split: bool = True) -> Markup:
        """Neighbours with how many sources they share, and how many of these are independent, as bars."""
        most = max([row.sources for row in rows], default=1)
        links, bars = self.links.get, self.bars.get
        items: list[str] = []
        for row in rows:
            ref, key = row.ref, (row.sources, row.independent if split else -1, most)
            before, after = bars(key) or self.bars.setdefault(key, _bar(*key))
            items += before, links((ref.kind, ref.id, ref.name)) or self.link(ref), after
        return Markup(f'<ol class="ranked" data-pagefind-ignore>{"".join(items)}</ol>')


def _bar(sources: int, independent: int, most: int) -> tuple[str, str]:
    """What stands around the link in a list item with a bar; -1 where the independent sources are not told."""
    free = f" f{tenth(independent, most)}" if independent > 0 else ""
    small = f'<small title="of them independent"> · {independent:,}</small>' if independent >= 0 else ""
    return f'<li class="w{tenth(sources, most)}{free}">', f' <span class="n">{sources:,}{small}</span></li>'


def clock(seconds: float) -> str:
    """Seconds as a player shows them.

    >>> clock(260.4), clock(3860)
    ('04:20', '1:04:20')
    """
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute:02}:{second:02}"


def moment(line: SourceLine, seconds: float) -> str:
    """The URL of a moment in a recording, where its times are exact, else "".

    Known players take `t` in the query; anything else takes a media fragment.
    """
    url = iri.safe_url(line.url)
    if not (url and line.exact):
        return ""
    host = urlsplit(url).hostname or ""
    if host.endswith(("youtube.com", "youtu.be", "vimeo.com")):
        return f"{url.partition('#')[0]}{'&' if '?' in url else '?'}t={int(seconds)}s"
    return f"{url.partition('#')[0]}#t={int(seconds)}"


def tenth(part: int, whole: int) -> int:
    """A share in tenths, 1 to 10, for the width of a bar.

    >>> tenth(1, 100), tenth(55, 100), tenth(5, 5)
    (1, 6, 10)
    """
    return min(10, max(1, -(-10 * part // (whole or 1))))

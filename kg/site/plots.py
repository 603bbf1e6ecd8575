"""A query's answer as a chart, where its columns fit one: drawn as SVG when the page is made.

`assets/query-plot.js` chooses and draws by the same rules in the browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from kg.query.answered import Cell

MOST = 20
"""Bars of a chart; the table has the rest."""
WIDTH, HIGH, LINE, NAMES = 640, 160, 20, 220
"""Of the drawing, a chart by year, a bar's line, and the room for names."""


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn: values by name, or by year."""

    by: str
    """The column of names."""
    of: str
    """The column of values."""
    years: bool
    bars: tuple[tuple[str, float], ...]


def choose(names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Plot | None:
    """The first column of names or years against the first column of numbers; None where there is no such pair.

    Names must differ, numbers must be there in every row, none below zero and not all alike.
    """
    if len(rows) < 2:
        return None
    numeric = [i for i in range(len(names)) if all(row[i].number is not None for row in rows)]
    year = next((i for i in numeric if names[i].lower() == "year"), None)
    values = [i for i in numeric if i != year and _drawable([row[i].number or 0.0 for row in rows])]
    plain = [i for i in range(len(names)) if i not in numeric and len({row[i].text for row in rows}) == len(rows)]
    if not values or (year is None and not plain):
        return None
    label, value = plain[0] if year is None else year, values[0]
    shown = rows if year is not None else rows[:MOST]
    bars = tuple((row[label].text, row[value].number or 0.0) for row in shown)
    return Plot(names[label], names[value], year is not None, bars)


def _drawable(values: list[float]) -> bool:
    return min(values) >= 0 and min(values) < max(values)


def draw(plot: Plot) -> Markup:
    """The chart as SVG: upright bars by year, lying ones by name."""
    most = max(value for _, value in plot.bars)
    label = escape(f"{plot.of} by {plot.by}, {len(plot.bars)} bars; highest: {number(most)}")
    height, body = _years(plot, most) if plot.years else _names(plot, most)
    return Markup(f'<svg class="plot" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{label}">{body}</svg>')


def _years(plot: Plot, most: float) -> tuple[int, str]:
    step = WIDTH / len(plot.bars)
    bar = min(step * 0.7, 48)
    parts = [f'<path class="axis" d="M0 {HIGH}.5H{WIDTH}"/>']
    for place, (year, value) in enumerate(plot.bars):
        x, tall = place * step + (step - bar) / 2, (HIGH - 20) * value / most
        middle = f"{place * step + step / 2:.1f}"
        parts.append(f'<rect x="{x:.1f}" y="{HIGH - tall:.1f}" width="{bar:.1f}" height="{tall:.1f}"/>')
        parts.append(f'<text class="mid" x="{middle}" y="{HIGH - tall - 4:.1f}">{number(value)}</text>')
        parts.append(f'<text class="mid" x="{middle}" y="{HIGH + 15}">{escape(year)}</text>')
    return HIGH + 20, "".join(parts)


def _names(plot: Plot, most: float) -> tuple[int, str]:
    parts = []
    for place, (name, value) in enumerate(plot.bars):
        y, wide = place * LINE, (WIDTH - NAMES - 60) * value / most
        shown = name if len(name) <= 34 else name[:33] + "…"
        parts.append(f'<text class="end" x="{NAMES - 6}" y="{y + 14}">{escape(shown)}</text>')
        parts.append(f'<rect x="{NAMES}" y="{y + 3}" width="{wide:.1f}" height="{LINE - 6}"/>')
        parts.append(f'<text x="{NAMES + wide + 5:.1f}" y="{y + 14}">{number(value)}</text>')
    return LINE * len(plot.bars), "".join(parts)


def number(value: float) -> str:
    """A value as a chart writes it.

    >>> number(1234.0), number(0.5), number(2.25)
    ('1,234', '0.5', '2.25')
    """
    return f"{value:,.2f}".rstrip("0").rstrip(".")

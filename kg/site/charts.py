"""Small charts, drawn as SVG when the page is made: no script, and a table beside each says the same."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from kg.query.views.model import Year

WIDTH, HEIGHT, FOOT = 320, 96, 16


def years(rows: Sequence[Year], span: tuple[int, int, int] | None = None) -> Markup:
    """Bars by year: independent sources below, all others on top of them. Empty for fewer than two years.

    `span` (first year, last year, most in a year) puts several charts on one scale.
    """
    if span:
        known = {row.year: row for row in rows}
        rows = [known.get(year, Year(year, 0, 0)) for year in range(span[0], span[1] + 1)]
    if len(rows) < 2:
        return Markup("")
    highest = (span[2] if span else max(row.independent + row.other for row in rows)) or 1
    step = WIDTH / len(rows)
    bar = min(step * 0.7, 28)
    parts = []
    for place, row in enumerate(rows):
        x = place * step + (step - bar) / 2
        free, rest = (HEIGHT * n / highest for n in (row.independent, row.other))
        if row.independent:
            parts.append(_bar("free", x, HEIGHT - free, bar, free))
        if row.other:
            parts.append(_bar("rest", x, HEIGHT - free - rest, bar, rest))
        if _labelled(place, len(rows)):
            parts.append(f'<text x="{place * step + step / 2:.1f}" y="{HEIGHT + 13}">{row.year}</text>')
    first, last = rows[0].year, rows[-1].year
    label = f"Dated sources by year, {first} to {last}; most in one year: {highest}"
    return Markup(
        f'<svg class="years" viewBox="0 0 {WIDTH} {HEIGHT + FOOT}" role="img" aria-label="{label}">'
        f'<path class="axis" d="M0 {HEIGHT}.5H{WIDTH}"/>{"".join(parts)}</svg>'
    )


def _bar(name: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{name}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def _labelled(place: int, total: int) -> bool:
    """Every year where there is room, else every second or third, and always the last."""
    every = 1 if total <= 8 else 2 if total <= 16 else 4
    return (total - 1 - place) % every == 0

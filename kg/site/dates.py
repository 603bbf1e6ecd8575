"""ISO dates of any precision, in words."""

from __future__ import annotations

MONTHS = "January February March April May June July August September October November December".split()


def date(text: str) -> str:
    """An ISO date of any precision in words.

    >>> date("2020-11-17"), date("2020-11"), date("2020"), date("")
    ('17 November 2020', 'November 2020', '2020', '')
    """
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    if not (month.isdigit() and 1 <= int(month) <= 12):
        return text
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}" if day.isdigit() else f"{MONTHS[int(month) - 1]} {year}"


def short(text: str) -> str:
    """An ISO date as lists show it.

    >>> short("2020-11-17"), short("2020")
    ('17 Nov 2020', '2020')
    """
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    if not (month.isdigit() and 1 <= int(month) <= 12):
        return text
    name = MONTHS[int(month) - 1][:3]
    return f"{int(day)} {name} {year}" if day.isdigit() else f"{name} {year}"


def chinese(text: str) -> str:
    """An ISO date of any precision in Chinese.

    >>> chinese("2020-11-07"), chinese("2020-11"), chinese("2020"), chinese("unknown")
    ('2020年11月7日', '2020年11月', '2020年', 'unknown')
    """
    parts = text.split("-")
    if not all(part.isdigit() for part in parts):
        return text
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def days(start: str, end: str) -> str:
    """A span of days in words.

    >>> days("2020-11-17", "2020-11-20"), days("2020-10-30", "2020-11-02"), days("2020-11", "")
    ('17 to 20 November 2020', '30 October 2020 to 2 November 2020', 'November 2020')
    """
    if not end or end == start:
        return date(start)
    if start[:7] == end[:7] and len(start) == len(end) == 10:
        return f"{int(start[8:])} to {date(end)}"
    return f"{date(start)} to {date(end)}"

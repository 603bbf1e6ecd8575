"""Interview transcripts in the Changelog style: `**Speaker:** words`, times such as `\\[04:20\\]` now and then."""

from __future__ import annotations

import re
from collections import Counter

from kg.ingest.bylines import full_name
from kg.ingest.draft import Text
from kg.model import Turn

_LABEL = re.compile(r"^ ?\*\*([^*\n]{1,60}?)(?::\*\*|\*\*:)(?=\s|\S)", re.M)


def labels(markdown: str) -> frozenset[str]:
    """The speaker labels of a transcript in Markdown; empty where it is no transcript.

    A post has its "**Note:**" too: in a transcript labels come back, and either half of the paragraphs have one,
    or it opens with one and people's full names are among them.

    >>> sorted(labels("**Ada E:** Hi\\n\\n**Bo S:** Hi\\n\\n**Ada E:** So\\n\\n**Bo S:** Yes"))
    ['Ada E', 'Bo S']
    """
    found = list(_LABEL.finditer(markdown))
    counts = Counter(mark[1].strip() for mark in found)
    again = [label for label, count in counts.items() if count > 1]
    share = len(found) / (len(re.findall(r"\n[ \t]*\n", markdown)) + 1)
    named = any(full_name(label) for label in again) and found[0].start() < 500
    return frozenset(counts) if (len(again) > 1 and share >= 0.5) or (named and share >= 0.15) else frozenset()


def spaced(markdown: str) -> str:
    """The transcript with a blank after each label: without it `**Ada:**Hi` is no emphasis in Markdown."""
    return re.sub(r"^( ?\*\*[^*\n]{1,60}?(?::\*\*|\*\*:))(?=\S)", r"\1 ", markdown, flags=re.M)


def turns(text: Text, speakers: frozenset[str]) -> tuple[Turn, ...]:
    """Who speaks from where to where; a label's span leaves its colon out."""
    starts = []
    for start, end, _ in text.spans.get("bold", ()):
        label = text.text[start:end].rstrip(": ")
        at_start = start == 0 or text.text[start - 1] == "\n"
        colon = text.text[start + len(label) : end + 1].lstrip(" ").startswith(":")
        if at_start and colon and label in speakers:
            starts.append((start, start + len(label)))
    ends = [start for start, _ in starts[1:]] + [len(text.text)]
    return tuple(
        Turn(start, label_end, label_end + len(text.text[label_end:end].rstrip()))
        for (start, label_end), end in zip(starts, ends, strict=False)
    )

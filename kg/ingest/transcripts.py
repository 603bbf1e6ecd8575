"""Interview transcripts in the Changelog style: `**Speaker:** words`, times such as `\\[04:20\\]` now and then."""

from __future__ import annotations

import re
from collections import Counter

from kg.ingest.draft import Text
from kg.model import Turn

_LABEL = re.compile(r"^ ?\*\*([^*\n]{1,60}?)(?::\*\*|\*\*:)(?=\s|\S)", re.M)
_REMARKS = frozenset("note tip warning important update example question answer q a hint caution".split())


def labels(markdown: str) -> frozenset[str]:
    """The speaker labels of a transcript in Markdown; empty where it is no transcript.

    Two labels that each come back make one (a post has its "**Note:**" too), or one that comes back ten times.

    >>> sorted(labels("**Ada E:** Hi\\n\\n**Bo S:** Hi\\n\\n**Ada E:** So\\n\\n**Bo S:** Yes"))
    ['Ada E', 'Bo S']
    """
    counts = Counter(mark[1].strip() for mark in _LABEL.finditer(markdown))
    again = [count for label, count in counts.items() if count > 1 and label.lower() not in _REMARKS]
    return frozenset(counts) if len(again) > 1 or max(again, default=0) >= 10 else frozenset()


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

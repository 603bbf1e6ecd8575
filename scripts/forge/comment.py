"""Posts what `effect.py` wrote: `comment.py FOLDER`. This one may write, so it trusts nothing of what it reads.

It runs from the main branch, after the pull request's own run has ended, and never runs or checks out its code. The
folder is what a stranger's run handed over: sizes are bounded, the number must be that of an open pull request whose
head is the commit that ran, and of the Markdown only what `kg diff` writes is left alive.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import forge

LARGEST = 60_000
"""Characters; the forge takes 65,536."""
TAGS = re.compile(r"(</?details>|</?summary>)")
PATH = r"(?!/|[^)]*(?:\.\.|//))[A-Za-z0-9_/.~-]*"
"""What may follow an allowed address: nothing that leads out of it again, written plainly or encoded."""
HOSTED = "Links to pages lead to a preview at {url}, built from this change."
HOME = (
    "Links to pages lead to a preview that you serve on your own machine: take the artifact *preview* from"
    " [the run]({run}#artifacts) (kept for 7 days), unpack it, and type `python3 -m http.server` in its folder. It"
    " holds the pages that change, as this change makes them, and nothing else that they link to."
)
MORE = "\n\n… cut here: the rest stands in the run.\n"


def main(folder: Path) -> int:
    """Check and post; 1 where the folder is not what it should be."""
    try:
        number, head, body = read(folder)
        run = forge.event()["workflow_run"]
        if run["head_sha"] != head:
            raise forge.Refused("the commit is not the one that ran")
        pull = forge.ask("GET", f"pulls/{number}")
        if pull["head"]["sha"] != head or pull["state"] != "open":
            print("the pull request has gone on, or is closed: nothing to say")
            return 0
    except (forge.Refused, OSError, ValueError, KeyError) as error:
        print(f"refused: {error!r}"[:300], file=sys.stderr)
        return 1
    print(forge.say(number, "effect", harmless(body, allowed()) + foot(head, str(run["html_url"]))))
    return 0


def read(folder: Path) -> tuple[int, str, str]:
    """Number, commit and text. Raises Refused where one is not what it should be."""
    texts = {}
    for name, largest in (("number", 12), ("head", 64), ("comment.md", 4 * LARGEST)):
        file = folder / name
        if file.is_symlink() or not file.is_file() or file.stat().st_size > largest:
            raise forge.Refused(f"{name} is missing or too large")
        texts[name] = file.read_text(encoding="utf-8")
    number, head = texts["number"].strip(), texts["head"].strip()
    if not re.fullmatch(r"[1-9][0-9]{0,9}", number) or not re.fullmatch(r"[0-9a-f]{40}", head):
        raise forge.Refused("no number or no commit")
    return int(number), head, texts["comment.md"]


def allowed() -> tuple[str, ...]:
    """Where links may lead: the preview, and the repository."""
    preview = os.environ.get("PREVIEW_URL") or "http://localhost:8000"
    return preview.rstrip("/") + "/", f"{os.environ.get('GITHUB_SERVER_URL', '')}/{os.environ['GITHUB_REPOSITORY']}/"


def harmless(text: str, allowed: tuple[str, ...]) -> str:
    """Markdown that folds and links to where it may, and does nothing else: names nobody, shows no picture.

    >>> harmless("<img src=x> @you ![x](https://a.example/) [p](https://ok.example/p)", ("https://ok.example/",))
    '&lt;img src=x&gt; @\\u200byou !\\u200b[x]\\u200b(https\\u200b://a.example/) [p](https://ok.example/p)'
    """
    text = "".join(char for char in text if char == "\n" or char.isprintable())
    if len(text) > LARGEST:
        text = text[:LARGEST].rpartition("\n")[0]
        text += "\n</details>" * (text.count("<details>") - text.count("</details>")) + MORE
    parts = [part if TAGS.fullmatch(part) else _escaped(part) for part in TAGS.split(text)]
    text = re.sub(r"@(?=\w)", "@\u200b", "".join(parts))
    text = re.sub(r"#(?=\d)", "#\u200b", text.replace("![", "!\u200b["))
    text = re.sub(r"(?i)(gh)-(?=\d)", "\\1\u200b-", text)
    text = re.sub(r"(?i)\bwww\.", "www\u200b.", text)
    text = re.sub(r"\](?=[:\[])", "]\u200b", text)
    inside = rf"(?:{'|'.join(map(re.escape, allowed))}){PATH}\)"
    text = re.sub(rf"\]\((?!{inside})", "]\u200b(", text)
    return re.sub(rf"(?!(?<=\]\(){inside})\b([A-Za-z][A-Za-z+.-]{{1,20}})://", "\\1\u200b://", text)


def _escaped(text: str) -> str:
    """Text without tags, and without entities that could hide a sign; the three that `kg diff` writes stay."""
    return re.sub(r"&(?!(?:amp|lt|gt);)", "&amp;", text).replace("<", "&lt;").replace(">", "&gt;")


def foot(head: str, run: str) -> str:
    """Where the preview is, and of what commit all this is said."""
    where = HOME.format(run=run) if not os.environ.get("PREVIEW_URL") else HOSTED.format(url=allowed()[0])
    return f"\n\n<sub>{where} Made from {head[:10]} by [this run]({run}), anew at each push.</sub>\n"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

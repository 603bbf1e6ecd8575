"""Make the word lists that extraction ships: ordinary English words with their frequency, and given names.

    pip install english-words wordfreq faker
    python scripts/lexicon.py kg/extract/data

The lists hold single words only: facts about the language. Sources: web2 and GCIDE (both free of restrictions, by
`english-words`), frequencies by `wordfreq` (CC BY-SA 4.0), given names by `faker` (MIT).
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections import defaultdict
from pathlib import Path

LEAST = 2.3
"""Zipf frequency from which a dictionary word is ordinary."""
LATIN = re.compile(r"[A-ZÀ-Ž][a-zß-ž]{2,14}$")


def ordinary() -> str:
    """Lines `TENTHS word word …`: the dictionary's lower-case words by Zipf frequency times ten."""
    from english_words import get_english_words_set
    from wordfreq import zipf_frequency

    groups: dict[int, list[str]] = defaultdict(list)
    for word in get_english_words_set(["web2", "gcide"], lower=False):
        if re.fullmatch(r"[a-z]{2,}", word) and (zipf := zipf_frequency(word, "en")) >= LEAST:
            groups[round(zipf * 10)].append(word)
            for form in (word + "s", word + "ed", word + "ing", word.rstrip("e") + "ing", word.rstrip("e") + "ed"):
                if (zipf := zipf_frequency(form, "en")) >= LEAST:
                    groups[round(zipf * 10)].append(form)
    return "".join(f"{tenths} {' '.join(sorted(set(words)))}\n" for tenths, words in sorted(groups.items()))


def given() -> str:
    """Given names in Latin script, one line a first letter."""
    import faker.providers.person as person

    names: set[str] = set()
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for key in vars(provider):
            if re.fullmatch(r"first_names?(_female|_male|_nonbinary|_est|_rus)?|first_romanized_names", key):
                listed = getattr(provider, key)
                if isinstance(listed, (dict, list, tuple)):
                    names.update(n for n in listed if isinstance(n, str) and LATIN.match(n))
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        groups[name[0]].append(name)
    return "".join(f"{' '.join(group)}\n" for _, group in sorted(groups.items()))


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ordinary.txt").write_text(ordinary(), encoding="utf-8")
    (folder / "given.txt").write_text(given(), encoding="utf-8")

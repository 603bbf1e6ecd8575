"""Make the word lists that extraction ships: ordinary English words with their frequency, given and family names.

    pip install english-words wordfreq faker pypinyin
    python scripts/lexicon.py kg

The lists hold single words only: facts about the language. Sources: web2 and GCIDE (both free of restrictions, by
`english-words`), frequencies by `wordfreq` (CC BY-SA 4.0), names by `faker` (MIT).
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
COMMON = 3.2
"""Zipf frequency from which a family name is borne by many."""

SUFFIXES = (
    ("ies", "y"),
    ("ied", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("er", ""),
    ("er", "e"),
    ("ers", ""),
    ("ers", "e"),
    ("est", ""),
    ("est", "e"),
    ("ly", ""),
    ("able", ""),
    ("able", "e"),
)


def inflected(word: str, dictionary: set[str]) -> bool:
    """Whether a word is a dictionary's word or a regular form of one (policies, debugging, quicker)."""
    if word in dictionary:
        return True
    for suffix, instead in SUFFIXES:
        stem = word.removesuffix(suffix)
        if (
            stem != word
            and len(stem) > 2
            and (stem + instead in dictionary or (stem[-1] == stem[-2] and stem[:-1] in dictionary))
        ):
            return True
    return False


def ordinary() -> str:
    """Lines `TENTHS word word …`: the dictionary's lower-case words and their forms by Zipf frequency times ten."""
    from english_words import get_english_words_set
    from wordfreq import top_n_list, zipf_frequency

    dictionary = {w for w in get_english_words_set(["web2", "gcide"], lower=False) if re.fullmatch(r"[a-z]{2,}", w)}
    groups: dict[int, list[str]] = defaultdict(list)
    for word in set(top_n_list("en", 120_000)) | dictionary:
        if (
            re.fullmatch(r"[a-z]{2,}", word)
            and (zipf := zipf_frequency(word, "en")) >= LEAST
            and inflected(word, dictionary)
        ):
            groups[round(zipf * 10)].append(word)
    return "".join(f"{tenths} {' '.join(sorted(words))}\n" for tenths, words in sorted(groups.items()))


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


def family() -> str:
    """Common family names in lower case, one line a first letter; Chinese ones in pinyin, all of them."""
    import faker.providers.person as person
    from pypinyin import lazy_pinyin
    from wordfreq import zipf_frequency

    names: set[str] = set()
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for key in ("last_names", "last_names_male", "last_names_female", "last_romanized_names"):
            listed = [n for n in getattr(provider, key, ()) if isinstance(n, str)]
            names.update(n.lower() for n in listed if LATIN.match(n) and zipf_frequency(n, "en") >= COMMON)
            if module.name == "zh_CN":
                names.update("".join(lazy_pinyin(n)) for n in listed)
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        groups[name[0]].append(name)
    return "".join(f"{' '.join(group)}\n" for _, group in sorted(groups.items()))


if __name__ == "__main__":
    extract, link = (Path(sys.argv[1]) / part / "data" for part in ("extract", "link"))
    for folder, name, make in (
        (extract, "ordinary.txt", ordinary),
        (extract, "given.txt", given),
        (link, "family.txt", family),
    ):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(make(), encoding="utf-8")

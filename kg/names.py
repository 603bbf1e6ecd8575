"""How names are cut into tokens and compared: the same way in a text, in a record and in the gazetteer."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Scripts that are written without blanks (with Hangul): each character is a token."""
LETTER = rf"[^\W_{HAN}]"
TOKEN = re.compile(
    rf"[ODL]['’](?=[A-Z]){LETTER}+"
    rf"|(?:[A-Za-z]|[Oo]bj-c)(?:\+\+|\#)(?![\w+#])"
    rf"|{LETTER}+"
    rf"|[{HAN}]"
    r"|[^\s]"
)
"""A word (with O'Reilly, C++ and F#), one Han character or one sign; a possessive's apostrophe stands alone."""
_SIGNS = {"++": "plusplus", "#": "sharp"}
_HAN = re.compile(f"[{HAN}]")


def tokens(text: str) -> list[tuple[str, int, int]]:
    """The tokens of a text with their offsets.

    >>> [t for t, _, _ in tokens("Go的C++ isn't O'Reilly's")]
    ['Go', '的', 'C++', 'isn', "'", 't', "O'Reilly", "'", 's']
    """
    return [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text)]


@lru_cache(maxsize=50_000)
def surface_tokens(surface: str) -> tuple[tuple[str, int, int], ...]:
    """The tokens of a short stretch that may stand in a text many times.

    >>> [t for t, _, _ in surface_tokens("Argo CD")]
    ['Argo', 'CD']
    """
    return tuple(tokens(surface))


@lru_cache(maxsize=200_000)
def key(name: str) -> str:
    """The key under which spellings of one name meet: no case, blanks, hyphens or dots.

    >>> key("Argo CD") == key("argo-cd"), key("C++"), key("KubeCon + CloudNativeCon")
    (True, 'cplusplus', 'kubeconcloudnativecon')
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    for sign, word in _SIGNS.items():
        if text.endswith(sign) and len(text) <= 6 and " " not in text:
            text = text[: -len(sign)] + word
    return re.sub(r"[\W_]+", "", text)


def has_han(text: str) -> bool:
    """Whether the text holds a Han, Kana or Hangul character.

    >>> has_han("Go 语言"), has_han("Go")
    (True, False)
    """
    return _HAN.search(text) is not None


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Lower case without diacritics, to compare persons' names.

    >>> fold("Tyczyński")
    'tyczynski'
    """
    if text.isascii():
        return text.lower()
    text = text.replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("ß", "ss")
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def parts(name: str) -> list[str]:
    """The words of a name, those of camel case apart.

    >>> parts("LampCon"), parts("Open Lamp Summit"), parts("APIDays")
    (['Lamp', 'Con'], ['Open', 'Lamp', 'Summit'], ['API', 'Days'])
    """
    words = [word for word, _, _ in tokens(name) if word[0].isalnum()]
    return [part for word in words for part in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[^A-Z]+", word)]


def spelt(name: str, between: str = r"\s?") -> str:
    r"""A pattern for a name with or without blanks (or what else is `between`) in it.

    >>> spelt("LampCon")
    'Lamp\\s?Con'
    """
    return between.join(map(re.escape, parts(name)))

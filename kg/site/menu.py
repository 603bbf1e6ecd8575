"""The chrome in Chinese: mkdocs renders it once, in English; its few words are put in place here."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.model import FOLDERS
from kg.site import words

PHRASES = {
    "Skip to content": "跳到正文",
    'placeholder="Search"': 'placeholder="搜索"',
    "Search names and texts": "搜索名称与正文",
    "Search the site": "全站搜索",
}


@lru_cache(maxsize=8)
def translated(part: str, tree: bool) -> str:
    """A part of the chrome in Chinese: its menu, and its links where there is a Chinese `tree`.

    >>> translated('<a href="/x/projects/" class="md-tabs__link"> Projects </a>', True)
    '<a href="/x/zh/projects/" class="md-tabs__link"> 项目 </a>'
    """
    word = words.of("zh")
    for kind, title in words.SECTIONS.items():
        folder = "landscape" if kind == "landscape" else FOLDERS[kind]
        into = "zh/" if tree and kind != "landscape" else ""
        link = rf'href="([^"]*/){folder}/"( class="md-(?:tabs|nav)__link[^>]*>(?:\s|<span[^>]*>)*){title}'
        part = re.sub(link, rf'href="\g<1>{into}{folder}/"\g<2>{word(title)}', part)
    for english, chinese in PHRASES.items():
        part = part.replace(english, chinese)
    return re.sub(r'href="([^"]*?/)\.?" class="kg-brand"', r'href="\1zh/" class="kg-brand"', part) if tree else part

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
    "Switch to the light colours": "切换到浅色",
    "Switch to the dark colours": "切换到深色",
    "Switch to the system's colours": "使用系统配色",
    "Switch to the system&#39;s colours": "使用系统配色",
    'title="The repository"': 'title="代码仓库"',
    'aria-label="The repository"': 'aria-label="代码仓库"',
    'aria-label="Navigation"': 'aria-label="导航"',
    'title="Navigation"': 'title="导航"',
    'aria-label="Header"': 'aria-label="页首"',
    'aria-label="Tabs"': 'aria-label="栏目"',
    "Content under <a": "内容许可：<a",
    "</a>. No cookies, no third parties.": "</a>。不用 Cookie，不连接第三方。",
}
TEXTS = {
    "Queries": "查询",
    "About": "关于",
    "Data": "数据",
    "Contribute": "参与贡献",
    "Attribution": "来源与许可",
    "Privacy": "隐私",
    "Add an entry": "添加条目",
    "The repository": "代码仓库",
}
"""Whole texts of links and headings; the pages that they lead to are in English, but for the one for people."""
_TEXT = re.compile(rf"(?<=>)(\s*)({'|'.join(TEXTS)})(\s*)(?=<)")


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
    part = re.sub(r'href="([^"]*/)privacy/"', r'href="\1zh/privacy/"', part) if tree else part
    part = _TEXT.sub(lambda match: match[1] + TEXTS[match[2]] + match[3], part)
    for english, chinese in PHRASES.items():
        part = part.replace(english, chinese)
    return re.sub(r'href="([^"]*?/)\.?" class="kg-brand"', r'href="\1zh/" class="kg-brand"', part) if tree else part

"""The interface's words by language. English is the key; a word without a translation stays English."""

from __future__ import annotations

from collections.abc import Callable

CHINESE = {
    "Search": "搜索",
    "Landscape": "全景图",
    "Projects": "项目",
    "Products": "产品",
    "Vendors": "厂商",
    "People": "人物",
    "Topics": "主题",
    "Events": "活动",
    "Talks": "演讲",
    "Articles": "文章",
    "Talk": "演讲",
    "Article": "文章",
    "Podcast": "播客",
    "Blog post": "博客",
    "Recording": "录像",
    "Undated": "日期不详",
    "undated": "日期不详",
    "Facts": "事实",
    "Original": "原文",
    "Publisher": "发布者",
    "Speaks for": "代表",
    "Date": "日期",
    "Date from": "日期依据",
    "Event": "活动",
    "Language": "语言",
    "Licence": "许可",
    "Speakers": "讲者",
    "Authors": "作者",
    "What it speaks of": "文中提到",
    "What it is about": "主题",
    "Names without an entry": "尚无条目的名字",
    "Sources like this one": "相近的来源",
    "What it states": "文中的说法",
    "Where this comes from": "出处",
    "Edit this entry": "编辑此条目",
    "Something wrong?": "有误?",
    "Raw data": "原始数据",
    "first": "首次",
    "near": "约",
    "times": "次",
    "once": "一次",
    "independent": "独立",
    "end user": "最终用户",
    "vendor": "厂商",
    "project": "项目",
    "Machine-translated": "机器翻译",
    "This text was translated by a machine; names may have suffered.": "本文为机器翻译，名称可能有误。",
    "Read the original": "阅读原文",
    "Go to the recording": "观看录像",
    "Affiliation": "立场",
    "at": "于",
    "stated": "原文注明",
}

WORDS = {"zh": CHINESE}


def of(language: str) -> Callable[[str], str]:
    """The function that gives a word in a language.

    >>> of("zh")("Projects"), of("en")("Projects"), of("zh")("no such word")
    ('项目', 'Projects', 'no such word')
    """
    table = WORDS.get(language.partition("-")[0], {})
    return lambda text: table.get(text, text)

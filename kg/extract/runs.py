"""Name-like stretches of a text: runs of capitalised or odd-shaped words, Latin words in Chinese, transliterations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.lexicon import FUNCTION, IMPERATIVE, STOP
from kg.names import HAN, has_han

Token = tuple[str, int, int]
LONGEST: Final = 10
"""Tokens of the longest run; a longer one (a line of capitals) is cut."""
PARTICLES: Final = frozenset("of de van von der den da di del la le el al bin ten for".split())
"""Lower-case words inside a name (Bank of Nowhere, Ada van der Berg)."""
SIGNS: Final = frozenset("& + - – . @".split())
SUFFIXES: Final = frozenset("io sh dev com org net ai fm js app cloud tv tech build py md so NET JS IO FM".split())
"""What may follow a dot inside a name (fly.io, Node.js)."""
TRANSLITERATION: Final = frozenset(
    "阿埃艾爱安昂奥巴白班邦保鲍贝本比彼毕宾波伯博布蔡查察楚茨达戴丹当道德邓迪蒂第丁东杜顿多厄尔恩法范方菲费芬丰冯弗佛福富盖甘"
    "冈高戈哥格葛根贡古圭哈海汉豪赫黑亨洪侯胡华怀惠霍基吉季加贾简江杰捷金津久卡凯坎康考柯科可克肯孔库奎昆拉来莱赖兰朗劳勒雷"
    "蕾黎里理丽利莉力立连廉良列琳林龙隆卢鲁路露伦罗萝洛吕马玛迈麦曼芒毛茂梅蒙孟米密缪明摩莫默姆慕木穆拿娜纳乃奈南瑙内尼"
    "妮聂宁纽努诺欧帕派潘庞佩彭皮平坡珀普奇齐契恰强乔切琴青琼丘瞿让热荣茹瑞若萨塞赛桑瑟森沙莎山珊尚绍舍申圣诗施史什士舒"
    "斯丝思司松苏素索塔泰坦汤唐陶特腾提田汀廷亭通图托陀瓦万旺威韦维魏温文翁沃乌吾伍武西希锡席夏显香肖逍谢欣辛兴休修许雪逊"
    "泼勃蒲裴璞佳嘉凡孚甘讷匹琦钱沁屈儒撒诗顺滕旭燕姚印宇哲智邹祖迦珈茱墨夫拉蒂雅亚扬杨耶叶伊依因英尤于约云宰赞泽曾扎詹珍真芝志治朱卓兹子宗佐娅黛薇翠茜茹妲芙莲蒂芭婷丝娃朵妍姬"
)
"""Characters with which Chinese writes foreign names."""
_DOTTED = re.compile(rf"[{HAN}]{{1,8}}(?:[·•・‧∙．][{HAN}]{{1,8}})+")
_BY_ACCOUNT = re.compile(rf"(?:根据|按照|据)([{HAN}]{{2,6}}?)(?=的说法|的观点|说|称|介绍)")
_SAYING = re.compile(
    rf"(?:(?<![{HAN}·])|(?<=正如)|(?<=就像)|(?<=但是)|(?<=同时))([{HAN}]{{2,6}}?)"
    r"(?=\s*(?:说|表示|指出|认为|解释|补充|告诉|写道|谈到|强调|透露|回忆))"
)
_SURNAME = re.compile(
    r"(?:^|(?<=[\n，。；：、”\"]))([王李张刘陈杨黄赵吴周徐孙朱马胡郭林何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁余叶蒋杜苏魏程吕丁沈姚卢"
    r"姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严洪武戴莫孔汤])"
    r"(?=\s*(?:说[，：:。“]|表示|指出|解释|补充|告诉|写道|强调|透露|回忆))",
    re.M,
)
"""A surname of one character, alone before a verb of saying."""


def name_like(word: str) -> bool:
    """Whether a token by itself looks like a part of a name.

    >>> [name_like(w) for w in ("Flux", "eBPF", "k8s", "flux", "2022")]
    [True, True, True, False, False]
    """
    if word[0].isupper():
        return True
    if word.islower() and word.isalpha() or has_han(word[0]):
        return False
    return word[0].isalpha() and (word[-1] in "+#" or not word.islower() or any(c.isdigit() for c in word))


def _joined(text: str, left: Token, right: Token) -> bool:
    """Whether nothing but blanks stands between two tokens (a line break ends a block)."""
    gap = text[left[2] : right[1]]
    return len(gap) < 4 and "\n" not in gap


def find(text: str, toks: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Runs of name-like tokens as (first, one past the last) token numbers, stop words trimmed from both ends."""
    i, count = 0, len(toks)
    while i < count:
        if not name_like(toks[i][0]):
            i += 1
            continue
        j = i + 1
        while j < count and j - i < LONGEST:
            step = _step(text, toks, j)
            if not step:
                break
            j += step
        first, last = _trimmed(text, toks, i, j)
        if first < last:
            yield first, last
        i = j


def _step(text: str, toks: Sequence[Token], j: int) -> int:
    """How many tokens from `j` on carry the run further (0: it ends)."""
    if not _joined(text, toks[j - 1], toks[j]):
        return 0
    word, after = toks[j][0], toks[j + 1] if j + 1 < len(toks) else None
    if name_like(word) or re.fullmatch(r"(19|20)\d\d", word):
        return 1
    if after is None or not _joined(text, toks[j], after):
        return 0
    touching = toks[j - 1][2] == toks[j][1] and toks[j][2] == after[1]
    if word == ".":
        follows = name_like(after[0]) and (
            touching or len(toks[j - 1][0]) == 1 or toks[j - 1][0] in ("St", "Dr", "Mr", "Jr")
        )
        return 2 if follows or (touching and after[0] in SUFFIXES) else 0
    if word in SIGNS:
        return 2 if name_like(after[0]) and (word in "&+" or touching) else 0
    if word in ("'", "’") and re.fullmatch(r"\d\d", after[0]):
        return 2
    if word in PARTICLES and name_like(after[0]) and after[0].lower() not in STOP:
        return 2
    further = [w for w, _, _ in toks[j + 1 : j + 3]]
    if word in PARTICLES and len(further) > 1 and further[0] == "-" and name_like(further[1]):
        return 3
    if word in '"“' and len(further) > 1 and name_like(further[0]) and further[1] in '"”':
        surname = toks[j + 3] if j + 3 < len(toks) else None
        return 4 if surname and name_like(surname[0]) and _joined(text, toks[j + 2], surname) else 0
    return 0


def _trimmed(text: str, toks: Sequence[Token], i: int, j: int) -> tuple[int, int]:
    """The run without what only precedes a name: at a sentence's start any stop word, elsewhere function words."""
    begins = i == 0 or toks[i - 1][0] in '.?!…:“"(' or "\n" in text[toks[i - 1][2] : toks[i][1]]
    leading = STOP if begins else FUNCTION
    while i < j and (toks[i][0].lower() in leading and not toks[i][0].isupper() or not toks[i][0][0].isalnum()):
        i += 1
    while j - i > 1 and toks[i][0].lower() in IMPERATIVE and toks[i][0].lower() != "go":
        i += 1
    while i < j and (toks[j - 1][0].lower() in STOP and j - i > 1 or toks[j - 1][0] in SIGNS):
        j -= 1
    if j - i == 1 and toks[i][0].lower() in STOP and not toks[i][0].isupper():
        return i, i
    return i, j


def latin(text: str, toks: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Short stretches of Latin words in any case between Han characters, for Chinese text."""
    i, count = 0, len(toks)
    while i < count:
        if not toks[i][0][0].isalpha() or has_han(toks[i][0][0]):
            i += 1
            continue
        j = i + 1
        while j < count and _joined(text, toks[j - 1], toks[j]):
            word = toks[j][0]
            inner = word in "+.-&" and j + 1 < count and toks[j + 1][0][0].isalpha() and not has_han(toks[j + 1][0][0])
            if not (word[0].isalnum() and not has_han(word[0])) and not inner:
                break
            j += 1
        if j - i <= 6:
            yield i, j
        i = j


def transliterated(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether dotted) of foreign persons' names in Chinese: X·Y, and a short name before a verb of saying.

    >>> text = "云计算公司的安娜·贝克尔说，"
    >>> [text[a:b] for a, b, _ in transliterated(text)]
    ['安娜·贝克尔']
    """
    for match in _DOTTED.finditer(text):
        start, end = match.span()
        parts = re.split(r"[·•・‧∙．]", match.group())
        while parts[0] and parts[0][0] not in TRANSLITERATION:
            parts[0], start = parts[0][1:], start + 1
        last = parts[-1]
        kept = next((n for n, c in enumerate(last) if c not in TRANSLITERATION), len(last))
        end -= len(last) - kept
        lead = max((n + 1 for n, c in enumerate(parts[0]) if c not in TRANSLITERATION), default=0)
        if kept and len(parts[0]) > lead:
            yield start + lead, end, True
    for pattern in (_SAYING, _BY_ACCOUNT, _SURNAME):
        for match in pattern.finditer(text):
            if pattern is _SURNAME or all(c in TRANSLITERATION for c in match.group(1)):
                yield match.start(1), match.end(1), False


_PLACES = (
    "EU|NA|Europe|North America|China|India|Japan|Asia|APAC|Virtual|欧洲|北美|中国|印度|日本|"
    "Seattle|Austin|San Diego|Detroit|"
    "Chicago|Salt Lake City|Los Angeles|Atlanta|Berlin|Copenhagen|Barcelona|Valencia|Amsterdam|Paris|London|Shanghai|"
    "Hong Kong|San Francisco"
)
_EDITION = re.compile(
    r"(?<![A-Za-z0-9])(?:(?i:kube\s?con)|[A-Z]\w+Con(?:f)?)(?![a-z])"
    r"(?:\s?[+/&＆]\s?(?:(?i:cloud[\s-]?native\s?con)|[A-Z]\w+Con)(?![a-z]))?"
    rf"(?:,?\s?(?:['’]\s?\d\d(?!\d)|(?:19|20)\d\d(?!\d)|(?:{_PLACES})(?![a-z])))*"
)


_ALONE = re.compile(
    rf"(?:^|(?<=[\n，。；：、“”（）() 和与]))([{HAN}]{{2,5}}?)(?=[是的在将也，、(（]|还|对|向|从|曾|已|于)", re.M
)


def standing(text: str, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a part of a dotted name stands alone, and short words in the characters of foreign names after a sign.

    >>> text = "安娜·贝克尔来了。贝克尔笑了，"
    >>> [text[a:b] for a, b in standing(text, ["安娜·贝克尔"])]
    ['安娜', '贝克尔', '贝克尔']
    """
    for part in sorted({p for name in names for p in re.split(r"[·•・‧∙．]", name) if len(p) > 1}):
        for match in re.finditer(re.escape(part), text):
            yield match.span()
    for match in _ALONE.finditer(text):
        if all(c in TRANSLITERATION for c in match.group(1)):
            yield match.span(1)


_GATHERING = re.compile(rf"[A-Za-z][A-Za-z0-9+ .-]{{2,30}}?[ ]?[{HAN}]{{0,6}}(?:峰会|大会)")


def editions(text: str) -> Iterator[tuple[int, int]]:
    """Conferences with their place and year, where they stand right with the name.

    >>> text = "在 Kubecon+CloudNativeCon 北美 2020 上, and KubeCon EU '21, we"
    >>> [text[a:b] for a, b in editions(text)]
    ['Kubecon+CloudNativeCon 北美 2020', "KubeCon EU '21"]
    """
    for match in _EDITION.finditer(text):
        yield match.start(), match.end()
    for match in _GATHERING.finditer(text) if "会" in text else ():
        if not any(word in match.group() for word in "的在和与是了举"):
            yield match.start(), match.end()

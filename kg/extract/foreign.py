"""Persons' names that Chinese text transliterates: where they begin and end between characters without blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.names import HAN
from kg.transliteration import family, given

TRANSLITERATION: Final = frozenset(
    "阿埃艾爱安昂奥巴白班邦保鲍贝本比彼毕宾波伯博布蔡查察楚茨达戴丹当道德邓迪蒂第丁东杜顿多厄尔恩法范方菲费芬丰冯弗佛福富盖甘"
    "冈高戈哥格葛根贡古圭哈海汉豪赫黑亨洪侯胡华怀惠霍基吉季加贾简江杰捷金津久卡凯坎康考柯科可克肯孔库奎昆拉来莱赖兰朗劳勒雷"
    "蕾黎里理丽利莉力立连廉良列琳林龙隆卢鲁路露伦罗萝洛吕马玛迈麦曼芒毛茂梅蒙孟米密缪明摩莫默姆慕木穆拿娜纳乃奈南瑙内尼"
    "妮聂宁纽努诺欧帕派潘庞佩彭皮平坡珀普奇齐契恰强乔切琴青琼丘瞿让热荣茹瑞若萨塞赛桑瑟森沙莎山珊尚绍舍申圣诗施史什士舒"
    "斯丝思司松苏素索塔泰坦汤唐陶特腾提田汀廷亭通图托陀瓦万旺威韦维魏温文翁沃乌吾伍武西希锡席夏显香肖逍谢欣辛兴休修许雪逊"
    "泼勃蒲裴璞佳嘉凡孚甘讷匹琦钱沁屈儒撒诗顺滕旭燕姚印宇哲智邹祖迦珈茱墨夫拉蒂雅亚扬杨耶叶伊依因英尤于约云宰赞泽曾扎詹珍真芝志治朱卓兹子宗佐娅黛薇翠茜茹妲芙莲蒂芭婷丝娃朵妍姬"
    "历彻堡斐翰罕茉歇杭盛耐尧贺门培欢登蔻涅"
)
"""Characters with which Chinese writes foreign names."""
_DOT: Final = "[·•・‧∙．]"
_DOTTED = re.compile(rf"[{HAN}]{{1,8}}(?:{_DOT}[{HAN}]{{1,16}}(?={_DOT})|{_DOT}[{HAN}]{{1,8}})+")
_LEADS: Final = "理当让比谢由对像如与和"
"""Characters of names that are also words which stand right before a name."""
_HEAD = re.compile(
    r"经理|代理|助理|首席|总监|主管|总裁|工程师|架构师|创始人|执行官|技术官|负责人|主席|经济师|分析师|开发者|成员|公司"
)
"""Ends of titles, which stand right before a name and may end in a character of names."""
_OFFICE = re.compile(rf"(?:{_HEAD.pattern}|营官|品官|息官|席官)\Z")
"""The end of a title that translation has joined to the name with a dot."""
_TAIL = re.compile(
    r"来[自了到时]|加[入盟]|基于|提[出到供醒及]|希望|特别|立[即刻]|本[人周月次]|强调|坦[言承率]|维护|热[衷爱]|当[时选前]|曾|博士|教授|先生|女士|"
    r"通[过常]|因[为此]|推[出荐]|致力|普遍|克服|马上"
)
"""Words after a name that begin with characters of names."""
_AFTER: Final = "通来当提加希特立本强坦维热因推于"
"""Characters of names with which such words begin."""
_BY_ACCOUNT = re.compile(rf"(?:根据|按照|据)([{HAN}]{{2,6}}?)(?=的说法|的观点|说|称|介绍)")
_SAYING = re.compile(
    rf"(?<![{HAN}·])(?:正如|就像|但是?|同时|然而|不过|对此|因此|而)?([{HAN}]{{2,6}}?)"
    r"(?=\s*(?:还|也|则|进一步|继续|接着)?(?:说|表示|指出|认为|解释|补充|告诉|写道|谈到|强调|透露|回忆|建议|警告|提醒|评论|"
    r"描述|承认|断言|预测|附和|打趣|问道|回答|回应|反驳|总结))"
)
_SURNAME = re.compile(
    r"(?:^|(?<=[\n，。；：、”\"]))([王李张刘陈杨黄赵吴周徐孙朱马胡郭林何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁余叶蒋杜苏魏程吕丁沈姚卢"
    r"姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严洪武戴莫孔汤])"
    r"(?=\s*(?:说[，：:。“]|表示|指出|解释|补充|告诉|写道|强调|透露|回忆))",
    re.M,
)
"""A surname of one character, alone before a verb of saying."""


def transliterated(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether dotted) of foreign persons' names in Chinese: X·Y, and a short name before a verb of saying.

    >>> text = "云计算公司经理安娜·贝克尔和本·霍尔说，"
    >>> [text[a:b] for a, b, _ in transliterated(text)]
    ['安娜·贝克尔', '本·霍尔']
    """
    for match in _DOTTED.finditer(text):
        for start, end in _people(text, match.start(), match.end()):
            yield start, end, True
    for pattern in (_SAYING, _BY_ACCOUNT, _SURNAME):
        for match in pattern.finditer(text):
            if pattern is _SURNAME or all(c in TRANSLITERATION for c in match.group(1)):
                yield match.start(1), match.end(1), False


def _people(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names in a stretch of dotted parts: two where a part in its middle has an "and" in it."""
    dots = [m.start() for m in re.compile(_DOT).finditer(text, start, end)]
    for left, right in zip(dots, dots[1:], strict=False):
        joint = next((at for at in range(left + 2, right - 1) if text[at] in "和与"), 0)
        if joint:
            yield from _people(text, start, joint)
            yield from _people(text, joint + 1, end)
            return
    if len(dots) > 1 and _OFFICE.search(text, start, dots[0]):
        start, dots = dots[0] + 1, dots[1:]
    first, last = (dots[0], dots[-1] + 1) if dots else (end, end)
    begin, stop = _begin(text, start, first), _end(text, last, end)
    if begin < first and stop > last:
        yield begin, stop


def _begin(text: str, start: int, end: int) -> int:
    """Where a given name begins that `text[start:end]` ends with."""
    titled = max((m.end() for m in _HEAD.finditer(text, max(0, start - 3), end)), default=start)
    titled += titled > start and text[titled : titled + 1] in "的兼和与及"
    if titled > start and end - titled < 5:
        return titled
    start = titled
    known = next((at for at in range(start, end) if given(text[at:end])), end)
    if known < end and (known == start or text[known - 1] not in TRANSLITERATION or text[known - 1] in _LEADS):
        return known
    return max((at + 1 for at in range(start, end) if text[at] not in TRANSLITERATION), default=start)


def _end(text: str, start: int, end: int) -> int:
    """Where a family name ends that `text[start:end]` begins with."""
    cut = next((at for at in range(start, end) if text[at] not in TRANSLITERATION), end)
    tail = _TAIL.search(text, start + 1, end + 2)
    cut = min(cut, tail.start()) if tail else cut
    cut = next((at for at in (cut - 1, cut - 2) if text[at] in _AFTER and family(text[start:at])), cut)
    longest = (at for at in range(end, cut, -1) if family(text[start:at]) or given(text[start:at]))
    return next(longest, cut)


_ALONE = re.compile(
    rf"(?:^|(?<=[\n，。；：、“”（）() 和与]))(?!博士|女士)([{HAN}]{{2,5}}?)"
    r"(?=[是的在将也，、(（]|还|对|向|从|曾|已|于)",
    re.M,
)


def standing(text: str, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a part of a dotted name stands alone, and short words in the characters of foreign names after a sign.

    >>> text = "安娜·贝克尔来了。贝克尔笑了，"
    >>> [text[a:b] for a, b in standing(text, ["安娜·贝克尔"])]
    ['安娜', '贝克尔', '贝克尔']
    """
    parts = {p for name in names for p in re.split(_DOT, name) if len(p) > 1}
    lengths = sorted({len(part) for part in parts}, reverse=True)
    begins = re.compile(f"[{''.join(sorted({part[0] for part in parts}))}]") if parts else None
    for match in begins.finditer(text) if begins else ():
        at = match.start()
        yield from ((at, at + length) for length in lengths if text[at : at + length] in parts)
    for match in _ALONE.finditer(text):
        if all(c in TRANSLITERATION for c in match.group(1)):
            yield match.span(1)

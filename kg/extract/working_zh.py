"""How Chinese texts say for whom a person works."""

from __future__ import annotations

import re
from typing import Final

from kg.extract.masks import NAME, TITLE
from kg.extract.patterns import LIKELY, STATED, WEAK, ZH, ZH_HEAD, ZH_PLAIN, compiled, rules

_NOW: Final = "(?:目前|现在|现|也|同时|还|都|已经|已|一直|仍然|仍|均|则)?"
_SHORT: Final = rf"(?:_[（(]_(?:<N>|{ZH}{{1,20}}?)_[)）])?"
"""How brackets spell an employer otherwise: 明网（Brightmesh）."""
_NAMED: Final = r"(?:_[（(]_<N>_[)）])?(?:_(?:博士|先生|女士|教授))?"
"""What may stand right after a person's name: the same name in Latin letters, and a form of address."""
_MODIFIER: Final = (
    "(?:(?:高级|资深|首席|副|总|区域|全球|亚太|解决方案|技术|产品|工程|软件|平台|系统|原生|云|开源|开发者?|研发|研究|数据|网络|网格|安全|架构|运维|"
    "运营|市场|营销|销售|业务|战略|合作|社区|关系|生态|项目|行业|商务|服务|现场|联合|执行|常务|和_)_)"
)
"""Words before the head of a Chinese job title, none of which is a verb."""
_NOT_THEN: Final = r"(?![^，。；]{0,30}(?:时|期间|之前|以前)[，,，])"
"""Nothing after an employment that puts it into the past: 在明网担任工程师时，…"""
_TELLING: Final = (
    "表示|解释|指出|认为|补充|写道|介绍|详细|讨论|谈|描述|分享|宣布|演示|展示|主持|带来|提出|强调|透露|最近|一起|共同|将|都|"
    "和|与|以及"
)
"""How it goes on after a person's employer and title between commas."""
_IN_WORK: Final = "(?:贡献者|创建者|创造者|创作者|作者)"
"""Titles that are held in a work."""
_UNSAID: Final = "(?:(?!指出|表示|认为|解释|写道|告诉|说_?[，：])[^。！？\\n])"
"""A sign of what goes on about a person who says nothing of others."""
_LONE: Final = f"(?P<Z>{_MODIFIER}{{0,10}}{ZH_HEAD}(?:_兼_{_MODIFIER}{{0,6}}{ZH_HEAD})?)"
"""A job title in a list, with nothing around it that says how it belongs."""
EMPLOYED: Final = rules(
    "works_for",
    # Ada Berg 是 Acme 的工程师 · Ada Berg，Acme 的工程师 · Ada Berg 来自 Acme · Ada Berg 在 Acme 担任工程师
    (rf"<S+>{_NAMED}_[，,—]?_(?:他|她)?_{_NOW}(?:是|担任|出任)_(?:一位|一名)?{ZH}{{0,14}}?<O>{_SHORT}_"
     rf"(?P<Z>(?:(?:{ZH}|、(?! ?{NAME})){{0,40}}?)?{ZH_HEAD})", STATED),
    (rf"<S>_[，,]?_{_UNSAID}{{0,90}}?，(?:他|她)?_(?:也|同时|还|目前|现在)*(?:是|担任)_(?:(?!由){ZH}){{0,10}}?"
     rf"<O>_的?_(?P<Z>{ZH}{{0,24}}?{ZH_HEAD})", LIKELY),
    (rf"<S>{_NAMED}_是_[^。！？，\n]{{2,40}}?，_<O>_的?_(?P<Z>{ZH}{{0,24}}?{ZH_HEAD})(?=_[，。；]|_$)", LIKELY),
    (rf"<S+>_[，,—]?_(?:他|她|一位|一名|都|均)?_(?:来自|就职于|任职于|供职于|受雇于|效力于)_{ZH}{{0,10}}?<O>", LIKELY),
    (rf"<S+>_(?:目前|现在|现)?在_{ZH}{{0,8}}?<O>_(?:公司)?{ZH}{{0,6}}?"
     rf"(?:担任|任职|负责|领导|从事|管理|主持|带领|供职|工作)(?!_的|过|了|期间){_NOT_THEN}", LIKELY),
    (rf"<S>[^。！？\n]{{0,90}}?是_{ZH}{{0,10}}?<N>{ZH}{{0,24}}?，(?:他|她)?_(?:也|同时|还|并)+(?:是|担任)_"
     rf"{ZH}{{0,10}}?<O>_的?_(?P<Z>{ZH}{{0,24}}?{ZH_HEAD})", LIKELY),
    (rf"<S+>_[，,—]?_(?:他|她)?_(?:目前|现在|现|也|同时|还|都)?(?:是|担任|出任)_{ZH}{{0,14}}?<N>_的?{ZH_PLAIN}{{0,20}}?"
     rf"{ZH_HEAD}_(?:和|兼|以及|及|、|，也是|，同时也?是)_<O>_的?_(?P<Z>{ZH_PLAIN}{{0,16}}?{ZH_HEAD})", LIKELY),
    (rf"<S>_[，,]?_(?:他|她)?_(?:于{ZH_PLAIN}{{1,8}}|在{ZH_PLAIN}{{1,8}}年|最近|刚刚|后来|随后|已经?)*_(?:加入|入职|加盟)了?_<O>"
     r"(?!_的?_(?:项目|社区|董事会|委员会|时|之前|后))", WEAK),
    (r"<O>_(?:最近|还|也|已)?(?:聘请|招募|聘用|雇佣|任命)了?_<S>", LIKELY),
    (r"<S+>_[（(]_<O>_[)）]", LIKELY),
    # Ada Berg（Acme 工程师）· Ada Berg 作为……，在 Acme 管理 · Ada Berg 领导 Acme 的团队 · 首席执行官 Ada Berg，Acme
    (rf"<S>_[（(]_(?:来自|现任|现)?_<O>{_SHORT}_的?_(?P<Z>{ZH}{{0,24}}?(?:{ZH_HEAD}|贡献者))_[)）]", STATED),
    (rf"<S>_是_[^，。；！？\n]{{0,40}}?@_<O>_的?_(?P<Z>{ZH}{{0,24}}?{ZH_HEAD})", LIKELY),
    (rf"<S>_作为_[^。！？\n]{{2,40}}?，_在_<O>_{ZH}{{0,6}}?(?:担任|任职|负责|领导|从事|管理|主持|带领|工作)(?!_的|过|了|期间)"
     + _NOT_THEN, LIKELY),
    (rf"<S>_{_NOW}(?:领导|管理|负责|带领|主管|执掌)_<O>_的?_(?:(?!的){ZH_PLAIN}){{0,14}}?"
     r"(?:团队|部门|业务|运营|工程|营销|开发|产品)(?!_[的了])", WEAK),
    (r"<S>_[，,]_<O>(?=_讨论|_[，。]|_$)", WEAK, rf"(?:{ZH_HEAD})_".replace("<R>", TITLE)),
    (rf"<S>_[，,]?_{_LONE}_[，,]?_<O>(?=_[；;。]|_$)", WEAK),
    (rf"<S>_[，,]_<N>_{_LONE}_[，,]?_<O>(?=_[；;。]|_$)", WEAK),
    (rf"<S>_<O>_的_(?P<Z>{ZH_PLAIN}{{0,24}}?{ZH_HEAD})(?=[；;，。])", WEAK),
    # Acme 的总监、Bolt 的成员 Ada Berg
    (rf"<O>{_SHORT}_的?_(?P<Z>{ZH_PLAIN}{{0,20}}?{ZH_HEAD})_(?:[、和兼及]|以及)_<N>{_SHORT}_，?_的?_"
     rf"{ZH_PLAIN}{{0,20}}?(?:{ZH_HEAD}|{_IN_WORK})(?:之一)?_，?_<S>", LIKELY),
    # Acme 的总裁 Ada Berg 和首席技术官 Bo Lind · Acme 安全团队的 Ada Berg
    (rf"<O>_[)）》]?_的?_{ZH_PLAIN}{{0,20}}?{ZH_HEAD}_<N>_(?:[、和及与]|以及)_"
     rf"(?P<Z>{_MODIFIER}{{0,8}}{ZH_HEAD})_<S>", LIKELY),
    (rf"<O>_的?_{ZH_PLAIN}{{0,10}}?(?:团队|部门|小组|办公室|实验室)_的_<S和>", LIKELY),
    (rf"<S>_[，,]_(?:是)?_{ZH}{{0,10}}?<O>{_SHORT}_(?P<Z>{ZH}{{0,32}}?{ZH_HEAD})"
     rf"(?=_[，。,）)(（；;：:、]|_$|_(?:[向说在告称将对从]|{_TELLING}))", STATED),
    (rf"<S>·_<R+>，_<O>_(?P<Z>{ZH}{{0,12}}?{ZH_HEAD})?", WEAK),
    # Acme 的首席技术官 Ada Berg · Acme 的 Ada Berg · 来自 Acme 的 Ada Berg · 软件工程师在 Acme ，Ada Berg
    (rf"<O>_[)）》]?_(?:公司|团队)?_(?:[（(]{ZH}{{1,20}}?[)）])?_(?:的|t\d+)?_"
     rf"(?P<Z>{ZH}{{0,30}}?{ZH_HEAD}(?:_[兼和及与、&]{{1,2}}_{ZH}{{0,18}}?{ZH_HEAD})?)"
     r"_[—：:“【\[·]?_(?:t\d+)?_[·]?_<S和>", STATED),
    (rf"(?<!是)(?<!是 )<O>_[)）》]?_(?:公司|团队)?_(?:的|t\d+)?_(?P<Z>{ZH}{{0,30}}?{ZH_HEAD}(?:_[兼和及与、]{{1,2}}_"
     rf"{ZH}{{0,18}}?{ZH_HEAD})?)_[，,]_(?:t\d+)?_[·]?_<S和>", STATED),
    (r"<O>_(?:公司)?_的_<S和>", LIKELY),
    (rf"<O>_(?:公司|团队)?_(?:[（(]{ZH}{{1,20}}?[)）])?_的?_{ZH}{{0,26}}?<S+>", LIKELY, "来自_"),
    (r"<O>_[，,]_<S>", LIKELY, f"(?:{ZH_HEAD})，?_[在@]_".replace("<R>", TITLE)),
)  # fmt: skip
PRONOUN: Final = compiled(rf"[他她](?:现在|目前|还|也|同时)?(?:是|担任|在)_{ZH}{{0,14}}?$")
"""What is said of a person's employer by a pronoun, right before its name."""
TITLED: Final = compiled(rf"_(?:[和与、及]_<N>_)?(?:公司)?的?_(?P<Z>{ZH}{{0,24}}?{ZH_HEAD}){_NOT_THEN}")
"""A Chinese title after an employer; with PRONOUN before it the employer of the person spoke of."""
APART: Final = re.compile(
    f"(?:在|及其|与|，).*{NAME}|{NAME}.*(?:在|及其|，)|^ ?(?:认证|赞助|支持|收购|投资|资助)的"
    f"|^ ?(?:和|以及|及|是|也|由|采访).*{NAME}"
)
"""A Chinese title that tells of another name between the employer and the person, or of no employment."""

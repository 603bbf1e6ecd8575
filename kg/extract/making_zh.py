"""How Chinese texts say that an organisation makes a thing."""

from __future__ import annotations

from typing import Final

from kg.extract.masks import NAME
from kg.extract.patterns import FAINT, LIKELY, STATED, WEAK, ZH, ZH_PLAIN, rules

_WORK: Final = "开发(?!者|人员|商|团队|工程师|大会)"
_OPENED: Final = "开源(?!项目|软件|社区|工具|版|的|技术|代码|组织|容器|平台|框架|生态|产品|世界)"
_MAKES: Final = (
    f"(?:推出|发布|{_WORK}|{_OPENED}|创建|构建|宣布推出|宣布开源|维护|打造|创造|发起|编写|创立|首创|揭晓|推介)"
)
_OFFERS: Final = "(?:提供|展示|扩展|宣布|介绍|销售|更新|增强|运营)"
PART: Final = (
    "(?!_的?_(?:漏洞|替代|支持|插件|集成|集群|用户|社区|环境|应用|部署|认证|工作负载|生态|api|贡献|兼容|维护|开发人员|团队|"
    "基础设施|文档|教程|报告|文章|课程|指南|博客|白皮书|书籍|一书|演讲|培训|表示|建议|解释|认为|补充|告诉|指出|写道|说|编写|安全|操作[器员]|运算符|最佳实践|账号|句柄)|[”》】]?_(?:一词|这个词|术语)|_的_(?:发行版|[^，。]{0,4}版)|"
    f"{ZH_PLAIN}{{1,14}}?(?:名为|称为|叫做|叫作))"
)
"""What stands after an object that is not the thing itself but something for or of it."""
_NOT: Final = (
    "(?:没|不(?![仅断只但久光止])|未|非(?![常营盈])|无(?!服务器|缝|线|状态|数)|"
    "差点|险些|拒绝|停止|否认|放弃|暂停|计划|考虑|打算|可能|希望|鼓励|禁止)"
)
"""What says that something is not so, not so any more, or not yet."""
_USED: Final = "使用|采用|客户|用户"
_LEFT: Final = f"离开|加入|(?<![目之以])前 ?(?:员工|工程师|{NAME})"
"""What says that somebody no longer, or not yet, worked there."""
_AWAY: Final = f"{_NOT}|{_LEFT}|{_USED}|竞争|利用|基于|支持|通过|收购|帐户|账户"
_ADVERB: Final = f"(?:(?!{_AWAY}|上(?![周个月季])|[的是由被与和中里])(?:{ZH_PLAIN}))"
"""A character between a vendor and its verb."""
_GAP: Final = (
    "(?:(?!基于|关于|有关|客户|竞争|支持|包括|寻求|使用|利用|针对|面向|适用|兼容|集成|公司|对|与|在|为|从|(?<!应)用|首席|高级|架构师|工程师|总裁|副总|创始|总监|经理|主管|"
    f"负责人)(?:{ZH_PLAIN}))"
)
"""A character between the verb, or 的, and the thing: no other purpose and no person's title."""
VERB: Final = f"{_ADVERB}{{0,10}}? ?{_MAKES}(?:并开源)?了?{_GAP}{{0,18}}?"
"""From after the name of a vendor, or what stands for it, to before the thing that it makes."""
_KIND: Final = f"(?:(?![的了将把]){_GAP})"
"""A character between 的 and the thing."""
_ITS: Final = "其(?![中他它余实次没不未并])"
OWN: Final = f"{_ITS}{_GAP}{{0,9}}?"
"""What stands before a thing that is "its"."""
_CAME: Final = f"(?:创造|创建|{_WORK}|编写|发明|构建|设计|打造|发起|创立)"
_WHERE: Final = rf"(?:还|也|又|首次)?(?:在_(?:(?!{_USED}){ZH}){{1,20}}?(?:上|中|期间|时|里|大会|峰会)_)?"
"""At what occasion something was made known."""
_KINDS: Final = "(?:产品|项目|工具|服务|平台|功能|软件|解决方案|计划|框架|库|版本)"
_AMONG: Final = "(?:其中)?(?:包括|如|例如|比如|分别是|分别为|分别称为|即)"
"""What comes between a word for several things and their names."""
_MARK: Final = "[“《【（(「]?"
"""What may stand right before the name of a thing."""
_NOTE: Final = r"(?:[（(][^（）()]{0,24}[)）])?"
"""A name's other name or initials in brackets."""
_BOTH: Final = rf"(?P<S>{NAME}{_NOTE}(?: ?[和、与及] ?{NAME})*)"
"""One or more makers."""
_ONE: Final = rf"{NAME}(?: ?{ZH_PLAIN}{{0,5}}?[（(][^（）()]{{0,24}}[)）])?"
_THINGS: Final = rf"(?P<O>{_ONE}(?: ?(?:、|和|与|以及|及) ?(?:(?!来自|基于){ZH_PLAIN}){{0,6}}?{_ONE})*)"
"""One or more things, each perhaps with its kind before it and its initials behind."""
HEADS: Final = "(?:框架|平台|服务|工具|产品|软件|引擎|系统|发行版|项目|数据库|库|解决方案)"
DEVELOPS: Final = rules(
    "develops",
    # Acme 推出了 Widget · Acme 的 Widget · Acme 有一个名为 Widget 的项目 · Acme 将它集成到了其 Widget
    (rf"(?<!在)(?<!在 )(?<!如果)(?<!如果 )<S>_(?:公司|团队|工程师)?_{_ADVERB}{{0,14}}?_"
     rf"{_MAKES}(?:并开源)?(?:了|的)?{_GAP}{{0,18}}?[“《【]?_<O+>{PART}", LIKELY),
    (rf"<S>_{_ADVERB}{{0,6}}?[与和]_<N>{ZH_PLAIN}{{0,6}}?(?:合作|共同|联合|一起)_{_MAKES}了?{_GAP}{{0,18}}?"
     rf"[“《【]?_<O>{PART}", LIKELY),
    (rf"<S>_(?:等公司|等|公司)?_(?:合作|共同|联合|一起)_{_MAKES}了?{_GAP}{{0,18}}?[“《【]?_<O>{PART}", LIKELY,
     "[与和]_"),
    (r"<S>_(?:公司)?_的[^。；，\n]{0,40}?(?:名为|称为|叫做|叫作)_[“《【]?_<O>", LIKELY),
    (rf"<S>_有(?:(?!{_USED}){ZH}){{0,16}}?[，,]_其中(?:一个|之一|一款)?(?:是|就是)?(?:(?!{_USED}){ZH_PLAIN}){{0,12}}?<O>",
     LIKELY),
    (rf"<S>_(?:公司)?_(?:自己|新|最新|开源|旗下)?的_{ZH_PLAIN}{{0,6}}?<N>_{ZH_PLAIN}{{0,6}}?{HEADS}_[“《【]?_<O>",
     LIKELY),
    (r"<O+>_的_(?:公司|初创公司|厂商|供应商|团队)?_<S>", LIKELY,
     "(?<!没有)(?<!不)(?<!未)(?<!停止)(?:开发|创建|维护|推出|打造|创造|发明|运营)了?_"),
    (rf"<S>_旗下_(?:(?!{_USED}){ZH_PLAIN}){{0,8}}?[“《【]?_<O+>{PART}", LIKELY),
    (rf"<S>_(?:公司|团队)?_(?:也|还|最近|近日|首次|刚刚|今天|已经?|正式)*_"
     rf"{_OFFERS}(?:了|的)?(?:其)?{_GAP}{{0,12}}?[“《【]?_<O+>{PART}", WEAK),
    (rf"<S>_(?:公司)?_(?:自己|新|最新|开源|旗下)?的_{_KIND}{{0,10}}?[“《【]?_<O+>{PART}", WEAK),
    (rf"<S>_(?:为|的|有)?{ZH_PLAIN}{{0,12}}名为_[“《【]?_<O>", LIKELY),
    (rf"<S>{ZH}{{0,50}}?{_ITS}{_GAP}{{0,10}}?[“《【]?_<O>{PART}", WEAK),
    (rf"<S>_(?:公司|团队)?_的?_(?:团队)?的?{ZH_PLAIN}{{0,16}}?<O>{PART}", WEAK, "来自_"),
    (rf"<S>_(?:公司|团队)?_{_ADVERB}{{0,10}}?{_MAKES}了?[^。；\n]{{0,40}}?(?:称为|名为|叫做|称作|叫作)_"
     "[“《【]?_<O>", LIKELY),
    (rf"<S>_[^。；\n]{{0,40}}?，_(?:并|最近|近日|还|也)*_{_MAKES}了[^。；\n]{{0,40}}?名为_[“《【]?_<O>", LIKELY),
    (r"<S>_内部_(?:被)?(?:称为|叫做)_<O>", LIKELY),
    (r"<S>_[（(]_<O+>_[)）]", WEAK),
    (r"<O>_的_<S>_(?:技术|项目|工具|产品|平台|服务|系统|软件|框架|开源)", LIKELY, "(?:名为|称为|叫做)_[“《【]?_"),
    (rf"<S>_(?:公司)?_(?:的_)?(?:基于|用于|面向|针对)_<N>_的_{ZH_PLAIN}{{0,10}}?<O+>{PART}", LIKELY),
    (rf"<S>_(?:公司)?_(?:的|旗下){ZH_PLAIN}{{0,8}}?(?:产品|项目|工具|服务|平台)_[，,]?_(?:如|例如|包括|比如|像|有)_《?_"
     "<O+>", LIKELY),
    (rf"<S>_(?:公司)?_(?:所)?(?:拥有|旗下|自家|自有|开发|推出|发布|开源|创建|维护|提供|打造|收购)_?的_{_GAP}{{0,8}}?[“《【]?_"
     rf"<O+>{PART}", LIKELY),
    (rf"<S>{ZH}{{0,50}}?{_ITS}{_GAP}{{0,10}}?[“《【]?_<O>_{ZH_PLAIN}{{0,4}}?(?:项目|平台|工具|产品|服务)", LIKELY),
    (rf"<O+>_(?:背后|幕后)的_{ZH_PLAIN}{{0,10}}?_<S>", STATED),
    (rf"(?<!支持)(?<!支持 )(?<!使用)(?<!使用 )(?<!基于)(?<!基于 )<O+>_的_{ZH_PLAIN}{{0,4}}?(?:创建者|创造者|开发商|"
     "开发者|提供商|制造商|发明者|母公司)_[—，,]?_<S>", STATED),
    (r"<S>_[，,]?_(?:是)?_<O+>_(?:背后|幕后)的", STATED),
    (r"<S>_[，,]?_(?:是)?_<O+>_的_(?:创建者|创造者|开发商|开发者|提供商|维护者|制造商)", STATED),
    (rf"<O+>_[，,]?_(?:最初|是|它|项目|这是|一种|一个)*(?:(?!例如|比如|诸如|继){ZH}){{0,16}}?(?<!不)(?<!不是)(?<!非)(?<!没有)(?<!未)由_(?:(?!{_NOT}|"
     rf"{_LEFT}){ZH}){{0,8}}?<S>_(?:公司|团队|工程师)?{ZH}{{0,10}}?"
     rf"(?:创建|开发|维护|推出|发布|开源|打造|构建|提供|创立|贡献|捐赠|编写|发起|主导|创造|设计|管理)"
     rf"(?!_的_{ZH_PLAIN}{{0,12}}?<N>)", STATED),
    (rf"<O+>_(?:，|是)_(?:(?!{_LEFT}|例如|比如|诸如|继){ZH}){{0,20}}?<S>_(?:公司|团队)?_"
     rf"{_ADVERB}{{0,12}}?_(?:推出|开发|开源|发布|创建|提供|维护|自己)的",
     LIKELY),
    (rf"<O+>_(?:，|最初|是|项目)*是_(?:(?![用为]|支持|基于|围绕|类似|例如|比如|继|{_LEFT}){ZH}){{0,20}}?<S>_(?:公司|团队)?_{_ADVERB}{{0,12}}?_{_CAME}的",
     LIKELY),
    # Widget，这是 Acme 最新的平台 · Ada 在 Acme 创造了 Widget · Widget 是一个……的平台，最初由 Acme 开发
    (rf"<O+>_[，,]_(?:这|它)(?:就|也)?是_<S>_(?:公司|团队)?_的?_(?:最新|全新|新|首[个款]|第一|自己|"
     rf"旗舰|开源)(?:(?!{_NOT}|{_USED}|支持|[选用与对])[^。；，\n]){{0,40}}?{HEADS}(?!团队|部门|会议|的)", LIKELY),
    (rf"<S>_(?:公司)?_(?:内部|工作|任职|就职|实习|期间|的?时候?|[，,])*_(?:首次|首先|最初|共同)?_{_CAME}了?_{_GAP}{{0,18}}?"
     rf"[“《【]?_<O>{PART}", LIKELY, rf"(?:{NAME}|我|他|她|们|工程师|开发人员)_(?:最初|首先|曾|当时|还|都)*_在_"),
    (rf"<O>(?:_[（(][^（）()]*[）)])?_是_(?:(?!我|你|取代|替换)[^。；\n]){{2,90}}?(?<!{NAME})(?<!{NAME} )[，,]_"
     rf"(?:并|它|该项目)?_(?:最初|起初|首先|原本)?_由_<S>_(?:公司|团队|工程师|内部)*_(?:(?!{_NOT}|{_USED}|社区){ZH_PLAIN})"
     rf"{{0,6}}?(?:{_CAME}|推出|开源|发布)", LIKELY, "^[^。，；]{0,16}"),
    # Acme (AM) 发布了 Widget (W) 和 Gadget 等工具 · Acme 和 Bolt 的开放模型 (Widget) · Acme 推出了两个项目，包括 Widget
    (rf"{_BOTH}_(?:公司|团队)?_{_WHERE}{_ADVERB}{{0,14}}?_{_MAKES}(?:并开源)?了{_GAP}{{0,14}}?"
     rf"{_MARK}_{_THINGS}{PART}", LIKELY),
    (rf"(?<!在)(?<!在 )<S>_{_NOTE}_{_WHERE}{_ADVERB}{{0,16}}?_(?:{_MAKES}|{_OFFERS})(?:了|的)?"
     rf"(?:(?!{_USED}){ZH_PLAIN}){{0,14}}?{_KINDS}(?:组合|系列|套件)?_[，,(（]?_{_AMONG}_{_GAP}{{0,8}}?"
     rf"{_MARK}_{_THINGS}{PART}", LIKELY),
    (rf"{_BOTH}_(?:公司|团队)?_(?:自己|新|最新|开源|旗下)?的_{_KIND}{{0,10}}?{_MARK}_<O>{PART}", WEAK),
    (rf"(?<!在)(?<!在 )<S>_(?:公司)?_(?:联合|结合|将|把|利用|使用|基于|通过|采用|以)_"
     rf"(?:{NAME}_(?:、|和|与|以及|及)?_){{1,5}}(?:(?!{_NOT}){ZH_PLAIN}){{0,14}}?[，,]?_(?:来|并|以)?_"
     rf"{_MAKES}了?{_GAP}{{0,12}}?{_MARK}_<O>{PART}", LIKELY),
    (rf"<S>_(?:公司)?_(?:也|还|已)?(?:有|拥有)_(?:自己的|一个|一款)?_{_MARK}_{_THINGS}_"
     rf"(?:来_|用于|用来|可以|可用)", LIKELY),
    # Acme 为其 Widget 增加了 … 支持 · Acme 的旗舰产品 Widget · Acme 生产一个名为 Widget 的系统
    (rf"<S>{ZH}{{0,40}}?(?:[，,]{ZH}{{0,16}}?)?_在_<O>(?:_[（(]<N>[)）])?_中_(?:增加|添加|加入|引入)了", FAINT),
    (rf"<S>_(?:公司|团队)?_{_ADVERB}{{0,10}}?(?:为|向|给)_(?:其|它的|自己的)?_{_GAP}{{0,8}}?<O>_{ZH_PLAIN}{{0,8}}?"
     rf"(?:增加|添加|引入|带来|推出|发布)了", FAINT),
    (rf"<S>_(?:公司)?_的_(?:主要|主打|核心|旗舰|主力|首款|首个|第一[个款]|新|最新|下一代){ZH_PLAIN}{{0,8}}?"
     rf"(?:产品|平台|工具|项目|服务|引擎|软件)_(?:是|就是|叫|名为|[，,—:：])?_{_MARK}_<O>{PART}", LIKELY),
    (rf"<S>_(?:公司)?_(?:生产|制造|销售|构建)(?:(?!{_USED}){ZH}){{0,20}}?[，,]_(?:基于|围绕)_(?:一[个种款]|其)?{ZH_PLAIN}{{0,6}}?"
     rf"(?:名为|称为|叫做)_{_MARK}_<O>", LIKELY),
    (rf"<O>_[，,]_(?:这|它)?(?:是|就是)?_(?:一[个种款])?_由_<S>_(?:公司|团队)?_{ZH_PLAIN}{{0,4}}?"
     rf"(?:{_CAME}|推出|提供|维护|管理|支持|发布|运营|赞助开发)的", STATED),
)  # fmt: skip

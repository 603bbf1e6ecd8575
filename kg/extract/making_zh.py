"""How Chinese texts say that an organisation makes a thing."""

from __future__ import annotations

from typing import Final

from kg.extract.patterns import LIKELY, STATED, WEAK, ZH, ZH_PLAIN, rules

_MAKES: Final = "(?:推出|发布|开发|开源|创建|构建|宣布推出|宣布开源|维护|打造|创造|发起|编写|创立|首创|揭晓|推介)"
_OFFERS: Final = "(?:提供|展示|扩展|宣布|介绍|销售|更新|增强|运营)"
PART: Final = (
    "(?!_的?(?:支持|插件|集成|集群|用户|社区|环境|应用|部署|认证|工作负载|生态|api|贡献|兼容|维护|开发人员|团队|"
    "基础设施|表示|建议|解释|认为|补充|告诉|指出|写道|说|编写)|_的_(?:发行版|[^，。]{0,4}版)|"
    f"{ZH_PLAIN}{{1,14}}?(?:名为|称为|叫做|叫作))"
)
"""What stands after an object that is not the thing itself but something for or of it."""
_ADVERB: Final = (
    f"(?:(?!使用|利用|采用|基于|支持|通过|收购|帐户|账户|用户|客户|上(?![周个月季])|[的是由被与和中里])(?:{ZH_PLAIN}))"
)
"""A character between a vendor and its verb."""
_GAP: Final = (
    "(?:(?!基于|支持|包括|寻求|使用|利用|针对|面向|适用|兼容|集成|公司|对|与|在|为|从|用|首席|高级|架构师|工程师|总裁|副总|创始|总监|经理|主管|"
    f"负责人)(?:{ZH_PLAIN}))"
)
"""A character between the verb, or 的, and the thing: no other purpose and no person's title."""
VERB: Final = f"{_ADVERB}{{0,10}}? ?{_MAKES}(?:并开源)?了?{_GAP}{{0,18}}?"
"""From after the name of a vendor, or what stands for it, to before the thing that it makes."""
_ITS: Final = "其(?![中他它余实次])"
OWN: Final = f"{_ITS}{_GAP}{{0,9}}?"
"""What stands before a thing that is "its"."""
HEADS: Final = "(?:框架|平台|服务|工具|产品|软件|引擎|系统|发行版|项目|数据库|库|解决方案)"
DEVELOPS: Final = rules(
    "develops",
    # Acme 推出了 Widget · Acme 的 Widget · Acme 有一个名为 Widget 的项目 · Acme 将它集成到了其 Widget
    (rf"(?<!在)(?<!在 )<S>_(?:公司|团队|工程师)?_{_ADVERB}{{0,14}}?_"
     rf"{_MAKES}(?:并开源)?(?:了|的)?{_GAP}{{0,18}}?[“《【]?_<O+>{PART}", LIKELY),
    (rf"<S>_{_ADVERB}{{0,6}}?[与和]_<N>{ZH_PLAIN}{{0,6}}?(?:合作|共同|联合|一起)_{_MAKES}了?{_GAP}{{0,18}}?"
     rf"[“《【]?_<O>{PART}", LIKELY),
    (rf"<S>_(?:等公司|等|公司)?_(?:合作|共同|联合|一起)_{_MAKES}了?{_GAP}{{0,18}}?[“《【]?_<O>{PART}", LIKELY,
     "[与和]_"),
    (r"<S>_(?:公司)?_的[^。；，\n]{0,40}?(?:名为|称为|叫做|叫作)_[“《【]?_<O>", LIKELY),
    (rf"<S>_有{ZH}{{0,16}}?[，,]_其中(?:一个|之一|一款)?(?:是|就是)?{ZH_PLAIN}{{0,12}}?<O>", LIKELY),
    (rf"<S>_(?:公司)?_(?:自己|新|最新|开源|旗下)?的_{ZH_PLAIN}{{0,6}}?<N>_{ZH_PLAIN}{{0,6}}?{HEADS}_[“《【]?_<O>",
     LIKELY),
    (r"<O+>_的_(?:公司|初创公司|厂商|供应商|团队)?_<S>", LIKELY,
     "(?:开发|创建|维护|推出|打造|创造|发明|运营)了?_"),
    (rf"<S>_旗下_{ZH_PLAIN}{{0,8}}?[“《【]?_<O+>{PART}", LIKELY),
    (rf"<S>_(?:公司|团队)?_(?:也|还|最近|近日|首次|刚刚|今天|已经?|正式)*_"
     rf"{_OFFERS}(?:了|的)?(?:其)?{_GAP}{{0,12}}?[“《【]?_<O+>{PART}", WEAK),
    (rf"<S>_(?:公司)?_(?:自己|新|最新|开源|旗下)?的_(?!的){_GAP}{{0,10}}?[“《【]?_<O+>{PART}", WEAK),
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
    (rf"<O+>_[，,]?_(?:最初|是|它|项目|这是|一种|一个)*{ZH}{{0,16}}?由_(?:{ZH}{{0,8}}?)<S>_(?:公司|团队|工程师)?{ZH}{{0,10}}?"
     rf"(?:创建|开发|维护|推出|发布|开源|打造|构建|提供|创立|贡献|捐赠|编写|发起|主导|创造|设计|管理)", STATED),
    (rf"<O+>_(?:，|是)_{ZH}{{0,20}}?<S>_(?:公司|团队)?_{_ADVERB}{{0,12}}?_(?:推出|开发|开源|发布|创建|提供|维护|自己)的",
     LIKELY),
)  # fmt: skip

"""How texts say that an organisation makes a thing, and the other relations that are read where it is cheap."""

from __future__ import annotations

import re
from typing import Final

from kg.extract.masks import TITLE
from kg.extract.patterns import IS, LIKELY, STATED, THE, WEAK, ZH, ZH_PLAIN, compiled, rules

_MAKES: Final = (
    "(?:makes|made|builds|built|develops|developed|created|creates|maintains|maintain|released|releases|launched|"
    "launches|introduced|introduces|unveiled|unveils|open[- ]sourced|owns|is behind|started|sells|rolled out|debuted|"
    "designed|wrote|originated|donated|contributed|has been (?:building|developing)|is (?:building|developing)|"
    "are (?:building|developing))"
)
_OFFERS: Final = "(?:offers|provides|announced|announces|announcing|announce|releasing|launching|ships|shipped)"
_MADE: Final = (
    "(?:made|created|developed|built|maintained|open[- ]sourced|offered|donated|released|launched|contributed|started|"
    "founded|written|authored|introduced|designed|initiated|backed|invented|conceived|originated|provided|driven|run)"
)
_ZH_MAKES: Final = "(?:推出|发布|开发|开源|创建|构建|宣布推出|宣布开源|维护|打造|创造|发起|编写|创立|首创|揭晓|推介)"
_ZH_OFFERS: Final = "(?:提供|展示|扩展|宣布|介绍|销售|更新|增强|运营)"
_PART: Final = (
    r"(?!(?:'s)? (?:support|integration|plugin|plug-in|adapter|exporter|operator|provider|clusters?|users?|workloads?|"
    r"api|apis|certification|certified|community|conference|deployments?|ecosystem|contributors?|maintainers?|"
    r"applications?|apps?|services? mesh|developers?|environments?|compatib\w+|based)\b|-(?:based|native|compatible))"
)
"""What stands after an object that is not the thing itself but something for or of it."""
_ZH_PART: Final = (
    "(?!_的?(?:支持|插件|集成|集群|用户|社区|环境|应用|部署|认证|工作负载|生态|api|贡献|兼容|维护|开发人员|团队))"
)
_WORD: Final = r"(?!(?:on|with|for|to|from|in|using|at|by|and|or) )[\w-]+ "
"""A word before a thing that does not make another thing of it."""
_DEVELOPS: Final = rules(
    "develops",
    # Acme's Widget · Acme makes Widget · Acme, the company behind Widget
    (rf"<S>'s? (?:own |new |open[- ]source |flagship |latest |free |[\w-]+ ){{0,3}}?[“\"]?<O+>{_PART}", WEAK),
    (rf"<S>,? (?:which |who |that |also |has |have |recently |today |just |first |originally |then |actually |"
     rf"the company that |initially |internally )*{_MAKES} (?!support|an integration|integration)"
     rf"{THE}(?:{_WORD}){{0,4}}?(?:version of )?{THE}(?:called |named )?[“\"]?<O+>{_PART}", LIKELY),
    (rf"<S>,? (?:which |who |that |also |has |have |recently |today |just )*{_OFFERS} (?!support|its intention|plans|a "
     rf"partner|partner|joining|that it)(?:general availability of |the (?:general )?availability of )?"
     rf"{THE}(?:[\w-]+ ){{0,3}}?[“\"]?(?:called |named )?<O+>{_PART}", WEAK),
    (r"<S>,? (?:(?:is|are) )?(?:the )?(?:original )?(?:company|team|startup|vendor|creators?|makers?|maintainers?|"
     r"people|folks|minds|organi[sz]ation|ones)(?: and (?:the )?(?:creators?|makers?|maintainers?))? (?:behind|of|that "
     r"(?:make|created|built|develop)) (?:the )?(?:project )?<O+>", STATED),
    (r"<S>(?:'s)? (?:[\w-]+ ){0,3}?(?:products?|projects?|tools?|platforms?|services?|distributions?|offerings?)"
     r"(?:,? (?:such as|like|including|called|named|known as))?,? <O+>", LIKELY),
    (r"<S> (?:built|created|developed|made|makes|launched)[^.;]{1,50}? (?:called|named|known as|which is) [“\"]?<O>",
     LIKELY),
    # Widget's creator Acme · the company behind Widget, Acme · Widget was born at Acme · Widget is a proxy by Acme
    (r"<O>(?:'s?)? (?:creators?|makers?|vendor|inventors?|parent company|parent|company),? (?:at )?<S>", STATED),
    (r"<O+>,? <S>", LIKELY,
     "(?:company|team|startup|vendor|creators?|makers?|people|folks|minds) (?:behind|of) (?:the )?"),
    (r"<O+>,? (?:which |that |it |was |is |has |originally |first |actually |kind of |also )*(?:born|came out|grew out|"
     r"spun out|spun off|started out|started life|started|originated|incubated|began) (?:at|in|inside|within|of|from|"
     r"out of|as [^.;,]{1,40}? (?:at|by|from)) (?:the )?<S>", STATED),
    (r"<O> (?:is|was) (?:an?|the|our) [^.;:]{0,60}? (?:from|by) (?:the )?(?:team at |folks at )?<S>", LIKELY),
    (r"<S>,? (?:which |who |that |also |already |now )*(?:has|have|had|with) (?:an?|its|their|our|this)[^.;,]{1,50}? "
     r"(?:called|named|known as) [“\"]?<O>", LIKELY),
    (r"<S>(?:'s)? (?:is |are |has been |have been )?(?:working on|creating|building|developing|making)[^.;]{1,90}? "
     r"(?:called|named|known as) [“\"]?<O>", LIKELY),
    (r"<O+>,? (?:is |being |which is |was )?an? (?:[\w-]+ ){0,2}?<S>(?:'s)? (?:[\w-]+ ){0,2}?"
     r"(?:system|project|tool|product|technology|service|platform|initiative|framework|library)\b", LIKELY),
    # Acme 推出了 Widget · Acme 的 Widget · Acme 有一个名为 Widget 的项目 · Acme 将它集成到了其 Widget
    (rf"<S>_(?:公司|团队|工程师)?_(?:也|还|最近|近日|首次|刚刚|今天|已经?|正式|如何|曾|上周|本周|于{ZH_PLAIN}{{1,8}}?)*_"
     rf"{_ZH_MAKES}(?:并开源)?(?:了|的)?{ZH_PLAIN}{{0,18}}?[“《【]?_<O+>{_ZH_PART}", LIKELY),
    (rf"<S>_(?:公司|团队)?_(?:也|还|最近|近日|首次|刚刚|今天|已经?|正式)*_"
     rf"{_ZH_OFFERS}(?:了|的)?(?:其)?{ZH_PLAIN}{{0,12}}?[“《【]?_<O+>{_ZH_PART}", WEAK),
    (rf"<S>_(?:公司)?_(?:自己|新|最新|开源|旗下)?的_(?!的){ZH_PLAIN}{{0,10}}?[“《【]?_<O+>{_ZH_PART}", WEAK),
    (rf"<S>_(?:为|的|有)?{ZH_PLAIN}{{0,12}}名为_[“《【]?_<O>", LIKELY),
    (rf"<S>{ZH}{{0,50}}?其{ZH_PLAIN}{{0,10}}?[“《【]?_<O>{_ZH_PART}", WEAK),
    (rf"<S>_(?:公司|团队)?_的?_(?:团队)?的?{ZH_PLAIN}{{0,16}}?<O>{_ZH_PART}", WEAK, "来自_"),
    (rf"<S>_(?:公司|团队)?_[^。；\n]{{0,8}}?{_ZH_MAKES}了?[^。；\n]{{0,40}}?(?:称为|名为|叫做|称作|叫作)_"
     "[“《【]?_<O>", LIKELY),
    (rf"<S>_[^。；\n]{{0,40}}?，_(?:并|最近|近日|还|也)*_{_ZH_MAKES}了[^。；\n]{{0,40}}?名为_[“《【]?_<O>", LIKELY),
    (r"<S>_内部_(?:被)?(?:称为|叫做)_<O>", LIKELY),
    (r"<S>_[（(]_<O+>_[)）]", WEAK),
    (r"<O>_的_<S>_(?:技术|项目|工具|产品|平台|服务|系统|软件|框架|开源)", LIKELY, "(?:名为|称为|叫做)_[“《【]?_"),
    (rf"<S>_(?:公司)?_(?:的_)?(?:基于|用于|面向|针对)_<N>_的_{ZH_PLAIN}{{0,10}}?<O+>{_ZH_PART}", LIKELY),
    (rf"<S>_(?:公司)?_(?:的|旗下){ZH_PLAIN}{{0,8}}?(?:产品|项目|工具|服务|平台)_[，,]?_(?:如|例如|包括|比如|像|有)_《?_"
     "<O+>", LIKELY),
    (rf"<S>_(?:公司)?_(?:所)?(?:拥有|旗下|自家|自有|开发|推出|发布|开源|创建|维护|提供|打造|收购)_?的_{ZH_PLAIN}{{0,8}}?[“《【]?_"
     rf"<O+>{_ZH_PART}", LIKELY),
    (rf"<S>{ZH}{{0,50}}?其{ZH_PLAIN}{{0,10}}?[“《【]?_<O>_{ZH_PLAIN}{{0,4}}?(?:项目|平台|工具|产品|服务)", LIKELY),
    (rf"<O+>_(?:背后|幕后)的_{ZH_PLAIN}{{0,10}}?_<S>", STATED),
    (rf"(?<!支持)(?<!支持 )(?<!使用)(?<!使用 )(?<!基于)(?<!基于 )<O+>_的_{ZH_PLAIN}{{0,4}}?(?:创建者|创造者|开发商|"
     "开发者|提供商|制造商|发明者|母公司)_[—，,]?_<S>", STATED),
    (r"<S>_[，,]?_(?:是)?_<O+>_(?:背后|幕后)的", STATED),
    (r"<S>_[，,]?_(?:是)?_<O+>_的_(?:创建者|创造者|开发商|开发者|提供商|维护者|制造商)", STATED),
    # Widget by Acme · Widget, created by Acme · Widget. It's made by a company called Acme · Widget from Acme
    (rf"<O+>(?:\)|”|\")?[.,]? (?:which |it's |that's |it was |that |is |was |are |were |has been |had been |an? |the "
     rf"|open[- ]source |project |tool |platform |service |\w+ ){{0,6}}?(?:originally |initially |first |also "
     rf"|largely |primarily |mainly )*{_MADE}(?: and {_MADE})?(?: (?:and|,) [\w ]{{0,20}}?)? "
     r"(?:by|at|from|inside|out of|within) (?:a company called )?"
     r"(?:the )?(?:team at |folks at |engineers at |company |people at )?<S>", STATED),
    (r"<O>,? (?:which |that )?(?:comes |came |coming )?(?:from|by) (?:the )?(?:team at |folks at |company )?<S>(?!'s)",
     WEAK),
    (r"<S>,? (?:like|such as|including|called|named) <O+>", LIKELY,
     r"(?:tools?|projects?|products?|services?) (?:from|by) "),
    (rf"<O+>_[，,]?_(?:最初|是|它|项目|这是|一种|一个)*{ZH}{{0,16}}?由_(?:{ZH}{{0,8}}?)<S>_(?:公司|团队|工程师)?{ZH}{{0,10}}?"
     rf"(?:创建|开发|维护|推出|发布|开源|打造|构建|提供|创立|贡献|捐赠|编写|发起|主导|创造|设计|管理|支持)", STATED),
    (rf"<O+>_(?:，|是)_{ZH}{{0,20}}?<S>_(?:公司|团队)?_(?:推出|开发|开源|发布|创建|提供|维护|自己)的", LIKELY),
)  # fmt: skip
_OTHERS: Final = (
    *rules("sponsors",
            (rf"<S>,? (?:is |was |are |has |have )*(?:sponsors|sponsored|sponsoring|a sponsor of) {THE}<O>", STATED),
            ("<S>_(?:正在)?赞助了?_<O>", LIKELY),
            ("<S+>_(?:是_|为_)?(?:本次|这次|本期)?_<O>_的?_(?:白金|黄金|钻石)?(?:赞助商|赞助者)", LIKELY)),
    *rules("speaks_at",
            (r"<S+>,? (?:will |who will |is |are |has |have )*(?:speak|speaks|spoke|speaking|presents?|presented|"
             r"presenting|keynotes?|gave (?:a|the|her|his) (?:[\w-]+ ){0,3}(?:talk|keynote))(?: [\w-]+){0,4} (?:at|to) "
             r"(?:the |this year's )?<O>", LIKELY),
            (rf"<S+>_在_{ZH}{{0,10}}?<O>_{ZH}{{0,8}}?(?:演讲|发表|主题演讲|上说|上表示|上介绍|讲话)", LIKELY)),
    *rules("maintains",
            (rf"<S+>(?:{IS} |, ){THE}(?:core |lead |co-)?(?:{TITLE}|creators?|authors?) (?:of|on|for) (?:the )?<O>",
             LIKELY),
            ("<O> (?:core |lead |project )?(?:maintainers?|creators?|co-creators?|" + TITLE + ") <S+>", WEAK)),
    *rules("integrates_with",
            (r"<S> (?:now )?(?:integrates with|supports|works with|integration with|integration for|runs on|"
             r"is built on) (?:the )?<O>", LIKELY)),
)  # fmt: skip
RULES: Final = (*_DEVELOPS, *_OTHERS)
_OWN: Final = (
    "(?:own |new |open[- ]source |flagship |free )*(?:(?!(?:on|with|for|to|from|in|using|of|at|by|and|or) )[\\w-]+ )"
)
ITS: Final = re.compile(
    rf"(?:\b(?:its|their) {_OWN}{{0,2}}|\bthey(?:'ve| have)? (?:also |just |actually )?(?:make|made|build|built|"
    rf"created|develop|developed|launched|released|maintain|introduced|open[- ]sourced) {_OWN}{{0,3}}|"
    rf"其(?:[^，。；：\s]{{0,9}} ?)?)[“\"]?$"
)
OUR: Final = re.compile(
    rf"(?:\bour {_OWN}{{0,2}}|\bwe(?:'re| are|'ve| have|'ve been| have been)? (?:\w+ )?(?:creating|building|developing|"
    rf"working on|created|built|developed|made|launched|open[- ]sourced|released) [^.;]{{1,80}}?(?:called|named) |"
    rf"\bwe(?:'ve| have)? (?:just |recently |also )?(?:built|created|developed|launched|"
    rf"released|open[- ]sourced|announced|introduced|make|maintain) {_OWN}{{0,4}})$"
)
OUR_AFTER: Final = re.compile(",? (?:which is )?our\\b|，我们的")
WRITTEN_IN: Final = re.compile(r"(?:written|built|based|implemented|running|runs) (?:in|on|with) $")
"""What stands before a thing of which another is made."""
PART: Final = compiled(_PART + _ZH_PART)
"""What must follow the name of a thing that is one's own."""

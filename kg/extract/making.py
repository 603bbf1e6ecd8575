"""How texts say that an organisation makes a thing, and the other relations that are read where it is cheap."""

from __future__ import annotations

import re
from typing import Final

from kg.extract import making_zh
from kg.extract.masks import NAME, TITLE
from kg.extract.patterns import IS, LIKELY, STATED, THE, WEAK, ZH, ZH_PLAIN, compiled, rules

_MAKES: Final = (
    "(?:makes|made|builds|built|develops|developed|created|creates|maintains|maintain|released|releases|launched|"
    "launches|introduced|introduces|unveiled|unveils|open[- ]sourced|owns|is behind|started|sells|rolled out|debuted|"
    "designed|wrote|originated|donated|contributed|co-created|co-developed|(?:has been|is|are) (?:building|developing))"
)
_OFFERS: Final = "(?:offers|provides|announced|announces|announcing|announce|releasing|launching|ships|shipped)"
_MADE: Final = (
    "(?:made|created|developed|built|maintained|open[- ]sourced|offered|donated|released|launched|contributed|started|"
    "founded|written|authored|introduced|designed|initiated|invented|conceived|originated|provided|"
    "(?:backed|driven|run)(?= by))"
)
_ABOUT: Final = (
    "(?:course|tutorial|workshop|webinar|training|book|guide|report|survey|paper|whitepaper|article|documentation|video|"
    "podcast|newsletter|benchmark|number|result|comparison|case stud)(?:s|es|y|ies)?"
)
"""What is only about a thing."""
_PART: Final = (
    r"(?!(?:'s)? (?:support|integration|plugin|plug-in|adapter|exporter|operator|provider|clusters?|users?|workloads?|"
    r"api|apis|certification|certified|community|conference|deployments?|ecosystem|contributors?|maintainers?|"
    r"applications?|apps?|services? mesh|developers?|environments?|compatib\w+|based|accounts?|channels?|repos?|"
    r"repository|instances?|setup|installations?|pipelines?|configs?|configuration|jobs?|bills?|benchmarks?|forums?|"
    rf"blog|docs|meetups?|{_ABOUT})\b|-(?:based|native|compatible)|(?: [\w-]+){{1,4}} (?:called|named) )"
)
"""What stands after an object that is not the thing itself but something for or of it."""
_WORD: Final = (
    r"(?!(?:on|with|for|to|from|in|into|using|at|by|and|or|of|that|about|around|comparing|support|integration|partnership|"
    rf"{_ABOUT}) )[\w-]+ "
)
"""A word before a thing that does not make another thing of it."""
_NOT: Final = "(?:not|never|no|neither|nor) "
_OTHER: Final = rf"{_NOT}|(?:we|our|you|your|i|ones|those|replac\w+|unlike) "
"""Before a maker, what says that it did not make the thing, or perhaps another."""
_USED: Final = (
    "(?:main|primary|favou?rite|old|former|previous|legacy|existing|preferred|chosen|choice|current|internal|default|"
    "standard|go-to|partner|customers?'?) "
)
"""What says of somebody's tool that it is only used."""
_CAME: Final = "(?:created|co-created|built|developed|started|wrote|written|made|invented|designed)"
"""What somebody did of whose employer a thing then is."""
_ALONE: Final = "(?!'s| (?:headquarters|offices?|hq|events?|summit|conf|conference|hackathon))"
_OTHERS: Final = "(?:competitor|rival|customer|client|user|partner|investor)"
_DEVELOPS: Final = rules(
    "develops",
    # Acme's Widget · Acme makes Widget · Acme, the company behind Widget
    (rf"<S>'s? (?:own |new |open[- ]source |flagship |latest |free |(?!(?:{_OTHERS}s?|and|or|with|for|of|to|in|on) )"
     rf"[\w-]+ ){{0,3}}?[“\"]?<O+>{_PART}", WEAK),
    (rf"(?<!\bif )(?<!nobody at )(?<!who left )<S>,? (?:which |who |that |also |has |have |recently |today |just |"
     rf"first |originally |then |actually |the company that |initially |internally )*{_MAKES} "
     rf"(?!support|an integration|integration|its own version){THE}(?:{_WORD}){{0,4}}?(?:version of )?"
     rf"{THE}(?:called |named )?[“\"]?<O+>{_PART}", LIKELY),
    (rf"<S>,? (?:which |who |that |also |has |have |recently |today |just )*{_OFFERS} (?!support|managed|hosted|"
     rf"its intention|plans|a partner|partner|joining|that it)"
     rf"(?:general availability of |the (?:general )?availability of )?{THE}"
     rf"(?:{_WORD}){{0,3}}?[“\"]?(?:called |named )?<O+>{_PART}", WEAK),
    (r"<S>,? (?:(?:is|are) )?(?:the )?(?:original )?(?:company|team|startup|vendor|creators?|makers?|maintainers?|"
     r"people|folks|minds|organi[sz]ation|ones|<R>)(?: and (?:the )?(?:creators?|makers?|maintainers?))? (?:behind|of|"
     r"that (?:make|created|built|develop)) (?:the )?(?:project )?<O+>", STATED),
    (r"<S>(?:'s)? (?:(?!and |or )[\w-]+ ){0,3}?(?:products?|projects?|tools?|platforms?|services?|distributions?"
     r"|offerings?)(?:,? (?:such as|like|including|called|named|known as))?,? <O+>", LIKELY),
    (r"<S> (?:built|created|developed|made|makes|launched)[^.;]{1,50}? (?:called|named|known as|which is) [“\"]?<O>",
     LIKELY),
    # Widget's creator Acme · the company behind Widget, Acme · Widget was born at Acme · Widget is a proxy by Acme
    (r"<O>(?:'s?)? (?:creators?|makers?|vendor|inventors?|parent company|parent|company),? (?:at )?<S>", STATED),
    (r"<O+>,? <S>", LIKELY,
     "(?:company|team|startup|vendor|creators?|makers?|people|folks|minds) (?:behind|of) (?:the )?"),
    (r"<O+>,? (?:which |that |it |was |is |has |originally |first |actually |kind of |also )*(?:born|came out|grew out|"
     r"spun out|spun off|started out|started life|started|originated|incubated|began) (?:at|in|inside|within|of|from|"
     r"out of|as [^.;,]{1,40}? (?:at|by|from)) (?:the )?<S>", STATED),
    (rf"<O> (?:is|was) (?:an?|the|our) (?:(?!{_OTHER}|{NAME}, |(?:used|adopted|chosen|loved|run|needed|hosted|"
     r"sponsored|powered) by )[^.;:]){0,60}? (?:from|by) (?:the )?(?:team at |folks at )?<S>", LIKELY),
    (r"<S>,? (?:which |who |that |also |already |now )*(?:has|have|had|with) (?:an?|its|their|our|this)[^.;,]{1,50}? "
     r"(?:called|named|known as) [“\"]?<O>", LIKELY),
    (r"<S>(?:'s)? (?:is |are |has been |have been )?(?:working on|creating|building|developing|making)[^.;]{1,90}? "
     r"(?:called|named|known as) [“\"]?<O>", LIKELY),
    (r"<O+>,? (?:is |being |which is |was )?an? (?:[\w-]+ ){0,2}?<S>(?:'s)? (?:[\w-]+ ){0,2}?"
     r"(?:system|project|tool|product|technology|service|platform|initiative|framework|library)\b", LIKELY),
    # Widget, Acme's tool · Acme, where we built … called Widget · at Acme and maintainers of Widget
    # the Widget team at Acme
    (rf"<O>(?:,| -| –| —|:| \(|,? (?:which )?is|,? (?:which )?was)? ?<S>'s? (?:(?!and |or |{_USED})[\w-]+ ){{0,4}}?"
     r"(?:<N> (?:as a )?)?(?:system|project|tool|product|technology|service|platform|framework|library|database|engine|"
     r"offering|distribution|agent|assistant)\b(?! of choice)", LIKELY),
    (rf"<S>,? (?:and )?where (?:we|they|i|he|she) (?:(?!{_NOT})\w+ )?{_CAME} (?!\w+ing )(?:(?:{_WORD}){{0,7}}?|"
     rf"(?:(?!{_ABOUT} )[^.;]){{1,60}}? (?:called|named|known as) )[“\"]?<O>{_PART}", LIKELY),
    # We started Widget at Acme · Widget is a tool for …, originally developed by Acme · Widget, Acme's latest toy
    (rf"<O+>,? (?:project |back |originally |initially |first |in \d{{4}} |while |when |working |still |(?:we|i|he|she|"
     rf"they) (?:was|were) )*(?:at|inside|within) (?:the )?<S>{_ALONE}", LIKELY,
     rf"(?:\b(?:we|i|they|he|she|who)|{NAME})(?:'ve|'d)? (?:have |had |also |first |originally |initially )*{_CAME} "
     rf"(?!\w+ing )(?:{_WORD}){{0,4}}?[“\"]?"),
    (rf"<O>(?: \([^()]*\))? (?:is|was) (?:an?|the) (?:(?!{_OTHER})[^.;]){{5,110}}?(?<!{NAME}), (?:which |that |was "
     rf"|and |is )*(?:originally |initially |first )?(?:{_CAME}|released|open[- ]sourced|launched)(?: and {_MADE})? "
     r"(?:by|at|inside) (?:the )?(?:team at |engineers at |company )?<S>(?!'s)", LIKELY, "^[^,.;]{0,24}"),
    (r"<O>,? (?:which |this |it |that )?(?:is |was )?<S>'s (?:[\w-]+ )?(?:latest|newest|flagship) (?:(?!investment|"
     r"obsession|addition|sponsor|customer|partner|user|choice|acquisition|release of|version of)[\w-]+\b ?){1,3}",
     LIKELY),
    (r"<S> and (?:[\w-]+ ){0,2}?(?:maintainers?|creators?|co-creators?|developers?|<R>) of (?:the )?<O>",
     LIKELY, "at "),
    (rf"<O> (?:team|folks|people) (?:with)?(?:in|at|inside|from) <S>{_ALONE}", LIKELY),
    (rf"<S> (?:and|with|has (?:worked|partnered) with|partnered with|worked with|teamed up with) <N>(?: to)? "
     rf"(?:build|create|develop|launch|release|built|created|developed|launched|released) {THE}(?:{_WORD}){{0,4}}?<O>"
     rf"{_PART}", LIKELY),
    # Widget by Acme · Widget, created by Acme · Widget. It's made by a company called Acme · Widget from Acme
    (rf"<O+>(?:\)|”|\")?[.,]? (?:which |it's |that's |it was |that |is |was |are |were |has been |had been |an? |the "
     rf"|open[- ]source |project |tool |platform |service |(?!{_NOT})\w+ ){{0,6}}?(?:originally |initially |first "
     rf"|also |largely |primarily |mainly )*{_MADE}(?: and {_MADE})?(?: (?:and|,) [\w ]{{0,20}}?)? "
     r"(?:by|at|from|inside|out of|within) (?:a company called )?"
     rf"(?:the )?(?:team at |folks at |engineers at |company |people at )?<S>"
     rf"(?!'s (?:{_OTHERS}|conference|event))", STATED),
    (r"(?<!from )<O>,? (?:which |that )?(?:comes |came |coming )?(?:from|by) (?:the )?(?:team at |folks at "
     r"|company )?<S>(?!'s)", WEAK),
    (r"<S>,? (?:like|such as|including|called|named) <O+>", LIKELY,
     r"(?:tools?|projects?|products?|services?) (?:from|by) "),
)  # fmt: skip
_OTHER_KINDS: Final = (
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
RULES: Final = (*_DEVELOPS, *making_zh.DEVELOPS, *_OTHER_KINDS)
_SMALL: Final = "on|with|for|to|from|in|into|onto|using|of|at|by|and|or"
_OWN: Final = rf"(?:own |new |open[- ]source |flagship |free )*(?:(?!(?:{_SMALL}) )[\w-]+ )"
_LIST: Final = f"(?:{NAME}(?:, | and |, and | ?[、和] ?)){{0,4}}"
"""Other things before one in a list of somebody's things."""
ITS: Final = re.compile(
    rf"(?:\b(?:its|their) {_OWN}{{0,2}}{_LIST}|\bthey(?:'ve| have)? (?:also |just |actually )?(?:make|made|build|built|"
    rf"created|develop|developed|launched|released|maintain|introduced|open[- ]sourced) {_OWN}{{0,3}}|"
    rf"(?:{making_zh.OWN} ?|(?:他们|它们|它)的 ?){_LIST})[“\"]?$"
)
COMPANY: Final = re.compile(
    rf"(?:\bthe (?:company|startup|start-up|vendor|firm)(?:'s| (?:has |also |just |recently |today |first |now )*"
    rf"(?:{_MAKES}|{_OFFERS})) {_OWN}{{0,3}}|"
    rf"(?:该公司|这家公司|该初创公司|该厂商|该团队|该组织) ?(?:的 ?|{making_zh.VERB}))[“\"《]?$"
)
"""What stands before a thing of "the company": the vendor that was named last."""
OUR: Final = re.compile(rf"\bour {_OWN}{{0,2}}$")
WE_MADE: Final = re.compile(
    rf"(?:\bwe(?:'re| are|'ve| have|'ve been| have been)? (?:\w+ )?(?:creating|building|developing|"
    rf"working on|created|built|developed|made|launched|open[- ]sourced|released)"
    rf"(?:(?! (?:on (?:top|another|a)|into) )[^.;]){{1,80}}? (?:called|named) |"
    rf"\bwe(?:'ve| have)? (?:just |recently |also )?(?:built|created|developed|launched|"
    rf"released|open[- ]sourced|announced|introduced|make|maintain) {_OWN}{{0,4}})$"
)
OUR_AFTER: Final = re.compile(",? (?:which is )?our\\b|，我们的")
MODIFIES: Final = compiled(
    " (?:service|version|platform|distribution|offering|product|engine|cluster|stack|solution|cloud|library|framework|"
    f"pod|container|dashboard)s?\\b| as a service\\b|_(?:的_)?(?! ?[等来以])"
    rf"{ZH_PLAIN}{{0,6}}?(?!项目|服务网){making_zh.HEADS}|"
    "_(?:pod|容器|云|学习|处理|监控|管理|部分|举措|战略|入口|网关|日|实例|可用|语言)"
)
"""What follows a name that may only say of what kind the thing is (Acme's Kubernetes platform)."""
WRITTEN_IN: Final = re.compile(r"(?:written|built|based|implemented|running|runs) (?:in|on|with) $")
"""What stands before a thing of which another is made."""
PART: Final = compiled(_PART + making_zh.PART)
"""What must follow the name of a thing that is one's own."""

"""How texts say for whom a person works, and what shows that it is over or no employment."""

from __future__ import annotations

import re
from typing import Final

from kg.extract.masks import NAME, TITLE
from kg.extract.patterns import ADJ, IS, LIKELY, STATED, THE, WEAK, ZH, ZH_HEAD, ZH_PLAIN, compiled, rules

_END: Final = (
    r"(?=_[)）\]]|,? and <N>, <N>|_&_<N>|_[;|•]|_:(?= )|_$|,? (?:inc|ltd|gmbh|corp|llc|se)\b| \(| at <N>"
    r"| [-–—]+ )"
)
_HANDLE: Final = r"(?:_\(@[^()]{1,24}\))?"
"""The handle after a name: Ada Berg (@ada)."""
_ITEM: Final = f"(?<!{NAME}, )"
"""Not after another name and a comma, where names are only listed."""
_NOW: Final = "(?:目前|现在|现|也|同时|还|都|已经|已|一直|仍然|仍|均|则)?"
_SHORT: Final = rf"(?:_[（(]_(?:<N>|{ZH}{{1,20}}?)_[)）])?"
"""How brackets spell an employer otherwise: 明网（Brightmesh）."""
RULES: Final = rules(
    "works_for",
    # Ada Berg, CTO at Acme · Ada Berg is a director at Acme · Ada Berg (CTO, Acme)
    (rf"<S+>{_HANDLE}(?:{IS} |,_|_\(|_[-–—|·]+_)(?:who is |currently |now )*{THE}{ADJ}<R+>"
     rf"(?:,? (?:in|on|of|for) [^.;:,{NAME[1:-1]}]{{1,40}}?)?"
     rf"_(?:at|of|for|with|from|@|,|\||[-–—](?!_<N>_,_<N>))_{THE}(?:[\w-]+ ){{0,2}}?<O>(?!'s (?:<R>|[a-z]))", STATED),
    # Ada Berg, Manager – Mesh Ecosystem, Acme
    (rf"<S+>,_{ADJ}<R+>_[-–—]_<N>_,_<O>{_END}", LIKELY),
    # Ada Berg, Manager, Mesh @ Acme · Ada Berg Engineer @ Acme · Ada Berg, Mesh maintainer and engineer at Acme
    (rf"<S+>,_{ADJ}<R+>(?:,|_[-–—])_[^.;:]{{2,40}}?(?: at |_@_)<O>", LIKELY),
    (rf"<S+> <R+>(?: at |_@_){THE}<O>", LIKELY),
    (r"<S>,_(?:<N>|[\w/&]+)(?: [\w/&]+){0,4}_@_<O>", LIKELY),
    (rf"<S+>{_HANDLE},_{THE}<N>(?:'s)?_{ADJ}<R>(?:,? and| &|,|/)_{ADJ}<R+>(?: at |_@_){THE}<O>", LIKELY),
    # Ada Berg is an engineer on the Acme mesh team
    (rf"<S+>{IS} {THE}{ADJ}<R+> (?:on|in) the <O>(?:'s)? (?:<N> |[\w-]+ ){{0,3}}?(?:team|group|org)\b", LIKELY),
    # Ada Berg, product manager for Widget at Acme · Ada Berg, CTO of Acme and founder of Bolt
    (rf"<S+>(?:{IS} |,_|_\()(?:who is )?{THE}{ADJ}<R+> [^.;:,]{{0,40}}?<N>[^.;:,]{{0,20}}? (?:at|from|for|@) {THE}<O>",
     LIKELY),
    (rf"<S>(?:{IS} |,_|_\(){THE}{ADJ}<R> (?:at|of|for) (?:the )?<N>,? and (?:is )?(?:also )?{THE}{ADJ}<R+> "
     rf"(?:at|of|for) (?:the )?<O>", LIKELY),
    (rf"<S+>,? {THE}{ADJ}<R>(?:,? and| &|,) (?:an? |the )?<O> {ADJ}<R>", LIKELY),
    # Ada Berg, who works on Widget at Acme · Ada Berg leads the team at Acme · Ada Berg and the team at Acme
    (r"<S+>,? (?:who )?(?:also )?(?:now |currently )?(?:works?|working|'s working|is working)"
     r"(?: (?:on|in|as|with) [^.;,]{1,40}?)? (?:at|for) (?:the )?<O>", LIKELY),
    (r"<S+>,? (?:who )?(?:leads?|heads?|runs|manages|oversees|co-founded|founded)(?: [^.;,]{1,40}? (?:at|for|of))? "
     r"(?:the )?<O>(?!'s)", WEAK),
    (r"<S+>(?:,? (?:who )?(?:is|are|'s|who's|you're|you are)(?: here)?|,? both|,? all|, my (?:colleague|coworker|boss)|"
     r" here| over)?,? (?:at|from|of|over at) (?:the )?(?:team at |folks at |company )?<O>(?!'s)", LIKELY),
    (r"<S>,? and (?:all )?(?:of )?(?:his|her|their|the) (?:[\w-]+ )?(?:team|folks|colleagues|people|crew) (?:over )?"
     r"(?:at|from) (?:the )?<O>", LIKELY),
    # Ada Berg founded her own company, Acme · Acme is a studio that was founded by Ada Berg
    (r"<S>_\)?,? (?:who )?(?:has |have |had )?(?:recently |just |now )?(?:co-)?(?:founded|started|launched) "
     r"(?:his|her|their|a) (?:own |new )*(?:[\w-]+ )?(?:company|startup|firm|consultancy|business),? "
     r"(?:called |named )?<O>",
     LIKELY),
    (r"<O>,?(?: (?:which )?is [^.;:]{1,60}?)?(?: (?:that|which))?(?: was| is)? (?:co-)?(?:founded|headed|led|run) by "
     r"<S+>", WEAK),
    (r"<S+>,? (?:who )?(?:has |have |had )?(?:recently |just |now )?(?:joined|joins|is joining) (?:the )?<O>", WEAK),
    # Acme hired Ada Berg · I'm Ada Berg, and I'm leading research for Acme
    (r"<O>,? (?:was |is |has |have |the |first |to |just |recently |also |now )*(?:hired|hires|hire|hiring|recruited|"
     r"employs|employed|appointed|appoints) (?:\w+ ){0,3}?<S+>", LIKELY),
    (rf"<S>,? (?:and |from )?(?:i'm |i am |i )?(?:currently |now |also )?(?:{THE}{ADJ}<R+>|work\w*|lead\w*|run\w*|"
     rf"[\w-]+ing)[^.;:]{{0,50}}? (?:at|for|with) (?:the )?<O>", LIKELY, "(?:i'm|i am|my name is|my name's) "),
    # Deep dive - Ada Berg & Bo Lind, Acme · Ada Berg (Acme, ambassador)
    (r"<S+>,?_\((?:from )?<O>(?=_\)|_/|,)", LIKELY),
    (rf"{_ITEM}<S&>,_(?:from )?<O>{_END}", LIKELY),
    (rf"{_ITEM}<S+>,_(?:from )?<O>(?:{_END}|(?=_\._$))", WEAK),
    (r"<S+>_[-–—|]+_<O>(?=_$|_\))", WEAK),
    (r"<S+>_\(<N>(?:,|/|_&|_and)_<O>_\)", WEAK),
    # Acme's CTO Ada Berg · Acme engineer and Widget founder Ada Berg · Acme's Ada Berg · Ada Berg, an Acme engineer
    (rf"<O>(?:'s?)?,? (?:own )?{ADJ}<R+>(?:,? and (?:[^.;,:]{{0,40}}? )?<R>)?,? <S+>", STATED),
    (rf"<O>(?:'s?)?,? {ADJ}<R+>,? (?:on|of|for|in) [^.;:,]{{1,30}}?, <S+>", LIKELY),
    ("<O>'s (?:own )?<S>", LIKELY),
    (rf"<S+>(?:{IS} |, )(?:an? |the )?<O>(?:'s)? {ADJ}<R+>(?! (?:of|at|for) (?:the )?<N>)", LIKELY),
    # Ada Berg 是 Acme 的工程师 · Ada Berg，Acme 的工程师 · Ada Berg 来自 Acme · Ada Berg 在 Acme 担任工程师
    (rf"<S+>_[，,—]?_(?:他|她)?_{_NOW}(?:是|担任|出任)_(?:一位|一名)?{ZH}{{0,14}}?<O>{_SHORT}_"
     rf"(?P<Z>(?:{ZH}{{0,40}}?)?{ZH_HEAD})", STATED),
    (rf"<S>_[，,]?_[^。！？\n]{{0,90}}?，(?:他|她)?_(?:也|同时|还|目前|现在)*(?:是|担任)_{ZH}{{0,10}}?<O>_的?_"
     rf"(?P<Z>{ZH}{{0,24}}?{ZH_HEAD})", LIKELY),
    (rf"<S+>_[，,—]?_(?:他|她|一位|一名|都|均)?_(?:来自|就职于|任职于|供职于|受雇于|效力于)_{ZH}{{0,10}}?<O>", LIKELY),
    (rf"<S+>_(?:目前|现在|现)?在_{ZH}{{0,8}}?<O>_(?:公司)?{ZH}{{0,6}}?"
     r"(?:担任|任职|负责|领导|从事|管理|主持|带领|供职|工作(?!的|过|了|期间))", LIKELY),
    (rf"<S>[^。！？\n]{{0,90}}?是_{ZH}{{0,10}}?<N>{ZH}{{0,24}}?，(?:他|她)?_(?:也|同时|还|并)+(?:是|担任)_"
     rf"{ZH}{{0,10}}?<O>_的?_(?P<Z>{ZH}{{0,24}}?{ZH_HEAD})", LIKELY),
    (rf"<S+>_[，,—]?_(?:他|她)?_(?:目前|现在|现|也|同时|还|都)?(?:是|担任|出任)_{ZH}{{0,14}}?<N>_的?{ZH_PLAIN}{{0,20}}?"
     rf"{ZH_HEAD}_(?:和|兼|以及|及|、|，也是|，同时也?是)_<O>_的?_(?P<Z>{ZH_PLAIN}{{0,16}}?{ZH_HEAD})", LIKELY),
    (rf"<S>_[，,]?_(?:他|她)?_(?:于{ZH_PLAIN}{{1,8}}|在{ZH_PLAIN}{{1,8}}年|最近|刚刚|后来|随后|已经?)*_(?:加入|入职|加盟)了?_<O>"
     r"(?!_的?_(?:项目|社区|董事会|委员会|时|之前|后))", WEAK),
    (r"<O>_(?:最近|还|也|已)?(?:聘请|招募|聘用|雇佣|任命)了?_<S>", LIKELY),
    (r"<S+>_[（(]_<O>_[)）]", LIKELY),
    # Ada Berg（Acme 工程师）· Ada Berg 作为……，在 Acme 管理 · Ada Berg 领导 Acme 的团队 · 首席执行官 Ada Berg，Acme
    (rf"<S>_[（(]_{ZH}{{0,10}}?<O>{_SHORT}_的?_(?P<Z>{ZH}{{0,24}}?(?:{ZH_HEAD}|贡献者))_[)）]", STATED),
    (rf"<S>_是_[^，。；！？\n]{{0,40}}?@_<O>_的?_(?P<Z>{ZH}{{0,24}}?{ZH_HEAD})", LIKELY),
    (rf"<S>_作为_[^。！？\n]{{2,40}}?，_在_<O>_{ZH}{{0,6}}?(?:担任|任职|负责|领导|从事|管理|主持|带领|工作)", LIKELY),
    (rf"<S>_{_NOW}(?:领导|管理|负责|带领|主管|执掌)_<O>_的?_{ZH_PLAIN}{{0,14}}?"
     r"(?:团队|部门|业务|运营|工程|营销|开发|产品)", WEAK),
    (r"<S>_[，,]_<O>(?=_讨论|_[，。]|_$)", WEAK, rf"(?:{ZH_HEAD})_".replace("<R>", TITLE)),
    (rf"<S>_[，,]?_{ZH}{{0,40}}?{ZH_HEAD}_[，,]?_<O>(?=_[；;。]|_$)", WEAK),
    (rf"<S>_<O>_的_(?P<Z>{ZH_PLAIN}{{0,24}}?{ZH_HEAD})(?=[；;，。])", WEAK),
    # Acme 的总监、Bolt 的成员 Ada Berg
    (rf"<O>{_SHORT}_的?_(?P<Z>{ZH_PLAIN}{{0,20}}?{ZH_HEAD})_(?:[、和兼及与，]|以及)_<N>{_SHORT}_的?_"
     rf"{ZH_PLAIN}{{0,20}}?{ZH_HEAD}_<S>", LIKELY),
    (rf"<S>_[，,]_(?:是)?_{ZH}{{0,10}}?<O>{_SHORT}_(?P<Z>{ZH}{{0,32}}?{ZH_HEAD})"
     r"(?=[，。,）)；;：:、]|_$|_(?:[向说在告称将]|表示|解释|指出|认为|补充|写道|介绍))", STATED),
    (rf"<S>·_<R+>，_<O>_(?P<Z>{ZH}{{0,12}}?{ZH_HEAD})?", WEAK),
    # Acme 的首席技术官 Ada Berg · Acme 的 Ada Berg · 来自 Acme 的 Ada Berg · 软件工程师在 Acme ，Ada Berg
    (rf"<O>_[)）]?_(?:公司|团队)?_(?:[（(]{ZH}{{1,20}}?[)）])?_(?:的|t\d+)?_"
     rf"(?P<Z>{ZH}{{0,30}}?{ZH_HEAD}(?:_[兼和及与、]{{1,2}}_{ZH}{{0,18}}?{ZH_HEAD})?)"
     r"_[—，,：:“【\[·]?_(?:t\d+)?_[·]?_<S和>", STATED),
    (r"<O>_(?:公司)?_的_<S和>", LIKELY),
    (rf"<O>_(?:公司|团队)?_(?:[（(]{ZH}{{1,20}}?[)）])?_的?_{ZH}{{0,26}}?<S+>", LIKELY, "来自_"),
    (r"<O>_[，,]_<S>", LIKELY, f"(?:{ZH_HEAD})，?_[在@]_".replace("<R>", TITLE)),
)  # fmt: skip
SPEAKER: Final = re.compile(
    rf"(?:(?:i'm|i am|we're|my name is) (?:{NAME} )?(?:and i'm )?(?:\w+ )?(?:an? |the )?(?:[\w-]+ ){{0,6}}{TITLE}"
    r"[^.;:]{0,60}? (?:at|for|with|of|here at)"
    r"|(?:i|we) (?:currently |now |actually |also )?(?:work|am working|'m working|lead|run)"
    r"(?: (?:on|in|as) [^.;:]{1,40}?)? (?:at|for|with|here at)"
    rf"|(?:i'm|my name is) (?:{NAME},? )?(?:and i'm )?(?:currently )?(?:working )?(?:at|from|with)"
    r"|(?:here|us|we|over here) at|my (?:employer|company|team at) ?,?|my (?:day )?job at"
    r"|i(?:'m| am) (?:[\w-]+ ){0,4}working (?:as [^.;:]{1,30} )?(?:at|for)) "
    r"(?:a (?:company|startup|place) called )?(?:the )?$"
)
"""What a speaker says of his or her own employer, right before its name."""
ADDRESSED: Final = re.compile(
    r"(?<!\bif )(?<!\bwhen )(?<!\bsay )(?<!\bwhere )(?<!\bmaybe )(?<!\blet's say )(?<!\bimagine )\b(?:"
    rf"(?:you're|you are) (?:currently |now |also |both )?(?:an? |the )?(?:[\w-]+ ){{0,5}}?{TITLE}[^.;:]{{0,30}}? "
    r"(?:at|for|with|of)"
    r"|you (?:currently |now |guys |both |all )?(?:work|lead|run)(?: (?:on|in|as) [^.;:]{1,40}?)? (?:at|for)"
    r"|(?:you're|you are) (?:currently |now |both |all )?(?:working |over )?at"
    r"|what (?:do|are) you (?:guys |folks )?(?:do|doing|working on|up to)(?: \w+)?,? (?:over )?(?:at|for)"
    r"|your (?:current )?(?:job|role|work|title|employer|company|team|day job)(?: [\w-]+){0,3}?,? (?:at|is)"
    r"|you (?:recently |just )(?:joined|founded|co-founded|started)"
    r") (?:a (?:company|startup|place) called )?(?:the )?$"
)
"""What a speaker says of the employer of whom he or she speaks to, right before its name."""
PRONOUN: Final = re.compile(
    rf"(?:\b(?:he|she)(?:'s| is) (?:now |currently |also )?(?:an? |the )?(?:[\w-]+ ){{0,5}}{TITLE}[^.;:]{{0,24}}? "
    r"(?:at|of|for|with|from) (?:the )?|\b(?:he|she) (?:now |currently )?works(?: [^.;:]{1,30})? (?:at|for|with) "
    r"(?:the )?"
    r"|[他她](?:现在|目前|还|也|同时)?(?:就职于|任职于|来自) ?)$"
)
"""What is said of a person's employer by a pronoun, right before its name."""
ZH_PRONOUN: Final = compiled(rf"[他她](?:现在|目前|还|也|同时)?(?:是|担任|在)_{ZH}{{0,14}}?$")
AT_WE: Final = re.compile(r"(?:^|[,.;:—–-] |\b(?:so|and|but|because|that|here|yeah|know),? )at (?:the )?$")
WE_AFTER: Final = re.compile(
    r",? (?:(?:actually|currently|now|obviously|basically|also) )?(?:we|we're|we've|i'm)\b"
    r"(?! (?:\w+ )?(?:would|could|had|did|were|was|used)\b)"
)
"""What stands before and after a speaker's own employer: At Acme we make it."""
ZH_TITLE: Final = compiled(rf"_(?:[和与、及]_<N>_)?(?:公司)?的?_(?P<Z>{ZH}{{0,24}}?{ZH_HEAD})")
"""A Chinese title after an employer; with ZH_PRONOUN before it the employer of the person spoke of."""
PAST: Final = re.compile(
    r"\b(?:former|formerly|previously|ex|used to|was|were|isn't|aren't|not|had been|left|until recently|would)\b"
    r"|担任过|出任过|(?:的|^| )前(?!端|沿|面|言|提|景)|曾|之前|此前|离开|不是|前任|已故|即将卸任"
)
"""Past employment and none, which are not stated as a relation."""
PAST_BEFORE: Final = compiled(
    r"(?:\b(?:former|formerly|previously|ex|then|late|while|ex-)[ -]?(?:[\w-]+ ){0,2}"
    r"|前|曾在_|曾任_|之前_[，,]?_[他她]?是?_)$"
)
PAST_AFTER: Final = compiled(r"_(?:的_)?(?:前(?!端|沿|面|言|提|景)|之前|工作过|任职过|工作了|期间)")
APART: Final = re.compile(
    f"(?:在|及其|与|，).*{NAME}|{NAME}.*(?:在|及其|，)|^ ?(?:认证|赞助|支持|收购|投资|资助)的"
    f"|^ ?(?:和|以及|及|是|也|由|采访).*{NAME}"
)
"""A Chinese title that tells of another name between the employer and the person, or of no employment."""
FORMER: Final = re.compile(r"(?i)(?:former|ex|previous|late)\b")
"""How a name-like run begins that names an employer of the past (Former Acme)."""
GROUP: Final = re.compile(r"(?:SIG|TAG|TOC|TSC|WG|PMC)\b")
"""Groups inside a project, which employ nobody."""
NAMED_NOW: Final = re.compile(r"\bwas (?:named|appointed|promoted|(?:the )?first to|(?:co-)?founded by)\b")
OWN_WORK: Final = re.compile(
    r"(?i)\b(?:author|host|co-host|maintainer|writer|owner|(?<!board )member|contributor|lead|creator|editor)s?$"
)
"""Titles that are held in a work rather than at an employer, where "of" follows."""

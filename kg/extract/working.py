"""How texts say for whom a person works, and what shows that it is over or no employment."""

from __future__ import annotations

import re
from typing import Final

from kg.extract import working_zh
from kg.extract.masks import NAME, TITLE
from kg.extract.patterns import ADJ, IS, LIKELY, STATED, THE, WEAK, compiled, rules

_END: Final = (
    r"(?=_[)）\]]|,? and <N>, <N>|_&_<N>|_[;|•]|_:(?= )|_$|,? (?:inc|ltd|gmbh|corp|llc|se)\b| \(| at <N>"
    r"| [-–—]+ )"
)
_HANDLE: Final = r"(?:_\(@[^()]{1,24}\))?"
"""The handle after a name: Ada Berg (@ada)."""
_ITEM: Final = f"(?<!{NAME}, )"
"""Not after another name and a comma, where names are only listed."""
_STAYED: Final = (
    r"(?![^.;]{0,80}?\b(?:left|leaves|leaving|sold|sells|exited|resigned|retired|stepped down|until|died"
    r"|(?:was|got|been) (?:bought|acquired)|(?:is|works) (?:now )?(?:at|with|for))\b)"
)
"""Nothing after a founding that ends it: to have founded is to work there only as long as no more is said."""
_ITSELF: Final = (
    r"(?! (?:[\w-]+ )?(?:conference|summit|meetup|community|event|user group|working group|project|language|podcast|"
    r"booth|panel|workshop|session|talk|track|book)s?\b)"
)
"""The employer itself, not what is only called after it (the Widget conference)."""
_EMPLOYED: Final = rules(
    "works_for",
    # Ada Berg, CTO at Acme · Ada Berg is a director at Acme · Ada Berg (CTO, Acme)
    (rf"<S+>{_HANDLE}(?:{IS} |,_|_\(|_[-–—|·]+_)(?:who is |currently |now )*{THE}{ADJ}<R+>"
     rf"(?:,? (?:in|on|of|for) [^.;:,{NAME[1:-1]}]{{1,40}}?)?"
     rf"_(?:at|of|for|with|from|@|,|\||[-–—](?!_<N>_,_<N>))_{THE}(?:[\w-]+ ){{0,2}}?<O>(?!'s (?:<R>|[a-z])){_ITSELF}",
     STATED),
    # Ada Berg, Manager – Mesh Ecosystem, Acme
    (rf"<S+>,_{ADJ}<R+>_[-–—]_<N>_,_<O>{_END}", LIKELY),
    # Ada Berg, Manager, Mesh @ Acme · Ada Berg Engineer @ Acme · Ada Berg, Mesh maintainer and engineer at Acme
    (rf"<S+>,_{ADJ}<R+>(?:,|_[-–—])_(?P<D>[^.;:]{{2,40}}?)(?: at |_@_)<O>", LIKELY),
    (rf"<S+> <R+>(?: at |_@_){THE}<O>", LIKELY),
    (rf"<S+>{_HANDLE},_{THE}<N> <R+>(?: at |_@_){THE}<O>", LIKELY),
    (r"<S>,_(?P<F>(?:(?:<N>|[\w/&]+) ){0,4}?(?:<N>|[\w/&]+))_@_<O>", LIKELY),
    (rf"<S+>{_HANDLE},_(?:also )?{THE}<N>(?:'s)?_{ADJ}<R>(?:,? and| &|,|/)_{ADJ}<R+>"
     rf"(?: (?:of|for|in) [\w &-]{{1,30}}?)?(?: at |_@_){THE}<O>", LIKELY),
    (rf"<S>,_<N> (?:{ADJ}<R>, ){{1,2}}{ADJ}<R+>(?: (?:of|for|in) [\w &-]{{1,30}}?)?(?: at |_@_){THE}<O>", LIKELY),
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
     rf"(?:the )?<O>(?!'s){_STAYED}", WEAK),
    (r"<S+>(?:,? (?:who )?(?:is|are|'s|who's|you're|you are)(?: here)?|,? both|,? all|, my (?:colleague|coworker|boss)|"
     r" here| over)?,? (?:at|from|of|over at) (?:the )?(?:team at |folks at |company )?<O>(?!'s)", LIKELY),
    (r"<S>,? and (?:all )?(?:of )?(?:his|her|their|the) (?:[\w-]+ )?(?:team|folks|colleagues|people|crew) (?:over )?"
     r"(?:at|from) (?:the )?<O>", LIKELY),
    # Ada Berg founded her own company, Acme · Acme is a studio that was founded by Ada Berg
    (r"<S>_\)?,? (?:who )?(?:has |have |had )?(?:recently |just |now )?(?:co-)?(?:founded|started|launched) "
     r"(?:his|her|their|a) (?:own |new )*(?:[\w-]+ )?(?:company|startup|firm|consultancy|business),? "
     rf"(?:called |named )?<O>{_STAYED}",
     LIKELY),
    (r"<O>,?(?: (?:which )?is an? [^.;:]{1,60}?)?(?: (?:that|which))?(?: was| is)? (?:co-)?founded by <S+>"
     f"{_STAYED}", WEAK),
    (r"<O>(?:,? (?:which |that )?is|,? (?:is )?an? [^.;:,]{1,60}? (?:that|which) is|,(?: an? [^.;:,]{1,40}?)?) "
     rf"(?:headed|led|run) by <S+>{_STAYED}", WEAK, "(?:^|[.;:,] |[.;:,] and |^and |^but )(?:the )?"),
    (r"<S+>,? (?:who )?(?:has |have |had )?(?:recently |just |now )?(?:joined|joins|is joining) (?:the )?<O>", WEAK),
    # Currently employed by Acme, Ada … · At Acme, Ada leads …
    ("<O>,? <S>", LIKELY, "^(?:currently|presently|now) (?:employed (?:by|at)|working (?:at|for)) (?:the )?"),
    (rf"<O>, <S> (?:currently |now |also )?(?:is (?:an? |the )(?!{ADJ}{TITLE}'s){ADJ}<R+>|(?:{TITLE} the|works|heads"
     "|is responsible|manages|oversees|focuses|runs|drives)\\b)", WEAK, "^(?:currently |now )?at (?:the )?"),
    # Acme hired Ada Berg · I'm Ada Berg, and I'm leading research for Acme
    (r"<O>,? (?:was |is |has |have |the |first |to |just |recently |also |now )*(?:hired|hires|hire|hiring|recruited|"
     r"employs|employed|appointed|appoints) (?:\w+ ){0,3}?<S+>(?! as an? [^.;,]{1,30} in (?:19|20)\d\d)", LIKELY),
    (rf"<S>,? (?:and |from )?(?:i'm |i am |i )?(?:currently |now |also )?(?:{THE}{ADJ}<R+>|work\w*|lead\w*|run\w*|"
     rf"[\w-]+ing)[^.;:]{{0,50}}? (?:at|for|with) (?:the )?<O>", LIKELY, "(?:i'm|i am|my name is|my name's) "),
    # Deep dive - Ada Berg & Bo Lind, Acme · Ada Berg (Acme, ambassador)
    (r"<S+>,?_\((?:from )?<O>(?=_\)|_/|,)", LIKELY),
    (rf"{_ITEM}<S&>,_(?:from )?<O>{_END}", LIKELY),
    (rf"{_ITEM}<S+>,_(?:from )?<O>{_END}", WEAK),
    (r"<S+>,_(?:from )?<O>(?=_\._$)", WEAK, "^"),
    (r"<S+>_[-–—|]+_<O>(?=_$|_\))", WEAK),
    (r"<S+>_\(<N>(?:,|/|_&|_and)_<O>_\)", WEAK),
    # Acme's CTO Ada Berg · Acme engineer and Widget founder Ada Berg · Acme's Ada Berg · Ada Berg, an Acme engineer
    (rf"<O>(?:'s?)?,? (?:own )?{ADJ}<R+>(?:,? and (?:[^.;,:]{{0,40}}? )?<R>)?,? <S+>", STATED),
    (rf"<O>(?:'s?)?,? {ADJ}<R+>,? (?:on|of|for|in) [^.;:,]{{1,30}}?, <S+>", LIKELY),
    (rf"<O>(?:'s?)?,? {ADJ}<R>,? <N>,? and (?:its )?{ADJ}<R+> <S>", LIKELY),
    ("<O>'s (?:own )?<S>", LIKELY),
    (rf"<S+>(?:{IS} |, )(?:an? |the )?<O>(?:'s)? {ADJ}<R+>(?! (?:of|at|for) (?:the )?<N>)", LIKELY),
)  # fmt: skip
RULES: Final = (*_EMPLOYED, *working_zh.EMPLOYED)
SPEAKER: Final = re.compile(
    rf"(?:(?:i'm|i am|we're|my name is) (?:{NAME} )?(?:and i'm )?(?:\w+ )?(?:an? |the )?(?:[\w-]+ ){{0,6}}{TITLE}"
    r"[^.;:]{0,60}? (?:at|for|with|of|here at)"
    r"|(?:i|we) (?:currently |now |actually |also )?(?:work|am working|'m working|lead|run)"
    r"(?: (?:on|in|as) [^.;:]{1,40}?)? (?:at|for|with|here at)"
    rf"|(?:i'm|my name is) (?:{NAME},? )?(?:and i'm )?(?:currently )?(?:working )?(?:at|from|with)"
    r"|(?:here|us|we|over here) at|my (?:employer|company|team at) ?,?|my (?:day )?job at"
    r"|i(?:'m| am) (?:[\w-]+ ){0,4}working (?:as [^.;:]{1,30} )?(?:at|for)"
    r"|i(?:'ve| have) been (?:at|with)) "
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
    r"|you (?:recently |just )(?:joined|founded|co-founded|started)|you(?:'ve| have) been (?:at|with)"
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
AT_WE: Final = re.compile(r"(?:^|[,.;:—–-] |\b(?:so|and|but|because|that|here|yeah|know),? )at (?:the )?$")
WE_AFTER: Final = re.compile(
    r",? (?:(?:actually|currently|now|obviously|basically|also) )?(?:we|we're|we've|i'm)\b"
    r"(?! (?:\w+ )?(?:would|could|had|did|were|was|used)\b)"
)
"""What stands before and after a speaker's own employer: At Acme we make it."""
DEPARTMENT: Final = re.compile(r"(?:(?:[A-Z&/][\w&/'-]*|and|of|for|the|group|team|org)(?:,? [-–—] |, | |$))+")
"""Words that name a department: in capitals, so that they state nothing else."""
FIELD: Final = re.compile(
    r"(?i)\b(?:product|engineering|marketing|sales|design|research|devrel|relations|operations|security|infrastructure"
    r"|platform|strategy|partnerships|support|education|open source|software|architecture|management)$"
)
"""How a department's name ends that stands for a title."""
PAST: Final = re.compile(
    r"\b(?:former|formerly|previously|ex|used to|was|were|isn't|aren't|not|had been|left|until recently|would)\b"
    r"|担任过|出任过|(?:的|^| )前(?!端|沿|面|言|提|景)|曾|之前|此前|离开|不是|前任|已故|即将卸任"
)
"""Past employment and none, which are not stated as a relation."""
PAST_BEFORE: Final = compiled(
    r"(?:\b(?:former|formerly|previously|ex|then|late|while|ex-)[ -]?(?:[\w-]+ ){0,2}"
    r"|前_|曾在_|曾任_|(?:之前|此前|先前|以前)_[，,]?_[他她]?是?_)$"
)
PAST_AFTER: Final = compiled(r"_(?:的_)?(?:前(?!端|沿|面|言|提|景)|之前|工作过|任职过|工作了|期间)")
FORMER: Final = re.compile(r"(?i)(?:former|ex|previous|late)\b")
"""How a name-like run begins that names an employer of the past (Former Acme)."""
GATHERING: Final = re.compile(r"(?:Con|Conf|Camp|Fest|Summit|Days?)$")
"""How names of conferences end, at which one has been for days."""
LISTED: Final = re.compile(rf"{NAME}(?:[ ,&(（]|and|{NAME})*(?:\)|）)?")
"""Names with nothing but signs between them: in speech a list more often than a person and an employer."""
GROUP: Final = re.compile(r"(?:[\w-]+ ){0,3}(?:SIG|TAG|TOC|TSC|WG|PMC)\b")
"""Groups inside a project, which employ nobody."""
NAMED_NOW: Final = re.compile(r"\bwas (?:named|appointed|promoted|(?:the )?first to|(?:co-)?founded by)\b")
OWN_WORK: Final = re.compile(
    r"(?i)\b(?:author|host|co-host|maintainer|writer|owner|(?<!board )member|contributor|lead|creator|editor)s?$"
)
"""Titles that are held in a work rather than at an employer, where "of" follows."""

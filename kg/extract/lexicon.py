"""The closed word lists by which extraction reads context. Lists are facts about language, not about documents."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final


@cache
def ordinary() -> dict[str, int]:
    """Ordinary English words → Zipf frequency times ten (23 rare … 77 "the"); `scripts/lexicon.py` makes the list.

    >>> ordinary()["keep"] > 50, "kubernetes" in ordinary()
    (True, False)
    """
    words: dict[str, int] = {}
    for line in (files("kg.extract") / "data/ordinary.txt").read_text(encoding="utf-8").splitlines():
        tenths, *group = line.split()
        words.update(dict.fromkeys(group, int(tenths)))
    words.update(dict.fromkeys(MODERN, 40))
    return {word: tenths for word, tenths in words.items() if word not in BRANDS}


@cache
def given() -> frozenset[str]:
    """Given names in Latin script."""
    listed = (files("kg.extract") / "data/given.txt").read_text(encoding="utf-8").split()
    return (frozenset(listed) - NOT_GIVEN - PLACES) | COMMON_GIVEN


def surely_given(word: str) -> bool:
    """Whether a capitalised word by itself is most likely a person's given name.

    >>> surely_given("Gerhard"), surely_given("Will"), surely_given("Mike")
    (True, False, True)
    """
    return word in COMMON_GIVEN or (word in given() and word.lower() not in ordinary())


BRANDS: Final = frozenset(
    "aws nats typescript jenkins drupal docker google twitter azure python git ios android copilot aks mastodon "
    "jaeger dell cisco scala bash vim twitch stripe mac buoyant apple oracle amazon intel adobe macos".split()
)
"""Words of dictionaries that the field, where it writes them with a capital, uses as names only."""

MODERN: Final = """
app apps online email emails blog blogs website websites podcast podcasts devs tech startup startups backend frontend
dev ops api apis sdk cli cloud saas paas gpu cpu url repo repos config configs backends frontends plugin plugins
username hashtag selfie internet wifi metadata workflow workflows serverless microservice microservices multicloud
runtime runtimes codebase dataset datasets timestamp namespace namespaces sidecar sidecars webhook webhooks changelog
hang hung hanging became paid heard told sold held kept left lost meant met read sent shot slept spent stood taught
thought understood won wrote written chose chosen broke broken drove driven ate eaten fell fallen flew flown forgot
forgotten froze frozen gave given grew grown hid hidden knew known rode ridden rang rung ran saw seen shook shaken
shown sang sung sank sunk spoke spoken stole stolen swam swum threw thrown wore worn began begun blew blown bought
brought built caught dealt dug fed felt fought found hit hurt led lent lit made oops yep woah ain doesn isn wasn
shouldn wouldn couldn hasn hadn aren weren kinda gonna wanna gotta demo debug info async config regex auth intro
livestream toolkit laptop desktop anymore autoscaling observability virtualization containerized middleware firmware
bootstrapping onboarding roadmap
""".split()

COMMON_GIVEN: Final = frozenset(
    """
Aaron Abby Adam Adrian Aisha Ajay Akshay Alan Albert Alejandro Alessandro Alex Alexander Alexandra Alexis Alice Alicia
Allan Allen Alok Amanda Amit Amy Ana Anders Andre Andrea Andreas Andrew Andrey Andy Angela Anil Anita Anna Anne Annie
Anthony Antonio Anurag Arjun Arthur Arun Ashley Barbara Barry Bart Bartek Ben Benjamin Bernard Bernd Beth Bill Billy
Bob Bobby Brad Brandon Brendan Brenda Brian Bridget Bruce Bruno Bryan Bryce Carl Carla Carlos Carol Caroline Catherine
Cathy Chad Charles Charlie Chen Cheryl Chloe Chris Christian Christina Christine Christoph Christopher Cindy Claire
Claudia Cody Colin Connor Corey Craig Cynthia Dale Damien Dan Dana Daniel Daniela Danielle Danny Darren Dave David
Dawn Dean Deb Debbie Deepak Denis Dennis Derek Diana Diane Dmitry Dominic Dominik Don Donald Donna Doug Douglas Drew
Duncan Dustin Dylan Ed Eddie Edgar Eduardo Edward Edwin Elaine Elena Eli Elizabeth Ellen Emily Emma Eric Erica Erik
Erin Ernest Ethan Eugene Eva Evan Fabian Fabio Felix Fernando Florian Francesco Francis Francisco Frank Fred Frederic
Gabe Gabriel Gareth Gary Gene Geoff George Gerald Gerhard Gina Giovanni Glen Glenn Gordon Greg Gregory Guillaume
Guillermo Gustavo Guy Hank Hannah Hans Harold Harry Heather Hector Heidi Helen Henning Henrik Henry Holly Howard Hugo
Ian Igor Ilya Ingrid Irene Isabel Ivan Jack Jackie Jacob Jacques Jaime Jake James Jamie Jan Jane Janet Jared Jasmine
Jason Javier Jay Jean Jeff Jeffrey Jennifer Jenny Jeremy Jerod Jerome Jerry Jess Jesse Jessica Jessie Jill Jim Jimmy
Joan Joanna Joe Joel Johan Johannes John Johnny Jon Jonathan Jordan Jorge Jose Joseph Josh Joshua Juan Judy Julia
Julian Julie Julien June Justin Kai Karen Karl Karthik Kate Katherine Kathleen Kathy Katie Keith Kelly Kelsey Ken
Kenneth Kevin Kim Kirk Kris Kristen Kristina Kurt Kyle Lance Larry Laura Lauren Lee Leigh Len Leo Leon Leonard
Leonardo Leslie Linda Linus Lisa Liz Lorenzo Lori Lorraine Louis Luca Lucas Lucy Luis Luke Lynn Madhav Manuel Marc
Marco Marcus Margaret Maria Marie Mario Marion Mark Marko Markus Marsha Martha Martin Marty Mary Mat Mateo Matheus
Matt Matteo Matthew Matthias Maurice Mauricio Max Maya Megan Mel Melanie Melissa Michael Michel Michelle Mickey Miguel
Mikael Mike Mikhail Milan Mohamed Mohammed Monica Morgan Nadia Nancy Naomi Natalie Natasha Nate Nathan Neil Nicholas
Nick Nicola Nicolas Nicole Niels Nigel Nikhil Nikita Nina Noah Nora Oleg Oliver Olivia Omar Oscar Owen Pablo Pam
Pamela Paolo Pat Patricia Patrick Paul Paula Paulo Pedro Peggy Pete Peter Phil Philip Philippe Phillip Pierre Pieter
Pranav Priya Priyanka Rachel Rafael Rahul Raj Rajesh Ralph Ramon Randall Randy Raphael Ravi Ray Raymond Rebecca Renee
Ricardo Rich Richard Rick Ricky Riley Rob Robert Roberto Robin Rodrigo Roger Roland Roman Ron Ronald Rory Rosemary
Ross Roy Russ Russell Ruth Ryan Sabine Sally Sam Samantha Samuel Sandra Sandy Sanjay Sara Sarah Sascha Saul Scott Sean
Sebastian Serge Sergey Sergio Seth Shannon Sharon Shaun Shawn Shelley Sheryl Shirley Simon Sofia Sonia Sophia Sophie
Spencer Stacey Stan Stefan Stefanie Stella Stephan Stephanie Stephen Steve Steven Stuart Sue Sunil Suresh Susan
Suzanne Sven Sylvia Tamara Tammy Tara Tasha Taylor Ted Teresa Terry Theo Theresa Thiago Thomas Tiffany Till Tim
Timothy Tina Tobias Todd Tom Tomas Tommy Toni Tony Torsten Tracy Travis Trevor Troy Tyler Uma Urs Ursula Valerie
Vanessa Vicky Victor Victoria Vijay Vikram Vincent Vineet Viktor Vishal Vlad Vladimir Walter Wayne Wendy Wesley
William Wolfgang Xavier Yann Yaron Yaroslav Yuki Yuri Yves Yvonne Zach Zachary Zack Zoe
""".split()
) - {"Chen", "June", "Dawn", "Till", "Guy", "Pat", "Dean"}
"""Given names so common that the name alone is evidence of a person."""

NOT_GIVEN: Final = frozenset(
    """
Add Among Author Baby Beat Can Captain Carry Case Cash Chance China Colonel Comfort Con Constant Council Doctor Early
Edit Else Era Ever Fancy Fate Floor Forum Friend Gang General German Golden Governor Gun Hence Ion Jail Job Joke
Journey Judge Justice Kick Lady Lawyer Less Lies Line Link Little Loan Long Lot Love Made Mad Major Male Man Marine
Marry Mars Math May Media Min Minor Nail North Odd Oral Page Per Pink Pleasant Press Raid Reason Roll Rush Sad Said
Server Shade Sing Skip Sky Sole Son Star Storm Sunshine Ties Tiny Tone Toy Trace True Unique Unknown Urban Valid Villa
Wage Wash West Wing Worth Yoga York Young Berlin Paris Boston Phoenix Orange Red Silver Green Brown Spring Summer
Winter Autumn August Ruby French Claude Terra Loki London Sydney Austin Dallas Denver Valencia India Asia America
Israel Georgia Virginia Carolina Florida Montana Dakota Nevada
""".split()
)
"""Words that lists of given names hold and that text rarely uses so."""

STOP: Final = frozenset(
    """
a an the this that these those i you he she it we they me him her us them my your his its our their mine and or but
nor so if then else when while where why how what which who whom whose as at by for from in into of off on onto out
over to up with without within about above after again against all also although always am any are aren be because
been before being below between both can cannot could couldn did didn do does doesn doing don down during each ever
every few first for had hadn has hasn have haven having here hers here's i'm i've is isn it's just last like ll may
maybe might more most much must mustn need neither never next no none not nothing now ok okay once one only other our
own per please quite rather re really right same second seems shall shouldn should since some something soon still
such than that's there there's third though through thus today together tomorrow too two three four five under until
unless upon ve very was wasn well were weren what's will won would wouldn yeah yes yesterday yet hey hi hello oh wow
alright great cool exactly absolutely actually basically finally however instead meanwhile moreover otherwise perhaps
therefore sure right gotcha anyway besides currently recently later afterwards additionally similarly obviously
honestly totally sometimes often usually many several another everyone everybody someone somebody anyone nobody
nowadays congrats congratulations monday tuesday wednesday thursday friday saturday sunday january february march
april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec am pm
""".split()
)
"""Words that never begin or end a name by themselves."""

FUNCTION: Final = frozenset(
    """
a an the this that these those i you he she it we they me him us them my your his her its our their and but or so if in
on at for of to from by with as when what where who how why is are was were be will can do does did not no yes yeah well
there here then than also i'm it's monday tuesday wednesday thursday friday saturday sunday january february march april
june july august september october november december
""".split()
)
"""Words that never begin a name, wherever they stand."""

IMPERATIVE: Final = frozenset(
    """
welcome join check watch read learn get got make made go come take give try keep look want know think say says said
tell told ask asked talk talked using use used see thank thanks based via plus let meet visit follow find start run
hear introducing announcing congratulations
""".split()
)
"""Verbs that begin a sentence before a name (Watch Ada Berg); alone they may be names (Go)."""

PLACES: Final = frozenset(
    """
Cleveland Ohio Texas California Oregon Nevada Utah Arizona Colorado Florida Georgia Virginia Washington Michigan
Illinois Minnesota Pennsylvania Massachusetts Tennessee Kentucky Alabama Louisiana Kansas Montana Alaska Hawaii Maine
Vermont Boston Chicago Seattle Portland Denver Austin Dallas Houston Atlanta Miami Detroit Philadelphia Phoenix
Nashville Brooklyn Manhattan Oakland Sacramento Pittsburgh Baltimore Charlotte Orlando Columbus Minneapolis Toronto
Vancouver Montreal Ottawa London Manchester Edinburgh Glasgow Dublin Belfast Paris Lyon Berlin Munich Hamburg Cologne
Frankfurt Vienna Zurich Geneva Amsterdam Rotterdam Utrecht Brussels Antwerp Copenhagen Stockholm Oslo Helsinki Madrid
Barcelona Valencia Lisbon Porto Rome Milan Turin Venice Athens Warsaw Krakow Prague Brno Budapest Bucharest Sofia
Belgrade Kyiv Moscow Istanbul Dubai Cairo Lagos Nairobi Johannesburg Tel Aviv Jerusalem Mumbai Delhi Bangalore
Bengaluru Hyderabad Chennai Pune Beijing Shanghai Shenzhen Hangzhou Taipei Tokyo Osaka Kyoto Seoul Singapore Bangkok
Jakarta Manila Hanoi Sydney Melbourne Brisbane Auckland Europe Asia Africa America Americas Australia Canada Mexico
Brazil Argentina Chile Colombia Peru Germany France Spain Italy Portugal Ireland England Scotland Wales Britain
Netherlands Belgium Switzerland Austria Denmark Norway Sweden Finland Poland Czechia Hungary Romania Bulgaria Greece
Turkey Ukraine Russia Israel Egypt Nigeria Kenya India Pakistan China Japan Korea Taiwan Vietnam Thailand Indonesia
Malaysia Philippines Zealand EMEA APAC LATAM US USA UK EU U.S. Earth Mars Moon San Los Las New
North South City Lake Salt St
Jersey York Angeles Francisco Diego
Jose Vegas Valley Bay Ohio
""".split()
)
"""Places: never persons, projects or companies by themselves."""

BEFORE: Final = frozenset(
    """
a an the at from of by with for in on to and or via like called named using use uses used run runs running project
projects tool tools company vendor startup team cluster operator controller language database framework library platform
service product open source cto ceo coo vp founder founders co-founder cofounder director engineer engineers manager
architect advocate evangelist maintainer maintainers author host hosts guest guests colleague friend analyst president
chair lead editor reporter developer professor dr mr ms mrs joined joining join joins acquired acquire acquires
announced announces launched launches released introduced meet met thank thanks welcome said says told
interview featuring feat presents presented sponsor sponsored hosted organised organized attend attended attending
upcoming annual speaking keynote this last next 's ' : , ( @ # — – - " “ ‘ | ; . / ! ?
work works worked working employee employer behind is was name guy person m
""".split()
)
"""Words (lower-cased) kept as `b:` where they stand right before a span, as `bb:` one further."""

AFTER: Final = frozenset(
    """
project projects cluster clusters operator controller proxy mesh community team teams maintainer maintainers api apis
user users cli sdk client server agent plugin plugins language runtime engine database framework library tool platform
service services product company inc corp ltd gmbh foundation university cloud conference meetup podcast show episode
said says say told tells explains explained notes noted adds added thinks asked writes wrote and or , . : ( ) ' 's ; ! ?
is was has had will would can from at of in on for with who whose who's which that talk talks keynote session
announced announces launched launches released releases introduced acquired offers offer provides provide uses use
using supports runs joined joins also as the a an to by — – - / " ”
booth website blog repo repository documentation docs integration integrations
""".split()
)
"""Words (lower-cased) kept as `a:` where they stand right after a span."""

"""Groups of words that the measures of style count: who speaks, who is spoken to, what is asked, offered, told."""

from __future__ import annotations

GROUPS: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "we": "we us our ours ourselves",
        "you": "you your yours yourself yourselves u ur ya",
        "i": "i me my mine myself",
        "they": "they them their theirs he she him her his hers somebody someone anyone anybody people",
        "it": "it its this that these those",
        "announcing": "announce announces announced announcing announcement launch launches launched launching"
        " introduce introduces introduced introducing unveil unveils unveiled release releases released"
        " releasing reveal reveals present presents presenting opens opening reopening available live"
        " coming soon",
        "newsroom": "appoints appointed appointment names named joins joined acquires acquired acquisition merger"
        " partners partnership partnered collaboration agreement signs signed invests invested investment"
        " expands expansion raises raised funding results quarter quarterly revenue earnings growth report"
        " reports reported shareholders statement recognised recognized recognition ranked selected"
        " awarded receives received hosts hosted celebrates celebrating marks",
        "pride": "proud pleased excited delighted thrilled honoured honored happy glad humbled privileged grateful"
        " pride",
        "award": "award awards winner winners wins won win finalist finalists shortlisted prize medal nominated"
        " nominee best top",
        "office": "ceo cfo cto coo president chairman chairwoman chair director vp head officer founder co-founder"
        " manager executive spokesperson spokesman spokeswoman minister mayor professor dr chief managing",
        "institution": "company group team firm organisation organization corporation brand business foundation"
        " department committee board commitment committed mission vision innovation innovative"
        " sustainability sustainable leading global worldwide initiative program programme portfolio"
        " community communities customers clients stakeholders solutions solution",
        "said": "said says commented added explained told according stated",
        "buying": "buy order shop purchase price prices pricing cost costs offer offers deal deals sale discount"
        " off save savings voucher coupon code promo bundle subscription subscribe plan plans trial demo"
        " quote quotes checkout cart basket pay paid membership package packages stock range collection"
        " shipping delivery gift",
        "free": "free freebie complimentary giveaway bonus",
        "booking": "book booking bookings reserve appointment appointments slot slots spot spots seat seats ticket"
        " tickets register registration enrol enroll apply join rsvp sign signup waitlist call text ring"
        " dm message email visit stop click tap download",
        "urgency": "hurry now today tonight limited last ends ending deadline before left final only soon quick fast"
        " dont miss early exclusive rush never",
        "praise": "love amazing awesome perfect beautiful stunning incredible gorgeous fantastic wonderful"
        " delicious favourite favorite premium quality finest unique ultimate expert experts professional"
        " trusted reliable affordable easy simple powerful smart smarter better faster guaranteed results"
        " transform transformed dream ready",
        "begging": "like likes follow share retweet rt tag comment comments vote votes voting subscribe followers"
        " below repost",
        "thanks": "thanks thank thx cheers appreciate welcome congratulations congrats",
        "sorry": "sorry apologies apologise apologize afraid unfortunately",
        "support": "dm hi hello hey please pls could can check details team look sort help let know",
        "reason": "because since so therefore otherwise unless means why reason cause causes caused that's which",
        "condition": "if when whenever whether once until before after while without instead rather",
        "steps": "first second third then next finally step steps tip tips how example e.g. minutes times twice",
        "advice": "should must need always never avoid don't not check make sure try use keep put turn wait ask"
        " leave look",
        "question": "what which who whose where when why how anyone",
        "hedge": "maybe perhaps probably usually often sometimes might may seems think guess roughly about mostly"
        " depends",
        "time": "monday tuesday wednesday thursday friday saturday sunday january february march april june july"
        " august september october november december tomorrow week weekend am pm noon jan feb mar apr jun"
        " jul aug sep sept oct nov dec mon tue wed thu fri sat sun",
        "event": "event webinar workshop talk talks conference meetup session sessions stream livestream episode"
        " podcast speaker speakers keynote panel summit festival show exhibition class classes course"
        " courses booth stand recording agenda",
        "reading": "read more learn discover explore see watch find out check here link bio article blog post story"
        " guide details info video full latest listen",
        "public": "police council road roads closed closure warning warn risk recall recalled outage service"
        " services affected delay delays safety scam fraud weather flood storm study research found"
        " scientists survey data percent evidence fix fixed bug update patch version",
        "hiring": "hiring hire job jobs career careers vacancy role apply recruit recruiting candidates cv",
        "laughter": "lol haha hahaha ha omg wow yay ugh oh ah hmm well ok okay yes yep no nope yeah",
    }.items()
}

LABELS: dict[str, str] = {
    "we": "we, our",
    "you": "you, your",
    "i": "I, my",
    "they": "they, people",
    "it": "it, this, that",
    "announcing": "announce, launch, opens",
    "newsroom": "appoints, partnership, results",
    "pride": "proud, excited, delighted",
    "award": "award, winner, best",
    "office": "CEO, director, professor",
    "institution": "company, commitment, community",
    "said": "said, explained",
    "buying": "price, offer, order",
    "free": "free, bonus",
    "booking": "book, sign up, call",
    "urgency": "now, today, last",
    "praise": "amazing, quality, perfect",
    "begging": "like, share, follow",
    "thanks": "thanks, congratulations",
    "sorry": "sorry, unfortunately",
    "support": "please, hi, details",
    "reason": "because, so, unless",
    "condition": "if, when, before",
    "steps": "first, then, how",
    "advice": "should, never, check",
    "question": "what, which, why",
    "hedge": "maybe, often, about",
    "time": "Monday, March, tomorrow",
    "event": "webinar, talk, session",
    "reading": "read more, discover, here",
    "public": "warning, outage, study",
    "hiring": "hiring, vacancy, career",
    "laughter": "haha, wow, oh",
}
"""Examples of each group, for people who read an explanation."""

WORD_GROUPS: dict[str, tuple[str, ...]] = {
    word: tuple(name for name, members in GROUPS.items() if word in members)
    for word in frozenset[str]().union(*GROUPS.values())
}
"""The groups that each word is in."""

ASK_VERBS = frozenset(
    "buy book order shop call text ring visit join register sign subscribe follow share tag vote download"
    " get grab claim try discover explore learn read see watch find check meet come apply enter contact"
    " message dm click tap start save don't donate support listen comment reserve request schedule swipe"
    " upgrade switch treat celebrate tune stay take".split()
)
"""Verbs that begin a sentence which asks for something the sender gains by, or points elsewhere."""

ADVICE_VERBS = frozenset(
    "turn check use put keep avoid add run open set wash remove never always make wait ask leave look"
    " write tell give let start stop do don't try measure cut press hold pull push clean dry store test"
    " count pick choose plan install type change move bring rinse soak mix cook bake prune water feed"
    " replace mark note photograph record report copy paste rename delete update back pay file send close"
    " lock unplug switch reset drop lift bend breathe rest pack label first then if when before after"
    " instead once".split()
)
"""Words that begin a sentence which tells the reader what to do for themselves."""

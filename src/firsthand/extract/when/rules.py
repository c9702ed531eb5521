"""What a time expression may look like: rules over the classes of lexicon.py (how to read one: extract/phrases.py).

The part of a rule's name before the dot is the function of meanings.py that says what it means.
"""

from firsthand.reference import feasts


def _feasts() -> str:
    """The names of all feasts as a rule; a hyphen in them may be a blank."""
    marks = {"'": "APOS", "-": "HY?", ".": "'.'?"}
    return "|".join(
        " ".join(marks.get(w, w) for w in name.split()) for name in sorted(feasts.by_name(), key=len, reverse=True)
    )


MACROS = {
    "FEASTS": _feasts(),
    "NUM": "(INT (INT '/' INT|SIGN)?|DEC|CARD|(a|an)? SCALE)((and|HY)? (CARD|SCALE))*",
    "HALF": "and (a|one)? HY? half",
    "VAGUE": "(a|the)? couple (of)?|(a)? (very)? few|several|some|many|(dozens|scores|hundreds|thousands) of",
    "N": "{NUM} ({HALF})?|{NUM} (to|or|HY) {NUM}|{VAGUE}|half (a|an)|a|an|one|another",
    "APPROX": "about|around|nearly|almost|roughly|approximately|over|under|just|only|barely|some|(more|less|fewer) than|at least"
    "|at most|up to|an estimated|as (much|many|long|little) as",
    "EDGE": "(the)? (very)? EDGEWORD of (the|a|each)?",
    "PART": "part:({EDGE}|(the)? (very)? PARTWORD HY? (in|on|of)? (the)?)",
    "D": "DAY|DAYORD|the DAYORD|the ORD",
    "WD": "(WEEKDAY|WDABBR '.'?) ,?",
    "HOURX": "CLOCK (hrs|hours|h)? AMPM?|(HOUR|DEC|CARD) (AMPM|o'clock AMPM?|(o'clock)? in the (morning|afternoon|evening))"
    "|noon|midday|midnight|MILITARY (hours|hrs|h)? (?=ZONE)",
    "ZONEX": "zone:(local time|ZONE|'(' (ZONE|INT|CLOCK) (ZONE)? ')'|(eastern|pacific|central|mountain) ((standard|daylight)? time)?)",
    "CLOCKX": "(about|around|just (after|before)|shortly (after|before))? clock:({HOURX}) ,? {ZONEX}?",
    "OFDAY": "{CLOCKX} ,? (on)? (the)? (morning|night|evening|afternoon)? (of)?"
    "|(the)? (early|late|mid)? HY? (in)? (the)? (early)? dayparta:DAYPART (hours)? (of|on)?",
    "TP": "{OFDAY}|{PART}",
    "THIS": "(the)? (very)? (this|that|last|next|past|coming|previous|preceding|prior|following|current|latest|present|subsequent"
    "|ensuing|same)|(this|that) (past|coming|same|very)|the other",
    "UNITX": "UNIT|UNITS",
}

RULES = {
    "iso": "day:(ISODATE|SLASHDATE)",
    # --- full and partial dates
    "date.mdy": "({TP})? ({WD})? month:MONTH '.'? day:({D}) ,? (of|in)? year:YEAR",
    "date.dmy": "({TP})? ({WD})? (the)? day:({D}) HY? (of)? month:MONTH '.'? HY? ,? (of|in)? year:YEAR",
    "date.md": "({TP})? ({WD})? month:MONTH '.'? day:({D}) (?!'%'|HY (YEAR|DAY) UNITS|UNITS|SCALE) (,? rel:(this|last|next) year)?"
    " (daypartb:DAYPART)?",
    "date.dm": "({TP})? ({WD})? (the)? day:({D}) (of)? month:MONTH '.'? (?!DAY) (,? (of)? rel:(this|last|next|that) year)?",
    "date.weekday_day": "({TP})? WEEKDAY ,? (the)? day:DAYORD",
    "month.y": "({PART})? (the month of)? month:MONTH '.'? ,? (of|in)? year:YEAR",
    "month.rel": "({PART})? month:MONTH '.'? ,? (of)? rel:(this|last|next|that|(the)? (same|following|previous|next)) year",
    "month.this": "({PART})? rel:({THIS}) month:MONTH (?!DAY)",
    "month.bare": "({PART})? (the month of)? month:MONTH (?!'.'? DAY)",
    "year.named": "({PART})? (the)? ((calendar|fiscal)? year (of)?|fiscal|fy) year:YEAR",
    "year.bare": "({PART})? year:YEAR",
    "year.short": "APOS short:SHORTYEAR",
    "pair.years": "first:YEAR (HY|'/') second:SHORTYEAR (?!HY|UNIT|UNITS|MONTH)",
    "pair.days": "({WD})? (the)? first:({D}) (HY|to|and|or|through|until|,) (the)? second:({D}) (of)? month:MONTH '.'? (,? year:YEAR)?",
    "pair.month_days": "({WD})? month:MONTH '.'? first:({D}) (HY|to|and|or|through) (the)? second:({D}) (?!'%'|UNITS|SCALE|MONTH|':')"
    " (,? year:YEAR)?",
    "pair.months": "first:MONTH '.'? (HY|to|and|or|through|'/') second:MONTH '.'? ,? (of)? year:YEAR",
    "pair.era": "first:ERAYEAR (HY|to|and|or|until) second:ERAYEAR era:ERA",
    "month.era": "({PART})? month:MONTH ,? (of)? n:ERAYEAR era:ERA",
    "season.era": "({PART})? (the)? season:SEASON (of)? n:ERAYEAR era:ERA",
    "year.words": "({PART})? (the)? (year)? words:((nineteen|eighteen|seventeen) CARD (HY? CARD)?|two thousand (and)? CARD?)",
    "era.before": "({PART})? (the)? (year)? n:ERAYEAR era:ERA",
    "era.after": "({PART})? (the)? (year)? era:(ad|a.d.) n:ERAYEAR",
    "decade.digits": "({PART})? (the)? (APOS)? decade:DECADE (era:ERA)?",
    "decade.word": "({PART}|the) word:DECADEWORD",
    "century": "({PART})? (the)? ord:ORD HY? (century|centuries) (era:ERA)?",
    "season.y": "({PART})? (the)? (following)? season:SEASON (of)? ,? year:YEAR (HY short:SHORTYEAR)?",
    "season.rel": "({PART})? rel:({THIS}) season:SEASON",
    "season.bare": "({PART})? (the)? season:SEASON",
    "quarter.ord": "(the)? (year:YEAR|rel:(this|last|next) year APOS s|relc:(year HY (ago|earlier)))? (fiscal)? ord:ORD HY? (fiscal)?"
    " quarter ((of)? (fiscal)? (yearb:YEAR|relb:((the)? (this|last|next|previous|same)?) year))?",
    "quarter.q": "q n:QUARTERNUMBER (of)? year:YEAR",
    "quarter.rel": "((the|this|its)? rel:(last|next|latest|current|previous|following|same|this)|the) (year:YEAR)? (fiscal)? (quarter)",
    "half": "(the)? ord:(first|second|latter|last) half of (year:YEAR|(this|the) relb:year|rel:(this|last|next) year)",
    "feast": "({PART})? (the)? feast:((?=CAPITAL) ({FEASTS})) (daypartb:DAYPART)? ((of)? year:YEAR|rel:(this|last|next) year)?",
    # --- days named from the day of speaking or telling
    "deictic": "({TP})? day:(today|yesterday|tomorrow) (daypartb:DAYPART)?|(later|earlier|late)? tonight:tonight",
    "deictic.two": "the day side:(before|after) (yesterday|tomorrow)",
    "daypart.rel": "(late|early|later|earlier)? (in)? rel:({THIS}|one) (part:(early|late))? daypart:DAYPART",
    "weekday": "({TP})? (rel:({THIS}))? weekday:WEEKDAY (daypartb:DAYPART)?",
    "thisunit": "({PART})? rel:({THIS}) (fiscal|calendar)? unit:UNIT (?!HY? old)",
    "theunit": "({PART}|later (in)?)? (the|this) unit:(week|weekend|month|year|decade|day|century)",
    "daybefore": "(the|a) unit:(day|night|week|month|year|weekend) side:(before|after|earlier|later|previously|ago)",
    "sametime": "(at)? (the same|that|this|the) time",
    # --- so many units from a day
    "ago": "({APPROX})? n:({N}) HY? unit:({UNITX}) (extra:({HALF}))? (or so|or more)? HY? side:(BACK|ON|from now|on|(before|after) (?=MARK|and|but))",
    "ago.bare": "n:(many|several|few)? unit:UNITS side:(BACK|ON|(before|after) (?=MARK|and|but))",
    "ago.year": "(the|a|its)? (comparable)? year HY? (ago|earlier) (unit:(quarter|period|month|week))?",
    "recent": "(the)? (more|most)? dir:(recent|coming|future|past|last|next|upcoming) unit:UNITS",
    # --- lengths of time
    "length.dir": "(the|its|their|his|her|these|those)? dir:(past|last|next|coming|first|final|previous|following|preceding|latest|recent"
    "|ensuing|subsequent|remaining|other) ({APPROX})? n:({NUM} ({HALF})?|{NUM} (to|or|HY) {NUM}|{VAGUE}|couple of) (full|straight|consecutive|long|fiscal|more)? HY? unit:({UNITX})",
    "length.n": "({APPROX})? n:({N}) HY? (full|straight|consecutive|long|whole|more|additional|entire|fiscal|good|solid)? HY? unit:({UNITX})"
    " (HY? old|HY? long)? (extra:({HALF}))?",
    "length.the": "(the|those|these|all|its|their) n:({NUM}) HY? (full|straight)? HY? unit:UNITS",
    "length.bare": "(many|more|those|these|long)? unit:UNITS (HY long)?",
    "length.long": "unit:UNIT HY long",
    # --- how often
    "set.each": "(every|each) (other)? (n:({NUM}))? (daypart:DAYPART|unit:({UNITX})|weekday:WEEKDAY|month:MONTH|season:SEASON)",
    "set.times": "(once|twice|{NUM} times) (a|an|every|each|per) unit:UNIT",
    "set.word": "word:SETWORD",
    "set.weekdays": "weekday:WEEKDAYS (daypart:(DAYPART|DAYPARTS))?|weekdayb:WEEKDAY daypartb:DAYPARTS",
    # --- the clock
    "clock": "{CLOCKX} ((the same|that|the next|this) day)?",
    "daypart.bare": "(the|at)? (early|late|mid)? HY? daypart:(DAYPART|DAYPARTS) (HY time)?",
    # --- no date at all
    "reference.word": "(more|most|just|until|right|as of)? word:(PRESENT|PAST|FUTURE)",
    "reference.noun": "the (near|distant|foreseeable|recent|immediate)? word:(future|past|present)",
}

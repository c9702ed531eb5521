"""Who acts and who is acted on: the parties in an event word's arguments."""

import re
from collections.abc import Iterable

from firsthand.extract.events import governed, towards, whose
from firsthand.extract.events.concerned import NAMED, concerned, nation_at, of_place, state_at
from firsthand.extract.events.coordinated import phrase_of, phrases
from firsthand.extract.events.happenings import Happening
from firsthand.extract.events.heads import is_name, labels, only_suffers
from firsthand.extract.events.page import Page, location
from firsthand.extract.events.unhung import unhung
from firsthand.extract.events.words import Trigger
from firsthand.extract.language.layer import Argument, Name
from firsthand.model import Party, PartyKind, Span
from firsthand.reference.numbers import value

VERB_ROLES = {"agent": "actor", "by": "actor"} | dict.fromkeys(
    ("patient", "recipient", "against", "on", "at", "upon", "toward", "towards"), "recipient"
)
NOUN_ROLES = VERB_ROLES | {"of": "recipient", "over": "none"}
BODILY = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST"})
MEETINGS = frozenset({"CONSULT", "SUPPORT", "AGREE", "COOPERATE"})
ASPECTS = frozenset({"side", "part", "outskirts", "edge", "way", "border", "front", "behalf", "orders"})
MOUNTS = frozenset("motorcycles motorbikes motorcycle motorbike horseback foot horses camels bikes bicycles".split())
SUM = re.compile(r"(?:[A-Z]{0,2}[$€£₦]|[NR])\d[\d.,]*(?:m|bn|k)?(?!\S)")  # "$5m", "N100" million: nobody
NOBODY = re.compile(r"(?:no(?! (?:fewer|less) than)|nobody|none|each other|one another)\b", re.IGNORECASE)
BEFALLS = frozenset(
    "murder killing assassination execution kidnapping abduction arrest release death capture torture rape beating "
    "deportation expulsion conviction sentencing lynching slaying detention disappearance kidnap imprisonment".split()
)
LIVING = frozenset({"killed", "wounded", "executed", "abducted", "arrested"})  # what happens to people only
PUT_OUT = frozenset("expel deport bar ban evict banish oust eject exclude".split())  # from where others decide it
THEMES = frozenset({"patient", "complement", "of", "against"})  # arguments that tell what words are about
LEADING = frozenset(
    ("the a an this that these those its his her their whose our my your some any another at least all both").split()
)
MARKS = frozenset("\"“”'‘’`") | {"``", "''"}
RESULTS = frozenset(
    (
        "dead wounded injured hurt killed missing others other more casualties casualty fatalities deaths bodies body "
        "corpses dozens scores hundreds thousands some many several group organization organisation most of them "
        "those us"
    ).split()
)  # what became of people and how many they are says not who they are
COUNTING = frozenset(
    "about almost approximately around several many various numerous dozens scores hundreds thousands of more nearly "
    "over than most few both no not less fewer at least".split()
)  # what counts a party is no part of its name
OWNED = frozenset(
    "@place @thing @vehicle @weapon @aircraft @blow position target forces member fighter official leader".split()
)


def sides(page: Page, happening: Happening) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Actors and recipients of a happening, each party once: what the first event word says of one holds."""
    words = happening.type not in BODILY
    actors: list[Party] = []
    recipients: list[Party] = []
    fights_first = sorted(happening.triggers, key=lambda t: t.sense.tells != "clash")  # both sides of a fight act in it
    gains = (t for t in happening.triggers if t.sense.tells == "gain" and t.argument("agent"))
    taken_by = [p for t in gains for p in _sides_of(page, t)[0] if _is_somebody(p)]
    for trigger in fights_first:
        acting, acted_on = _sides_of(page, trigger)
        # what is written may say something and can do nothing
        acting = (p for p in acting if _is_somebody(p) and (words or p.kind != "document"))
        met = happening.type in MEETINGS
        acting = [o for p in acting for o in whose.with_others(page, p, words) if words or not only_suffers(o)]
        acted_on = [o for p in acted_on if _is_somebody(p) for o in whose.with_others(page, p, words, met)]
        if trigger.sense.tells == "clash" and taken_by:  # "seized it after fighting with the army"
            acted_on += [p for p in acting if not _among(p, taken_by)]
            acting = taken_by
        actors += [p for p in acting if not _among(p, recipients)]
        recipients += [o for p in acted_on if (o := whose.not_theirs(p) if _among(p, actors) else p)]
    return tuple(_once(actors)), tuple(_once(recipients))


def _sides_of(page: Page, trigger: Trigger) -> tuple[Iterable[Party], Iterable[Party]]:
    """Who acts by one event word, and who is acted on."""
    actors: list[Party] = []
    recipients: list[Party] = []
    promised: list[Party] = []  # whom the act is towards that is agreed on
    for name, arguments in {**trigger.arguments, **unhung(page, trigger)}.items():
        for argument in _foremost(trigger, name, arguments):
            role = "none" if _is_nobody(page, trigger, argument) else _role_at(page, trigger, name, argument)
            if role in ("actor", "both"):
                actors += _actors(page, trigger, argument)
            elif role == "recipient":
                found = promised if name == "complement" else recipients
                found += _recipients(page, trigger, argument, name in THEMES)
            elif role == "theme":
                recipients += concerned(page, trigger, argument)
    if trigger.sense.type == "MOBILIZE":
        recipients += towards.bordering(page, trigger)
    among_themselves = trigger.sense.mutual and len(_once(actors)) > 1 and not recipients
    return actors, recipients if among_themselves else [*recipients, *promised]


def _among(party: Party, others: list[Party]) -> bool:
    """Whether it is one of them, by name or, for people without a name, by their noun: "two robbers", "the robbers"."""
    return any(party.name == o.name for o in others)


def _foremost(trigger: Trigger, name: str, arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Of several goals the first: "left for Lima for a meeting of the group"."""
    if name == "patient" and " " in trigger.lemma:
        return arguments[:1]
    if name not in ("for", "to"):
        return arguments
    return () if trigger.lemma.endswith(f" {name}") and "patient" in trigger.arguments else arguments[:1]


def _is_nobody(page: Page, trigger: Trigger, argument: Argument) -> bool:
    """ "on Monday", "no group", "nobody", "each other", what a headline's colon follows: no party."""
    phrase = phrase_of(page, trigger, argument) or argument
    topic = page.text[phrase.span.end : phrase.span.end + 2] == ": " and phrase.span.end < trigger.span.start
    return topic or _is_time(page, trigger, argument) or NOBODY.match(page.text, phrase.span.start) is not None


def _is_time(page: Page, trigger: Trigger, argument: Argument) -> bool:
    """ "on Monday", "on 6 December": no party."""
    dates = [n.span for n in trigger.sentence.names if n.label == "DATE"]
    return any(s.overlaps(argument.head) for s in dates) or any(
        t.when.span is not None and t.when.span.overlaps(argument.head) for t in page.times
    )


def _role_at(page: Page, trigger: Trigger, name: str, argument: Argument) -> str:
    """The role of an argument; whom a murder or an arrest belongs to ("his murder") is the one it befell."""
    if name == "from" and trigger.lemma in PUT_OUT and trigger.frame is not None and trigger.frame.voice == "passive":
        return "actor" if trigger.argument("agent") is None and state_at(page, argument.head) else "none"
    told_whom = whose.owns(page, trigger, argument) and "of" in trigger.arguments  # "the group's killing of 40 farmers"
    befallen = trigger.noun and name == "agent" and trigger.lemma in BEFALLS and not told_whom
    if (
        name == "by" and "by" not in trigger.sense.roles and _has_doer(trigger)
    ):  # "rejected a proposal by Egypt", "shelled it after an ambush by rebels"
        return "none" if trigger.sense.type in BODILY else "theme"
    if name == "on" and argument.head.of(page.text).lower() in ASPECTS | MOUNTS:
        return "none"
    if name in ("of", "patient") and trigger.sense.type in BODILY and of_place(page, argument, trigger.span.end):
        return "none"
    if befallen and (whose.owns(page, trigger, argument) or whose.is_of(page, trigger, argument)):
        return "recipient"
    return role_of(trigger, name)


def _has_doer(trigger: Trigger) -> bool:
    """Whether a verb has a doer of its own, so that "by" says whose its object is."""
    active = trigger.frame is not None and trigger.frame.voice == "active" and trigger.argument("agent") is not None
    return active and not trigger.noun


def role_of(trigger: Trigger, name: str) -> str:
    """What the argument of that name is to the trigger."""
    own = trigger.sense.roles.get(name)
    if own is not None:
        return own
    defaults = NOUN_ROLES if trigger.noun else VERB_ROLES
    role = defaults.get(name, "none")
    apart = trigger.sense.tells in ("harm", "arrest") or trigger.sense.type in MEETINGS  # "met at his ministry"
    return "none" if name in ("on", "at") and apart else role


def _actors(page: Page, trigger: Trigger, argument: Argument) -> list[Party]:
    parts = phrases(page, trigger, argument)
    return [whose.shared_nation(page, parts[0], p) for part in parts for p in _actor(page, trigger, part)]


def _actor(page: Page, trigger: Trigger, part: Argument) -> list[Party]:
    heads = labels(page, trigger.sentence, part)
    if heads & {"@blow"} and not heads & {"@armed"}:
        return whose.owners(page, part)
    if trigger.noun and part.head.of(page.text).lower() in whose.KINDS and phrase_of(page, trigger, part) is None:
        return []
    found = party_at(page, part.head) or _named(page, trigger, part) or _acting_place(page, trigger, part)
    if found and trigger.noun and found.span.contains(trigger.span):  # "no Israeli casualties"
        return []
    speaker = None if found else governed.speaker(trigger.sentence, trigger.frame, part)
    if speaker is not None and speaker != part and page.token(speaker.head) != page.token(part.head):
        return [p for p in (party_at(page, speaker.head), _acting_place(page, trigger, speaker)) if p][:1]
    if found and trigger.sense.type in BODILY:
        led = whose.led_by(page, part, found)
        found = whose.forces_of(whose.commanded(page, whose.spoken_for(page, part, led)))
    if found:
        return [*whose.other_nations(page, part, found), found, *whose.others_of(page, part, found)]
    if heads & {"@armed", "@people"} and (not heads & {"@blow", "@weapon"} or "bomber" in heads):
        return _named_before(page, part) or [described(page, trigger, part, "unnamed")]
    return whose.owners(page, part) if heads & OWNED else []


def _named_before(page: Page, part: Argument) -> list[Party]:
    """The body of "DSS operatives", right before a noun for its people."""
    gap = (m for m in page.parties_in(part.span) if m.party.id and m.party.kind == "state-forces")
    return [m.party for m in gap if page.text[location(m).end : part.head.start].isspace()][:1]


def _recipients(page: Page, trigger: Trigger, argument: Argument, theme: bool) -> list[Party]:
    return [p for part in phrases(page, trigger, argument) for p in _recipient(page, trigger, part, theme)]


def _recipient(page: Page, trigger: Trigger, part: Argument, theme: bool) -> list[Party]:
    """The parties that a phrase stands for; those whom it concerns, if it is what words are about (`theme`)."""
    if trigger.sense.type == "PROTEST" and towards.is_deed(page, part):
        return towards.doers(page, trigger, part)
    found = party_at(page, part.head) or state_at(page, part.head) or _named(page, trigger, part)
    if found and not found.id and part.span.of(page.text).lower().startswith("whose "):
        found = None  # "a man whose wife was shot dead": not he
    if found and trigger.sense.type in BODILY:
        found = whose.people_of(found)
    if found and found.kind == "document" and theme and trigger.sense.type not in BODILY:
        return concerned(page, trigger, part) or [found]
    heads = labels(page, trigger.sentence, part)
    if found and not found.id and heads & {"@vehicle"} and trigger.sense.type in BODILY:  # "a convoy of the army"
        return [*whose.owners(page, part), found]
    if found:
        return [*whose.other_nations(page, part, found), found, *whose.others_of(page, part, found)]
    if heads & {"@place_name"}:
        return []
    if trigger.sense.type not in BODILY:
        about = concerned(page, trigger, part) if theme else []
        if about or not heads & {"@people", "@armed", "@official"}:
            return about or whose.owners(page, part)
    if heads & {"@people", "@number"} and not heads & {"@armed"}:
        return [described(page, trigger, part, "civilians" if "@people" in heads else "unnamed")]
    if heads & {"@armed"}:
        return [described(page, trigger, part, "unnamed")]
    if heads & {"@settlement"} and not heads & {"@thing"}:
        return whose.owners(page, part)
    if heads & {"@place", "@thing", "@vehicle"} or trigger.sense.mode == "destroy":
        return [*whose.owners(page, part), described(page, trigger, part, "other")]
    if heads & OWNED:
        return whose.owners(page, part)
    if _befell(page, trigger, part, heads):
        return [described(page, trigger, part, "civilians")]
    return whose.owners(page, part)


def _befell(page: Page, trigger: Trigger, part: Argument, heads: frozenset[str]) -> bool:
    """Whom words that nobody listed name, as only people are killed: "15 army trainees were killed"."""
    token = page.token(part.head)
    living = trigger.sense.toll in LIVING and not trigger.noun
    return (
        living
        and token is not None
        and token.pos == "NOUN"
        and not heads & {"@abstract", "@place", "@thing", "@weapon"}
    )


def _named(page: Page, trigger: Trigger, part: Argument) -> Party | None:
    """A name that no dictionary knows; a place's name is a party only where words, not arms, pass between parties."""
    bodily = trigger.sense.type in BODILY
    name = next((n for n in trigger.sentence.names if n.span.overlaps(part.head)), None)
    token = page.token(part.head)
    if name is None:
        if bodily or token is None or not is_name(token):
            return None
        return described(page, trigger, part, "other")
    kind = _kind_named(page, name, trigger)
    state = state_at(page, part.head) if name.label == "PLACE" and not bodily else None
    if state or (name.label == "PLACE" and kind != "person" and (bodily or _is_nowhere_ruled(page, name))):
        return state
    text = name.span.of(page.text)
    nation = nation_at(page, name) if kind != "civilians" else None
    return nation or (Party(text, name.span, text, kind) if kind else None)


def _is_nowhere_ruled(page: Page, name: Name) -> bool:
    """A place that belongs to no one country: a sea, a desert, a river."""
    return any(w.name is not None and w.country is None and w.span.overlaps(name.span) for w in page.places)


def _is_place(page: Page, name: Name) -> bool:
    """A place that the gazetteer knows: what happens there is done by others."""
    return any(w.name is not None and w.span.overlaps(name.span) for w in page.places)


def _kind_named(page: Page, name: Name, trigger: Trigger) -> PartyKind | None:
    """What a name is by its label; one of two words that no gazetteer knows as a place is no government."""
    unknown = len(name.span.of(page.text).split()) > 1 and not any(
        w.country and w.span.overlaps(name.span) for w in page.places
    )
    if name.label == "PLACE" and unknown:
        return "person" if trigger.sense.toll in LIVING and not trigger.noun else "other"
    harmed = name.label == "NORP" and trigger.sense.toll in LIVING
    return "civilians" if harmed and not trigger.noun else NAMED.get(name.label)


def _acting_place(page: Page, trigger: Trigger, part: Argument) -> Party | None:
    """A place that is a verb's subject stands for those who rule there: "Gondor attacked"."""
    name = next((n for n in trigger.sentence.names if n.span.overlaps(part.head) and n.label == "PLACE"), None)
    if name is None or (trigger.noun and trigger.light is None):
        return None
    text = name.span.of(page.text)
    kind = _kind_named(page, name, trigger) or "government"
    return state_at(page, part.head) or (None if _is_place(page, name) else Party(text, name.span, text, kind))


def party_at(page: Page, head: Span) -> Party | None:
    """The party that a word stands for, if it is known: no comma parts its mention from the word."""
    found = page.parties_at(head)
    return next((m.party for m in found if not page.text[head.end : location(m).end].startswith(",")), None)


def described(page: Page, trigger: Trigger, argument: Argument, kind: str) -> Party:
    """A party without a name, as the text describes it."""
    phrase = phrase_of(page, trigger, argument) or argument
    tokens = [
        t for t in page.within(phrase.span) if not t.span.overlaps(trigger.span) or t.span.overlaps(argument.head)
    ]
    while len(tokens) > 1 and tokens[0].text.lower() in LEADING | MARKS and tokens[0].span != argument.head:
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[-1].text.lower() in ("dead", "wounded", "injured", "missing"):
        tokens = tokens[:-1]
    span = Span(tokens[0].span.start, tokens[-1].span.end) if tokens else argument.head
    while (
        len(tokens) > 1
        and (tokens[0].pos == "NUM" or tokens[0].text.lower() in COUNTING | MARKS)
        and tokens[0].span != argument.head
        and not page.text.startswith("-year", tokens[0].span.end)
    ):
        tokens = tokens[1:]
    name = Span(tokens[0].span.start, span.end).of(page.text) if tokens else span.of(page.text)
    return Party(span.of(page.text), span, name, kind)  # type: ignore[arg-type]


def _is_somebody(party: Party) -> bool:
    """Whether a description says more than a figure and what became of them: not "14 dead", "the others"."""
    words = party.name.lower().replace("-", " ").split()
    told = any(w not in RESULTS and value([w]) is None for w in words) and words[:1] != ["not"]
    if party.kind == "other" and SUM.match(party.name):
        return False
    return told or party.kind not in ("civilians", "unnamed")


def _once(parties: Iterable[Party]) -> list[Party]:
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.id or party.name.lower(), party)
    return list(found.values())

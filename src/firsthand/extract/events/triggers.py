"""Event words in their sentences: verbs, nouns and light verbs, each with the sense that its arguments allow."""

from collections.abc import Iterator
from dataclasses import replace

from firsthand.extract.events import accidents, governed, mended, nominal, nouns, turned, unparsed
from firsthand.extract.events.heads import labels
from firsthand.extract.events.page import Page
from firsthand.extract.events.paired import paired
from firsthand.extract.events.senses import behind, chosen, fits
from firsthand.extract.events.words import Arguments, Candidate, Trigger, of_frame
from firsthand.extract.language.layer import Argument, Frame, Sentence
from firsthand.model import Span
from firsthand.reference import lexicon
from firsthand.reference.background import background
from firsthand.reference.lexicon import Sense

NO_PART = frozenset({"PUNCT", "ADP", "SCONJ", "PRON"})
CLOSE = 6  # words of an expression of verb and noun ("launched a new large-scale attack")
REACH = 8  # tokens between a verb and the result that makes one expression with it ("shot him dead")
NEAR = 3  # tokens between a verb and the object that makes one expression with it ("opened fire", "set a car on fire")
PARTICLES = ("off", "up", "down", "out", "over", "back", "away")
ENDS = frozenset({"free", "dead", "guilty", "ablaze", "alight", "afire", "on fire", "hostage", "captive", "prisoner"})
RESULTS = frozenset("dead wounded injured missing homeless hurt responsible accountable liable".split())
BACKING = frozenset("back support arm aid assist accompany".split())


def triggers(page: Page, sentence: Sentence) -> list[Trigger]:
    """The event words of a sentence in text order, those without a sense that fits left out."""
    named = [*nouns.nouns(page, sentence), *nouns.elided(page, sentence)]
    lent = {c.light.trigger for c in named if c.light and chosen(page, sentence, c)}
    parsed = [
        replace(c, arguments=mended.befallen(page, c.span, c.arguments))
        for c in (*_verbs(page, sentence), *_unparsed(page, sentence))
    ]
    nouns_too = {c.span for c in named if c.pos == "NOUN" and c.span.start == sentence.span.start}
    lent |= {c.span for c in named if c.span in nouns_too and chosen(page, sentence, c)}
    verbs = [c for c in parsed if c.frame is None or c.frame.trigger not in lent]
    known = (c for c in named if lexicon.senses(c.lemma, "NOUN") and "@armed" not in lexicon.classes_of(c.lemma))
    harmless = [c.span for c in known if not chosen(page, sentence, c) and c.lemma not in background().lasting]
    told = [t for c in verbs if (t := _trigger(page, sentence, c)) and not _of_harmless(t, harmless)]
    others = [t for c in named if not _ended(page, told, c) and (t := _trigger(page, sentence, c))]
    nobodys = [t.span for t in told if accidents.harmed(t)]
    told = [t for t in (*told, *others) if t.span not in nobodys]
    found = turned.turned(page, sentence, _without_overlaps(told))
    return [t for t in found if not _only_tells_which(page, t) and not _is_how(t, found)]


def _is_how(trigger: Trigger, told: list[Trigger]) -> bool:
    """ "dispersed the crowd using batons": with what the other deed was done."""
    frame = trigger.frame
    if frame is None or trigger.lemma != "use" or frame.relation != "adverbial":
        return False
    return any(t.frame is not None and t.frame.trigger == frame.governor and t.sense.type == "ASSAULT" for t in told)


def considered(page: Page, sentence: Sentence) -> Iterator[tuple[Trigger, bool]]:
    """Every word with a sense that has a type: as the trigger that it would be, and whether the lexicon takes it."""
    for c in [*nouns.nouns(page, sentence), *_verbs(page, sentence)]:
        typed = [s for s in lexicon.senses(c.lemma, c.pos) if s.type]
        meant = chosen(page, sentence, c)
        sense = meant or next((s for s in typed if fits(page, sentence, s, c)), typed[0] if typed else None)
        if sense is not None:
            noun, told = c.pos == "NOUN", meant is not None and not _in_name(page, sentence, c)
            word = Trigger(
                sentence, c.span, c.lemma, sense, c.arguments, c.modifiers, c.frame, c.light, noun, c.determiner
            )
            yield word, told


def _of_harmless(trigger: Trigger, harmless: list[Span]) -> bool:
    """Whether what did the harm is no attack: "a gas explosion injured four"."""
    agent = trigger.argument("agent")
    return trigger.sense.tells == "harm" and agent is not None and any(agent.head.overlaps(h) for h in harmless)


def _ended(page: Page, verbs: list[Trigger], c: Candidate) -> bool:
    """Whether a verb of ending has the noun for its object, and tells the event itself; or it is an end of it."""
    before = [t.lemma.lower() for t in page.before(c.span.start, 2)]
    if len(before) == 2 and before[0] in lexicon.ends_of() and before[1] == "of":
        return True
    ended = [a for t in verbs if t.lemma in lexicon.endings() and (a := t.argument("patient"))]
    return any(a.head.overlaps(c.span) for a in ended)


def _trigger(page: Page, sentence: Sentence, c: Candidate) -> Trigger | None:
    sense = chosen(page, sentence, c)
    if sense is None or _in_name(page, sentence, c) or (_needs_telling(sense) and _only_describes(c)):
        return None
    if c.frame is not None and governed.only_dates(sentence, c.frame):
        return None
    noun = c.pos == "NOUN"
    span = _with_verb(page, sentence, sense, c) if noun else c.span
    arguments = c.arguments if noun else _with_object_phrases(page, sense, c)
    if "complement" in sense.roles and c.frame is not None:
        helping = sense.type == "AID"
        arguments = {**arguments, "complement": tuple(governed.of_complements(sentence, c.frame, helping))}
    if "content" in sense.roles and c.frame is not None:
        arguments = {**arguments, "content": tuple(governed.told_of(sentence, c.frame))}
    return Trigger(sentence, span, c.lemma, sense, arguments, c.modifiers, c.frame, c.light, noun, c.determiner)


def _needs_telling(sense: Sense) -> bool:
    """Whether a bare participle tells nothing: "a negotiated settlement", "displaced families", "a guarded secret"."""
    told = sense.type in lexicon.WORDS or sense.type == "MOBILIZE" or sense.mode == "ban" or sense.tells == "gain"
    return told or sense.toll in ("displaced", "captured", "abducted", "arrested")


def _only_describes(c: Candidate) -> bool:
    """Whether a participle stands before its noun: "the disputed border", "the opposing party"."""
    if c.frame is None or c.frame.relation != "relative":
        return False
    described = c.frame.patient if c.frame.voice == "passive" else c.frame.agent
    return described is not None and c.span.end <= described.head.start


def _only_tells_which(page: Page, trigger: Trigger) -> bool:
    """Whether a participle right behind its noun says only which: "men convicted of theft", "a firm accused"."""
    frame, patient = trigger.frame, trigger.argument("patient")
    if trigger.sense.type == "MOBILIZE" and not trigger.noun and _describes_doer(page, trigger):
        return True
    bare = frame is not None and not trigger.noun and (frame.relation, frame.voice) == ("relative", "passive")
    if not bare or patient is None:
        return False
    by = not {"agent", "by"}.isdisjoint(trigger.arguments)
    if by and not (trigger.lemma in BACKING and trigger.sense.type in ("SUPPORT", "AID")):
        return False  # "troops backed by a militia"
    worded = trigger.sense.type in lexicon.WORDS or trigger.sense.type == "SANCTION"
    return worded and [t.span for t in page.before(trigger.span.start)] == [patient.head]


def _describes_doer(page: Page, trigger: Trigger) -> bool:
    """ "Two officers guarding a school were shot", "troops deployed to the east fired": who they were."""
    frame = trigger.frame
    if frame is None or frame.relation != "relative" or frame.governor is None:
        return False
    who = frame.agent or frame.patient
    behind = [t.span for t in page.before(trigger.span.start)]
    return (
        who is not None and behind == [who.head] and any(f.trigger == frame.governor for f in trigger.sentence.frames)
    )


def _with_verb(page: Page, sentence: Sentence, sense: Sense, c: Candidate) -> Span:
    """The noun with the verb that lends it arguments or says that it happened, where they stand close together."""
    if c.light is not None and c.light.trigger.end <= c.span.start:
        return _joined(page, c.light.trigger.start, c.span.end, c.span)
    verb = nominal.governor(sentence, c.span)
    if verb is not None and sense.type == "THREATEN" and verb.trigger.end <= c.span.start:
        return _joined(page, verb.trigger.start, c.span.end, c.span)  # "threatened sanctions" is the threat
    if verb is None or verb.lemma not in lexicon.occurring() or verb.trigger.start < c.span.end:
        return c.span
    if verb.agent is not None and verb.patient is not None:  # "the attack follows a raid"
        return c.span
    subject = verb.agent or verb.patient
    at_head = subject is not None and subject.head.overlaps(c.span)
    return _joined(page, c.span.start, verb.trigger.end, c.span) if at_head else c.span


def _joined(page: Page, start: int, end: int, alone: Span) -> Span:
    words = [t for t in page.within(Span(start, end)) if t.pos != "DET"]
    plain = all(t.pos not in NO_PART or t.text in ("-", "of") or t.tag == "PRP$" for t in words)
    return Span(start, end) if plain and len(words) <= CLOSE else alone


def _with_object_phrases(page: Page, sense: Sense, c: Candidate) -> Arguments:
    """The arguments, and those prepositional phrases of the object that the sense asks for: "broke off ties with X"."""
    patient = next(iter(c.arguments.get("patient", ())), None)
    asked = [name for name, role in sense.roles.items() if role != "none" and name not in c.arguments]
    if patient is None or not asked:
        return c.arguments
    found = behind(page, patient, c.arguments, of=False)
    return c.arguments | {name: found[name] for name in asked if name in found}


def _in_name(page: Page, sentence: Sentence, c: Candidate) -> bool:
    """Whether the word is part of a name ("Operation Desert Storm", "the War Memorial"): written with a capital."""
    if sentence.block.kind == "headline" or page.text[c.span.start : c.span.end].isupper():
        return False
    return page.text[c.span.start].isupper() and c.span.start != sentence.tokens[0].span.start


def _verbs(page: Page, sentence: Sentence) -> Iterator[Candidate]:
    for frame in sentence.frames:
        if frame.pos != "VERB":
            continue
        frame = governed.as_meant(sentence, frame)
        arguments = _arguments(page, sentence, frame)
        candidate = Candidate(frame.trigger, frame.lemma.lower(), "VERB", arguments, frame)
        candidate.extra = _extras(page, sentence, frame)
        candidate = paired(page, sentence, _known(page, _with_particle(candidate)))
        if any("complement" in s.needs or "complement" in s.unless for s in lexicon.senses(candidate.lemma, "VERB")):
            candidate.extra["complement"] = _complement(page, sentence, frame)
        if any("bidden" in s.needs for s in lexicon.senses(candidate.lemma, "VERB")):
            bidden = {f.lemma.lower() for f in governed.bidden(sentence, frame)}
            candidate.extra["bidden"] = frozenset(bidden | ({"@any"} if bidden else set()))
        found = _with_object(page, candidate) or _with_result(page, candidate) or _with_words(page, sentence, candidate)
        found = found or _with_preposition(page, sentence, candidate)
        yield found or _with_only_object(page, sentence, candidate) or candidate


def _unparsed(page: Page, sentence: Sentence) -> Iterator[Candidate]:
    for span, lemma, arguments in unparsed.verbs(page, sentence):
        c = Candidate(span, lemma, "VERB", arguments)
        yield _with_result(page, c) or c


def _with_particle(c: Candidate) -> Candidate:
    """ "sealed off the road", where the parser took the particle for a preposition."""
    if "patient" in c.arguments:
        return c
    for particle in PARTICLES:
        lemma = f"{c.lemma} {particle}"
        if particle in c.arguments and lexicon.senses(lemma, "VERB"):
            rest = {k: v for k, v in c.arguments.items() if k != particle}
            return replace(c, lemma=lemma, arguments=rest | {"patient": c.arguments[particle]})
    return c


def _with_preposition(page: Page, sentence: Sentence, c: Candidate) -> Candidate | None:
    """ "called on Russia": what the preposition leads is the object, if the verb so read has a sense that fits."""
    if "patient" in c.arguments:
        return None
    for name, arguments in c.arguments.items():
        lemma = f"{c.lemma} {name}"
        if lemma in lexicon.prepositional():
            rest = {k: v for k, v in c.arguments.items() if k != name}
            found = replace(c, lemma=lemma, arguments=rest | {"patient": arguments[:1]})
            if chosen(page, sentence, found):
                return found
    return None


def _with_only_object(page: Page, sentence: Sentence, c: Candidate) -> Candidate | None:
    """ "launched legal action against the state", with the one object read as the one who gets something."""
    if "patient" in c.arguments or "recipient" not in c.arguments or chosen(page, sentence, c):
        return None
    rest = {k: v for k, v in c.arguments.items() if k != "recipient"}
    found = replace(c, arguments=rest | {"patient": c.arguments["recipient"]})
    found = _with_object(page, found) or found
    return found if chosen(page, sentence, found) else None


def _with_words(page: Page, sentence: Sentence, c: Candidate) -> Candidate | None:
    """The candidate of "came into force", "slammed into a tower": an expression of the lexicon, word by word."""
    first = next(iter(page.within(c.span)), None)
    if first is None:
        return None
    for words in lexicon.expressions(c.lemma.split()[0]):
        after = page.after(first.span.end, len(words))
        if words[-1] == "to" and after and after[-1].tag == "VB" and len(after) == len(words):
            continue  # "agreed to withdraw"
        after = after[: len(words) - 1]
        if c.lemma == " ".join(words) or [t.text.lower() for t in after] != list(words[1:]):
            continue
        whole = Span(c.span.start, after[-1].span.end)
        rest = {k: v for k, v in c.arguments.items() if not any(whole.contains(a.head) for a in v)}
        if "agent" not in rest and "patient" in rest and words[-1] in rest:  # "the missile slammed" read as a passive
            rest["agent"] = rest.pop("patient")
        if words[-1] in rest and labels(page, sentence, rest[words[-1]][0]) & {"@manner"}:
            continue  # "shot at close range"
        if words == ("shoot", "on") and "patient" in rest:
            continue  # "saw the man shot on his doorstep"
        if words[-1] in rest and "patient" not in rest:
            rest["patient"] = rest.pop(words[-1])[:1]
        found = replace(c, lemma=" ".join(words), span=whole, arguments=rest)
        if chosen(page, sentence, found):
            return found
    return None


def _complement(page: Page, sentence: Sentence, frame: Frame) -> frozenset[str]:
    """The lemmas of the verbs that a verb governs, with the types that they tell: "@ASSAULT"."""
    found: set[str] = set()
    for lower in governed.complements(sentence, frame):
        c = Candidate(lower.trigger, lower.lemma.lower(), "VERB", of_frame(lower), lower)
        c = _with_object(page, c) or c
        sense = chosen(page, sentence, c) or next(iter(_lent(page, sentence, lower)), None)
        found |= {lower.lemma.lower()} | ({f"@{sense.type}"} if sense and sense.type else set())
    return frozenset(found)


def _lent(page: Page, sentence: Sentence, frame: Frame) -> Iterator[Sense]:
    """The senses of the event nouns that are the verb's object: "carry out an attack"."""
    for c in nouns.nouns(page, sentence):
        if c.light is frame and (sense := chosen(page, sentence, c)):
            yield sense


def _arguments(page: Page, sentence: Sentence, frame: Frame) -> dict[str, tuple[Argument, ...]]:
    active = mended.as_befallen(page, sentence, _as_active(sentence, mended.behind_date(page, sentence, frame)))
    return mended.mended(page, sentence, active, of_frame(active))


def _as_active(sentence: Sentence, frame: Frame) -> Frame:
    """A reduced relative that nothing governs is no relative: "Thousands demonstrated", read as "were demonstrated".

    Nor is a passive without "be" a passive where its patient is to do what it governs: "rebels threatened to strike".
    """
    if mended.conjoined(sentence.tokens, frame):
        first = next((f for f in sentence.frames if f.trigger == frame.governor), None)
        return replace(frame, agent=first.agent if first else None, voice="active")
    being = any(t.pos == "AUX" for t in sentence.tokens if 0 < frame.trigger.start - t.span.end <= 1)
    apart = frame.governor is None or mended.intransitive(frame.lemma)
    alone = frame.voice == "passive" and frame.relation == "relative" and apart and not being
    alone = (alone and not mended.befell(sentence, frame)) or (
        frame.voice == "passive" and governed.is_of_doer(sentence, frame)
    )
    return replace(frame, agent=frame.patient, patient=None, voice="active") if alone and not frame.agent else frame


def _known(page: Page, c: Candidate) -> Candidate:
    """The candidate under a lemma that the lexicon knows, where the tagger's is another: "raped" is of "rape"."""
    before = page.before(c.span.start, 2)
    if len(before) == 2 and before[1].text == "-" and before[1].span.end == c.span.start:
        compound = f"{before[0].text.lower()}-{c.lemma}"
        if lexicon.senses(compound, "VERB"):
            return replace(c, lemma=compound, span=Span(before[0].span.start, c.span.end))
    if lexicon.senses(c.lemma, "VERB"):
        return c
    plain, _, particle = c.lemma.partition(" ")
    if particle == "up" and [t.text.lower() for t in page.after(c.span.end, 1)] == ["to"]:  # "killed up to 20"
        return _known(page, replace(c, lemma=plain, span=page.within(c.span)[0].span, arguments=_up_to(c.arguments)))
    word = c.span.of(page.text).lower()
    stems = (word[:-1], word[:-2], word[:-3], word[:-3] + "e") if word.endswith(("ed", "ing")) else ()
    known = next((stem for stem in stems if lexicon.senses(stem, "VERB")), None)
    return replace(c, lemma=known) if known else c


def _up_to(arguments: Arguments) -> dict[str, tuple[Argument, ...]]:
    """The arguments of "killed up to 20", which the parser reads as what was killed up to there."""
    if "to" not in arguments or "agent" in arguments:
        return dict(arguments)
    rest = {k: v for k, v in arguments.items() if k not in ("to", "patient")}
    return rest | {"agent": arguments.get("patient", ()), "patient": arguments["to"][:1]}


def _extras(page: Page, sentence: Sentence, frame: Frame) -> dict[str, frozenset[str]]:
    """What conditions may ask for beside arguments: the result of "left 14 dead", the content of "showed that"."""
    following = {t.text.lower() for t in page.after(frame.trigger.end, 12)}
    found = {"result": frozenset(following & RESULTS)}
    if frame.content is not None:
        told = [f for f in sentence.frames if f.governor == frame.trigger and f.relation == "content"]
        bidden = {"bidden"} if any(governed.is_bidden(sentence, f) for f in told) else set[str]()
        found["content"] = frozenset({"@any", *bidden, *(f.modal for f in told if f.modal)})
    return found


def _with_object(page: Page, c: Candidate) -> Candidate | None:
    """The candidate of "opened fire" or "took control": verb and object as one expression of the lexicon."""
    patient = next(iter(c.arguments.get("patient", ())), None)
    head = page.token(patient.head) if patient else None
    if patient is None or head is None:
        return None
    lemma = f"{c.lemma} {head.lemma.lower()}"
    if not lexicon.senses(lemma, "VERB"):
        return None
    rest = {k: v for k, v in c.arguments.items() if k != "patient"}
    between = page.within(Span(c.span.end, head.span.start)) if c.span.end < head.span.start else []
    near = c.span.end < head.span.start and len(between) <= NEAR
    span = Span(c.span.start, head.span.end) if near else c.span
    return replace(c, span=span, lemma=lemma, arguments=rest | behind(page, patient, rest))


def _with_result(page: Page, c: Candidate) -> Candidate | None:
    """The candidate of "shot dead", "shot him dead", "set a car ablaze", "took them hostage"."""
    clause = c.frame.clause if c.frame and c.frame.clause else None
    after = [t for t in page.after(c.span.end, REACH) if clause is None or t.span.end <= clause.end]
    for number, token in enumerate(after):
        word = token.text.lower()
        word = "on fire" if word == "fire" and number and after[number - 1].text.lower() == "on" else word
        if word not in ENDS:
            continue
        if lexicon.senses(f"{c.lemma} {word}", "VERB"):
            span = Span(c.span.start, token.span.end) if number == 0 else c.span
            return replace(c, lemma=f"{c.lemma} {word}", span=span)
    return None


def _without_overlaps(found: list[Trigger]) -> list[Trigger]:
    """Of triggers that overlap the longest one; in text order."""
    kept: list[Trigger] = []
    for t in sorted(found, key=lambda t: (-len(t.span), t.span.start)):
        if not any(t.span.overlaps(k.span) for k in kept):
            kept.append(t)
    return sorted(kept, key=lambda t: t.span)

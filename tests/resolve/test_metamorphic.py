"""What must not change: copies, relays and the order of arrival add nothing; people's newest decisions stand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model import Decision, Incident, Read, dumps
from firsthand.resolve import incidents

SENTENCES = (
    "Mortar rounds hit {} before dawn and people died there.",
    "Residential streets of {} were hit, with a number of deaths.",
    "For an hour artillery pounded {} until the bakery was hit; some inhabitants lost their lives.",
    "Guns in the hills opened up and {} was hit, leaving several dead behind.",
    "Doctors in {} counted bodies after the town was hit by what they took for rockets.",
)
TAILS = (" The road to the north was closed.", " Schools stay shut.", " A second team is on its way.")


@dataclass(frozen=True)
class Story:
    """One report in numbers, so that hypothesis can shrink it."""

    sentence: int
    place: str
    day: int
    source: str | None
    killed: int | None
    stance: str = "asserted"


stories = st.builds(
    Story,
    st.integers(0, len(SENTENCES) - 1),
    st.sampled_from(["Qamishli", "Amuda", "Mosul"]),
    st.integers(1, 3),
    st.sampled_from([None, "police", "interior ministry", "Karim Haddad", "residents"]),
    st.sampled_from([None, 3, 4, 20]),
    st.sampled_from(["asserted", "asserted", "hedged", "denied"]),
)
worlds = st.lists(stories, min_size=1, max_size=6, unique_by=lambda s: (s.sentence, s.place, s.day))


def written(article, number: int, story: Story) -> Read:
    text = SENTENCES[story.sentence].format(story.place) + f" Report {number} of our own people, day {story.day}."
    made = article(text, f"Paper {number}", f"2026-03-0{story.day + 1}")
    tolls = {"killed": story.killed} if story.killed is not None else {}
    chain = (story.source,) if story.source else ()
    when = f"2026-03-0{story.day}"
    return made.tell("hit", place=story.place, when=when, chain=chain, stance=story.stance, **tolls).read()


def world(article, told: Sequence[Story]) -> list[Read]:
    return [written(article, n, s) for n, s in enumerate(told)]


def copied(article, read: Read, number: int, day: int = 20) -> Read:
    """The same text with a new tail in another outlet some days later; its claims anchored as the extractor would."""
    text = read.document.text + TAILS[number % len(TAILS)] + f" Printed by copier {number}."
    made = article(text, f"Copier {number}", f"2026-03-{day + number % 5}")
    for claim in read.claims:
        made.claims.append(replace(claim, id=f"{claim.id[:10]}c{number:05}"))
    made.attributions = list(read.attributions)
    return made.read()


def essence(found: Sequence[Incident]) -> list[tuple[str, str]]:
    """Origins and grade of every incident, byte for byte."""
    return [(dumps(i.origins), dumps(i.grade)) for i in found]


def groups(found: Sequence[Incident]) -> set[frozenset[str]]:
    return {frozenset(i.claims) for i in found}


@given(worlds, st.data())
@settings(max_examples=30, deadline=None)
def test_copies_change_no_origin_and_no_grade(article, told, data):
    reads = world(article, told)
    picked = data.draw(st.lists(st.integers(0, len(reads) - 1), min_size=1, max_size=8))
    copies = [copied(article, reads[i], n) for n, i in enumerate(picked)]
    before, after = incidents(reads), incidents([*copies, *reads])
    assert essence(after) == essence(before)
    held = {c for i in before for c in i.claims}
    assert sum(i.copies for i in after) == sum(reads[i].claims[0].id in held for i in picked)


@given(worlds, st.integers(1, 30))
@settings(max_examples=30, deadline=None)
def test_more_sightings_of_the_same_text_change_no_origin_and_no_grade(article, told, count):
    reads = world(article, told)
    later = replace(reads[0].document.published, start="2026-04-01", end="2026-04-01")
    again = tuple(replace(reads[0].document, outlet=f"Copier {n}", published=later) for n in range(count))
    seen = [replace(reads[0], sightings=again), *reads[1:]]
    assert essence(incidents(seen)) == essence(incidents(reads))


@given(worlds, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_arrival_changes_nothing(article, told, random):
    reads = world(article, told)
    shuffled = list(reads)
    random.shuffle(shuffled)
    assert [dumps(i) for i in incidents(shuffled)] == [dumps(i) for i in incidents(reads)]


@given(worlds, st.integers(0, 5))
@settings(max_examples=30, deadline=None)
def test_a_relay_adds_no_origin_and_no_grade(article, told, which):
    reads = world(article, told)
    story = told[which % len(told)]
    speaker = story.source or f"Paper {which % len(told)}"
    if speaker == "residents":
        return  # who reached them is part of who they are: the relay names that outlet in its chain
    text = f"Word of blasts and dead came from {story.place} as well, where it was hit, it was relayed on a later day."
    made = article(text, "Relay Times", "2026-03-20")
    tolls = {"killed": story.killed} if story.killed is not None else {}
    when = f"2026-03-0{story.day}"
    made.tell("hit", place=story.place, when=when, chain=(speaker, "AP"), stance=story.stance, **tolls)
    before, after = incidents(reads), incidents([*reads, made.read()])
    names = [sorted(o.name for o in i.origins) for i in after]
    assert names == [sorted(o.name for o in i.origins) for i in before]
    assert [i.grade.information for i in after] == [i.grade.information for i in before]


@given(worlds, st.data())
@settings(max_examples=30, deadline=None)
def test_taking_away_an_origin_that_contradicts_nobody_never_raises_a_grade(article, told, data):
    told = [replace(s, stance="asserted" if s.stance == "denied" else s.stance) for s in told]
    reads = world(article, told)
    for incident in incidents(reads):
        disputed = {o for d in incident.disputed for o in (d.by, d.of)}
        agreeing = [o for o in incident.origins if o.id not in disputed]
        if not agreeing:
            continue
        gone = data.draw(st.sampled_from(agreeing))
        left = [r for r in reads if r.claims[0].id not in gone.claims]
        rest = set(incident.claims) - set(gone.claims)
        for other in incidents(left):
            if set(other.claims) & rest:
                assert other.grade.information >= incident.grade.information


@given(worlds)
@settings(max_examples=25, deadline=None)
def test_splitting_then_merging_returns_to_the_start(article, told):
    reads = world(article, told)
    start = groups(incidents(reads))
    for group in start:
        split = Decision("d1", "ana", "2026-04-01T00:00:00Z", tuple((c,) for c in sorted(group)))
        merge = Decision("d2", "ana", "2026-04-02T00:00:00Z", (tuple(sorted(group)),))
        assert groups(incidents(reads, [split, merge])) == start


REWRITES = (
    "Blasts were reported from {}, which was hit; the toll could not be checked, but it was told as follows.",
    "Also on our desk: word from {} that the town was hit and that inhabitants did not survive.",
    "What is known so far: {} was hit. Much else about this morning stays unclear to us.",
)


@given(worlds, st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2)), min_size=1, max_size=6, unique=True))
@settings(max_examples=30, deadline=None)
def test_rewrites_change_no_origin_and_no_grade(article, told, picked):
    """Reports in words of their own that name the report they have it from, each in another outlet."""
    reads = world(article, told)
    rewrites: list[Read] = []
    for which, words in picked:
        number = which % len(told)
        rewrites.append(rewritten(article, told[number], number, words))
    before, after = incidents(reads), incidents([*rewrites, *reads])
    held = {c for i in before for c in i.claims}
    assert essence([i for i in after if held & set(i.claims)]) == essence(before)


def rewritten(article, story: Story, number: int, words: int) -> Read:
    text = REWRITES[words].format(story.place) + f" This came from Paper {number}, on day {story.day}."
    made = article(text, f"Rewriter {number}-{words}", f"2026-03-2{words}")
    tolls = {"killed": story.killed} if story.killed is not None else {}
    chain = (story.source, f"Paper {number}") if story.source else (f"Paper {number}",)
    when = f"2026-03-0{story.day}"
    return made.tell("hit", place=story.place, when=when, chain=chain, stance=story.stance, **tolls).read()


@given(worlds, st.integers(0, 5), st.integers(1, 5), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_copies_of_relays_and_their_order_change_nothing(article, told, which, count, random):
    reads = world(article, told)
    relay = rewritten(article, told[which % len(told)], which % len(told), 0)
    more = [copied(article, relay, n, day=23) for n in range(count)]
    shuffled = [*reads, relay, *more]
    random.shuffle(shuffled)
    held = {c for r in reads for c in (r.claims[0].id,)}
    after = [i for i in incidents(shuffled) if held & set(i.claims)]
    assert essence(after) == essence([i for i in incidents(reads) if held & set(i.claims)])

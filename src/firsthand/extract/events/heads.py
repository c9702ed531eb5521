"""What the head of an argument is: its lemma and the classes that the lexicon's conditions ask for."""

from collections.abc import Iterable

from firsthand.extract.events.page import Page
from firsthand.extract.language.layer import Argument, Sentence, Token
from firsthand.model import Party, Span
from firsthand.reference import lexicon
from firsthand.reference.word_classes import word_class

# "dozens of people", "a group of rebels", "members of the army": what is counted or parted stands behind "of"
THROUGH = frozenset(
    (
        "number group dozen hundred thousand score majority member pair lot series string wave part team band crew "
        "handful couple half most some many several one two three remains body rest total hundreds thousands dozens "
        "scores million millions column piece least scrap sliver swath swathe stretch patch chunk slice corner kind "
        "type sort truck tonne ton load shipment bag box % percent worth package third quarter share fifth tenth ten "
        "tens brigade set message much all bulk truckload busload boatload carload planeload "
        "barrel canister barrage salvo volley hail kilogram kilo kg pound stick"
    ).split()
)
BY_KIND = {
    "state-forces": ("@armed", "@party"),
    "rebel-group": ("@armed", "@party"),
    "militia": ("@armed", "@party"),
    "coalition": ("@armed", "@party"),
    "government": ("@country", "@party"),
    "intergovernmental": ("@party",),
    "civilians": ("@people", "@party"),
    "person": ("@person", "@people", "@party"),
    "unnamed": ("@party",),
    "ngo": ("@party",),
    "media": ("@party", "@media"),
    "other": ("@party",),
}
# who acts in public
PUBLIC = frozenset({"@party", "@name", "@country", "@person", "@armed", "@people", "@official", "@pronoun"})
PEOPLE = 21  # the wide class of words whose plurals are people ("lecturers"), but for some of its narrow ones
NO_PEOPLE = frozenset({62, 220, 633, 942})
SUMS = frozenset({"million", "billion", "trillion"})
BY_LABEL = {
    "PERSON": ("@person", "@name"),
    "ORG": ("@name",),
    "NORP": ("@name",),
    "PLACE": ("@place_name", "@name"),
    "MISC": ("@name",),
}


def labels(page: Page, sentence: Sentence, argument: Argument | None) -> frozenset[str]:
    """The lemma of the argument's head, with its classes; "@none" where there is no argument."""
    if argument is None:
        return frozenset({"@none"})
    found = _of_head(page, sentence, argument.head) | {"@any"}
    behind = _behind_of(page, sentence, argument)
    found |= _of_head(page, sentence, behind) if behind else set()
    found |= {t.lemma.lower() for t in page.within(argument.span)[:4]} & SUMS
    return frozenset(found | ({"@who"} if found & PUBLIC else set()))


def _of_head(page: Page, sentence: Sentence, head: Span) -> set[str]:
    token = page.token(head)
    if token is None:
        return set()
    found = _of_token(token)
    if token.text.lower() == "old" and page.text[: token.span.start].endswith("-"):
        found |= {"@people"}  # "a 23-year-old"
    for compound in _compounds(page, token):
        found |= {compound} | lexicon.classes_of(compound)
    for name in sentence.names:
        if name.span.overlaps(head):
            found.update(BY_LABEL.get(name.label, ()))
    for mention in page.parties_at(head):
        found.update(BY_KIND.get(mention.party.kind, ()))
    if any(w.span.overlaps(head) for w in page.places):
        found.add("@place_name")
        if any(w.precision == "country" and w.span.overlaps(head) for w in page.places):
            found.add("@country")
    return found


def only_suffers(party: Party) -> bool:
    """Whether they are people whom violence befalls: children, tourists, the dead."""
    word = party.name.lower().split()[-1]
    forms = (word, word.removesuffix("s"), word.replace("children", "child"))
    return party.kind in ("civilians", "unnamed") and any("@harmless" in lexicon.classes_of(w) for w in forms)


def is_name(token: Token) -> bool:
    """Whether a word reads as a name: so tagged, or with a capital and unheard of as a common word."""
    if not token.text[0].isupper() or token.pos not in ("PROPN", "NOUN", "ADJ"):
        return False
    return token.pos == "PROPN" or word_class(token.text.lower()) is None


def lemma_of(token: Token) -> str:
    """The lemma, lower case; the one that lemmatisers get wrong where it matters most set right."""
    return "corpse" if token.text.lower() == "corpses" else token.lemma.lower()


def _of_token(token: Token) -> set[str]:
    lemma = lemma_of(token)
    found = {lemma} | lexicon.classes_of(lemma)
    if token.tag in ("NNP", "NNPS") and lemma.endswith("s"):  # "Rockets hit", read as a name
        found |= {lemma[:-1]} & lexicon.classed() | lexicon.classes_of(lemma[:-1])
    if token.pos == "PRON":
        found.add("@pronoun")
    if is_name(token):
        found.add("@name")
    if token.pos == "NUM":
        found |= {"@number", "@people"}
    if token.tag == "NNS" and _are_people(token.text):
        found.add("@people")
    return found


def _are_people(word: str) -> bool:
    wide, narrow = word_class(word) or (-1, -1)
    return wide == PEOPLE and narrow not in NO_PEOPLE


def _compounds(page: Page, token: Token) -> Iterable[str]:
    before = page.before(token.span.start)
    if before and before[0].text == "-" and (parts := page.before(before[0].span.start)):
        yield f"{parts[0].lemma}-{token.lemma}".lower()
    if before and before[0].pos in ("NOUN", "ADJ", "PROPN"):
        yield f"{before[0].lemma} {token.lemma}".lower()


def _behind_of(page: Page, sentence: Sentence, argument: Argument) -> Span | None:
    token = page.token(argument.head)
    if token is None or (token.lemma.lower() not in THROUGH and token.pos != "NUM"):
        return None
    after = page.after(argument.head.end, 1)
    if not after or after[0].text.lower() != "of":
        return None
    return next((n.head for n in sentence.noun_phrases if n.span.start >= after[0].span.end), None)

"""What a report has of its own: what its reporters saw, and whether a body publishes it that speaks of itself."""

import re
from collections.abc import Sequence

from firsthand.model import Attribution, Document, Party, Read
from firsthand.reference.roles import is_paper
from firsthand.reference.speakers import speakers
from firsthand.resolve.names import core, folded, head, singular
from firsthand.resolve.traces import FIRST_PERSON, SEEING, employer

QUOTED = re.compile(r"[“\"][^”\"\n]*[”\"]")
OURS = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Oo]urselves)\b")
OWNED = re.compile(r"[Tt]he (?P<body>[A-Z]\w+)(?:(?P<whose>['’]s?) (?P<who>[^,]+).*)?$", re.S)
OWN_WORDS = 3  # words in the first person from which a report is taken for a body's own


def reporters(read: Read, heard: Sequence[Attribution]) -> list[Attribution]:
    """What the outlet's own reporters are told to have seen or said."""
    own = (a for a in read.attributions if a not in heard and employer(a.source, read.document) is not None)
    return [a for a in own if not is_writer(a) or (not a.chain and _sees(a, read))]


def is_writer(hop: Attribution) -> bool:
    """Whether the speaker is who writes the report: "I counted three bodies"."""
    return hop.source is not None and hop.source.text.casefold() in FIRST_PERSON


def _sees(hop: Attribution, read: Read) -> bool:
    return any(SEEING.search(c.of(read.document.text)) for c in hop.cue)


def is_publisher(party: Party | None, document: Document) -> bool:
    """Whether a source is the body that publishes the report, or its people: "the Collective's three observers"."""
    found = OWNED.match(party.text) if party is not None and document.outlet is not None else None
    if found is None or document.outlet is None or found["body"].casefold() not in folded(document.outlet).split()[-1:]:
        return False
    return found["whose"] is None or singular(head(core(found["who"])).casefold()) in speakers().people


def speaks_for_itself(document: Document) -> bool:
    """Whether a report is a body's own, told in the first person: "Our teams received 17 people. We call on"."""
    if document.agency is not None or document.outlet is None or is_paper(document.outlet):
        return False
    return len(OURS.findall(QUOTED.sub("", document.text))) >= OWN_WORDS

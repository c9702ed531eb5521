"""Which kinds of parties a common noun may mean: "the group" no state, "the police" no rebels."""

from collections.abc import Mapping

from firsthand.extract.parties.draft import Draft
from firsthand.extract.parties.entity import Entity
from firsthand.model import PartyKind

FITTING: Mapping[str, frozenset[PartyKind]] = {
    "organisation": frozenset(
        ("rebel-group", "militia", "ngo", "intergovernmental", "coalition", "other", "government")
    ),
    "rebels": frozenset(("rebel-group", "militia")),
    "militia": frozenset(("militia", "rebel-group")),
    "army": frozenset(("state-forces",)),
    "police": frozenset(("state-forces",)),
    "government": frozenset(("government",)),
    "coalition": frozenset(("coalition",)),
    "ngo": frozenset(("ngo",)),
    "media": frozenset(("media",)),
    "intergovernmental": frozenset(("intergovernmental",)),
}  # fmt: skip
BY_HEAD: Mapping[str, frozenset[PartyKind]] = {
    **dict.fromkeys(
        ("company", "firm", "business", "bank", "hospital", "university", "institution", "association", "party"),
        frozenset[PartyKind](("other",)),
    ),
    "agency": frozenset(("ngo", "intergovernmental", "media", "government")),
    **dict.fromkeys(("council", "committee", "commission"), frozenset[PartyKind](("government", "other"))),
    **dict.fromkeys(  # no state
        ("group", "faction", "movement"), frozenset[PartyKind](("rebel-group", "militia", "ngo", "coalition", "other"))
    ),
}
BODIES: frozenset[str] = frozenset(
    "rebel-group militia ngo intergovernmental coalition other government state-forces media document".split()
)


def one_of(e: Entity, d: Draft) -> bool:
    """Whether a noun told again does not say that it is another: "the Samburu tribe" is not "the Pokot tribe"."""
    told, known = ({w for w in name.split() if w[0].isupper()} for name in (d.name, e.lead.name))
    return not told or not known or bool(told & known)


def _is_somebody(lead: Draft) -> bool:
    """Whether a singular noun is one human being: "a fisherman", "a fighter", "a member of the resistance"."""
    member = lead.shape != "name" and (lead.member or lead.name.startswith("member "))
    return member or lead.group in ("sources", "civilians", "unnamed")


def agrees(e: Entity, d: Draft) -> bool:
    """Whether a pronoun may stand for the party, by number, gender and what it is."""
    lead = e.lead
    if d.group == "person":
        human = lead.kind == "person" or (lead.number == "singular" and _is_somebody(lead))
        return human and e.gender in (None, d.gender)
    if d.group == "plural":
        return "plural" in (lead.number, e.last[-1].number) or (
            lead.kind in ("rebel-group", "militia", "state-forces") and lead.id is not None
        )
    return lead.kind in BODIES and (lead.number == "singular" or (lead.shape == "name" and lead.id is not None))

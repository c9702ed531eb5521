"""Which kinds of parties a common noun may mean: "the group" no state, "the police" no rebels."""

from collections.abc import Mapping

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

"""Small values for tests, built by hand: each function gives a whole noun and takes what a test is about."""

from dataclasses import replace

from firsthand.model import (
    Block,
    CellReading,
    Document,
    Event,
    Figure,
    Grade,
    Incident,
    Origin,
    Party,
    Read,
    Span,
    TollReading,
    When,
    Where,
    text_id,
)

TEXT = "A mine killed at least 14 traders near Menaka on Monday, police said."
AT = Span(2, 6)


def day(date="2021-05-03", end=None):
    return When(date, end or date, "day", "relative", "on Monday", Span(46, 55), anchor="2021-05-05")


def place(name="Ménaka", country="ML", lat=15.92, lon=2.4, precision="town", admin1="Ménaka"):
    return Where("Menaka", Span(39, 45), name, 2453058, country, admin1, lat, lon, precision)


def party(name, kind="rebel-group", key=None):
    return Party(name, AT, name, kind, key)


def document(text=TEXT, **changes):
    made = Document(text_id(text), text, "Mine kills traders", "Sahel Post", "https://sahel.example/1", "en", day(), ())
    return replace(made, blocks=(Block(Span(0, len(text)), "paragraph"),), **changes)


def event(**changes):
    made = Event(
        "00000000000000a1", "ASSAULT", "explosives", "Remote explosive/landmine/IED", AT, Span(0, 69), (), (), None,
        place(), day(), (), "asserted", (), None, ("police",),
    )  # fmt: skip
    return replace(made, **changes)


def read(claims=None, **changes):
    return Read(document(**changes), (), (event(),) if claims is None else claims)


def toll(low=None, best=None, high=None, origin="o1", who=None, stance="asserted", claims=("00000000000000a1",)):
    return TollReading(Figure(low, best, high), who, stance, origin, claims)


def cell(value, origin="o1", stance="asserted", claims=("00000000000000a1",)):
    return CellReading(value, stance, origin, claims)


def incident(cells=None, **changes):
    """An incident of one claim in the document of `document()`; `cells` maps names to readings."""
    made = Incident(
        id="00000000000000a1", type="ASSAULT", mode="explosives", acled="Remote explosive/landmine/IED", when=day(),
        where=place(), cells={"killed": (toll(14),), **(cells or {})}, summary={"killed": Figure(14, None, None)},
        origins=(
            Origin("o1", "police", "state-forces", None, None, ("00000000000000a1",), (document().id,), ("named",)),
        ),
        unknown_origins=0, documents=(document().id,), copies=0, claims=("00000000000000a1",), disputed=(),
        grade=Grade("F", "3", ("one origin",)),
    )  # fmt: skip
    return replace(made, **changes)

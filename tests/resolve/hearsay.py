"""Reports of one attack on one town, told by whom a test names."""

from dataclasses import replace

from firsthand.model import Party
from firsthand.resolve import incidents

HIT = "Mortar rounds hit Qamishli before dawn and people died there, {} said."


def found(*articles):
    return incidents([a.read() for a in articles])


def names(incident):
    return {o.name for o in incident.origins}


def quoting(made, name: str, text: str | None = None, kind="other"):
    """Give the last attribution a source that the text calls by other words."""
    source = Party(text or name, made.span(text or name), name, kind)
    made.attributions[-1] = replace(made.attributions[-1], source=source)
    return made


def told(article, outlet, who, day="2026-03-03", kind="other", words=HIT, called=None, **more):
    made = article(words.format(called or who), outlet, day)
    made.tell("hit", place="Qamishli", when="2026-03-02", chain=(who,), **more)
    return quoting(made, who, called or who, kind)

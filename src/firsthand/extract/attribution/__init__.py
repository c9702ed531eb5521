"""Who is reported as saying, claiming, knowing or showing what, and through whom the word reached the page."""

from firsthand.extract.attribution import chains, drafts
from firsthand.extract.attribution.view import View
from firsthand.extract.language.layer import Sentence
from firsthand.model import Attribution, Document, PartyMention, TimeMention

__all__ = ["attributions"]


def attributions(
    document: Document,
    sentences: tuple[Sentence, ...],
    parties: tuple[PartyMention, ...],
    times: tuple[TimeMention, ...],
) -> tuple[Attribution, ...]:
    """Every hop of reported speech in the document, in text order."""
    view = View(document, sentences, parties, times)
    return chains.attributions(view, drafts.drafts(view))

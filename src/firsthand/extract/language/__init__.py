"""Sentences, words, names and predicates of a document, from the shipped English pipeline or the user's own.

spaCy is imported when a pipeline is loaded, not before.
"""

from firsthand.extract.language.layer import Argument, Frame, Name, NameLabel, Sentence, Tense, Token
from firsthand.extract.language.models import ModelError, load, version
from firsthand.extract.language.reading import sentences, sentences_of

__all__ = [
    "Argument",
    "Frame",
    "ModelError",
    "Name",
    "NameLabel",
    "Sentence",
    "Tense",
    "Token",
    "load",
    "sentences",
    "sentences_of",
    "version",
]

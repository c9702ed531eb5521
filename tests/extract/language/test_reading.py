"""From a document to its sentences: exact offsets, borders of blocks, batches, and which pipeline reads."""

import subprocess
import sys
from collections.abc import Sequence
from shutil import copytree

import pytest

from firsthand.extract import language
from firsthand.model import Block, BlockKind, Document, Span


@pytest.fixture(scope="module")
def nlp():
    return language.load()


def document(*blocks: tuple[BlockKind, str], between: str = "\n\n", lang: str | None = "en") -> Document:
    text, made = "", []
    for kind, content in blocks:
        text += between if text else ""
        made.append(Block(Span(len(text), len(text) + len(content)), kind))
        text += content
    return Document("sha256:0", text, None, None, None, lang, None, tuple(made))


def texts(document: Document, sentences: Sequence[language.Sentence]) -> list[str]:
    return [sentence.span.of(document.text) for sentence in sentences]


def test_sentences_do_not_cross_blocks_and_boilerplate_has_none(nlp):
    read = document(
        ("headline", "Rebels shell a market"),
        ("byline", "By Samir Haddad"),
        ("paragraph", "Shells hit a market in Douma on Monday. Ten people died."),
        ("boilerplate", "Subscribe to our newsletter."),
        ("caption", "Smoke rises over Douma."),
    )
    found = language.sentences(read, nlp)
    assert texts(read, found) == [
        "Rebels shell a market",
        "Shells hit a market in Douma on Monday.",
        "Ten people died.",
        "Smoke rises over Douma.",
    ]
    assert [sentence.block.kind for sentence in found] == ["headline", "paragraph", "paragraph", "caption"]


def test_every_span_is_the_documents_own_text(nlp):
    read = document(
        ("paragraph", "Two\u00a0hundred  fighters of the “Free\u00a0Army” fled\nAl-Qusayr, said Idris Hamadi."),
        ("paragraph", "SHELLS HIT A MARKET IN DOUMA ON MONDAY, OFFICIALS SAID."),
    )
    for sentence in language.sentences(read, nlp):
        for token in sentence.tokens:
            assert token.text == token.span.of(read.text)
            assert token.text.strip() == token.text
        starts = {token.span.start for token in sentence.tokens}
        ends = {token.span.end for token in sentence.tokens}
        for span in _spans(sentence):
            assert span.start in starts
            assert span.end in ends


def _spans(sentence: language.Sentence):
    yield from (name.span for name in sentence.names)
    yield from (phrase.span for phrase in sentence.noun_phrases)
    for frame in sentence.frames:
        yield from (frame.trigger, *frame.hedges)
        participants = (frame.agent, frame.patient, frame.recipient, *frame.obliques)
        yield from (argument.span for argument in participants if argument)
        yield from (span for span in (frame.content, frame.clause, frame.governor, frame.negation) if span)


def test_a_dateline_within_a_paragraph_is_read_by_itself(nlp):
    text = "ERBIL, Iraq (AP) — Militants attacked a dam on Sunday."
    blocks = (Block(Span(0, len(text)), "paragraph"), Block(Span(0, 18), "dateline"))
    read = Document("sha256:0", text, None, None, None, "en", None, blocks)
    assert texts(read, language.sentences(read, nlp)) == ["ERBIL, Iraq (AP) —", "Militants attacked a dam on Sunday."]


def test_a_quotation_is_not_cut_from_its_speaker(nlp):
    read = document(("paragraph", "“They burned our homes,” Amina Yusuf said. “We fled.”"))
    assert texts(read, language.sentences(read, nlp))[0] == "“They burned our homes,” Amina Yusuf said."


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_document_in_another_language_has_no_sentences(nlp, lang: str):
    assert language.sentences(document(("paragraph", "Les rebelles ont fui."), lang=lang), nlp) == ()


def test_many_documents_come_in_order_and_as_if_read_alone(nlp):
    read = [document(("paragraph", f"Rebels killed {number} soldiers in Mosul.")) for number in range(2, 40)]
    together = list(language.sentences_of(iter(read), nlp))
    assert [each for each, _ in together] == read
    assert together[7][1] == language.sentences(read[7], nlp)


def test_documents_are_streamed(nlp, monkeypatch):
    monkeypatch.setattr("firsthand.extract.language.reading.BATCH_CHARS", 5000)
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield document(("paragraph", "Shells fell. " * 100))

    next(language.sentences_of(endless(), nlp))
    assert taken < 10


@pytest.mark.parametrize("block", ["", "   ", "\u00a0\u200b", "—", "?!…"])
def test_odd_blocks_are_no_error(nlp, block: str):
    read = document(("paragraph", block), ("paragraph", "Rebels fled."))
    assert texts(read, language.sentences(read, nlp))[-1] == "Rebels fled."


def test_the_version_names_the_pipeline(nlp):
    name, number = language.version(nlp).split()
    assert name == "en_firsthand"
    assert number[0].isdigit()


def test_a_missing_pipeline_is_said_so():
    with pytest.raises(language.ModelError, match="no_such_pipeline"):
        language.load("no_such_pipeline")


def test_a_pipeline_without_a_parser_is_refused(tmp_path):
    import spacy

    spacy.blank("en").to_disk(tmp_path / "bare")
    with pytest.raises(language.ModelError, match="lacks"):
        language.load(str(tmp_path / "bare"))


def test_a_pipeline_is_loaded_from_a_folder(tmp_path):
    from firsthand.extract.language import models

    copytree(models.path(), tmp_path / "other")
    meta = tmp_path / "other" / "meta.json"
    meta.write_text(meta.read_text("utf-8").replace('"name":"firsthand"', '"name":"other"', 1), "utf-8")
    assert language.version(language.load(str(tmp_path / "other"))).startswith("en_other ")


def test_importing_the_package_does_not_import_spacy():
    code = "import sys, firsthand.extract.language; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

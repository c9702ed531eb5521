"""Training of the language pipeline: how rows are cut, varied and masked, and that a stopped run goes on."""

import json
from random import Random

import pytest

from firsthand.train.language import augment, casing, corpus, entities, lemmas, loop, measure, pipeline, swap
from firsthand.train.language.corpus import Row


@pytest.fixture(scope="module")
def blank():
    return pipeline.blank()


def row(text: str, *entities: tuple[int, int, str]) -> Row:
    words = tuple(text.split())
    return Row(words, (True,) * len(words), entities=entities)


def tree(text: str, heads: str) -> Row:
    """Two columns: words and the places of their heads."""
    words = tuple(text.split())
    places = tuple(int(head) for head in heads.split())
    blank = ("",) * len(words)
    return Row(words, (True,) * len(words), ("X",) * len(words), ("X",) * len(words), blank, words, places, ("x",) * 8)


@pytest.mark.parametrize(
    ("style", "text", "expected"),
    [
        (augment.lower, "Rebels took Homs .", "rebels took homs ."),
        (augment.upper, "Rebels took Straße .", "REBELS TOOK Straße ."),
        (augment.headline, "rebels take the town of Homs .", "Rebels Take the Town of Homs"),
        (augment.without_final_stop, "Rebels took Homs .", "Rebels took Homs"),
        (augment.without_final_stop, "Who knows ?", "Who knows ?"),
    ],
)
def test_styles(style, text: str, expected: str):
    assert " ".join(style(row(text), Random(0)).words) == expected


def test_a_name_at_the_dropped_stop_goes_with_it():
    assert augment.without_final_stop(row("He left the U.S .", (3, 5, "LOC")), Random(0)).entities == ()


@pytest.mark.parametrize("seed", range(8))
def test_swapped_names_stay_where_they_were(seed: int):
    pool = swap.Pools(("Deir ez-Zor",), ("White Helmets",), ("Syrian",), ((("Samir",), ("Haddad",)),))
    before = row("Ahmad Aziz left Homs on Monday", (0, 2, "PERSON"), (3, 4, "LOC"), (5, 6, "DATE"))
    after = swap.swap(before, pool, Random(seed))
    assert len(after.words) == len(after.spaces)
    found = {label: after.words[start:end] for start, end, label in after.entities or ()}
    assert found["DATE"] == ("Monday",)
    assert found["PERSON"][-1] in {"Aziz", "Haddad"}
    assert "left" in after.words


def test_words_that_may_be_weapons_are_unknown_in_a_corpus_without_them():
    silver = row("Rebels fired rockets from a tank at Homs", (7, 8, "LOC"))
    assert entities.may_be_weapon(silver) == (2, 5)


def test_of_a_row_without_marked_names_only_the_common_words_are_known():
    words = "Yesterday Sunny Vale sold me 12 pancakes".split()
    tagged = corpus.Row(
        tuple(words),
        (True,) * 7,
        pos=("NOUN", "ADJ", "PROPN", "VERB", "PRON", "NUM", "NOUN"),
        lemmas=("yesterday", "sunny", "Vale", "sell", "I", "12", "pancake"),
    )
    assert entities.may_be_name(tagged) == (0, 1, 2, 5)


def test_only_names_of_re3d_are_kept():
    marked = row(
        "the regime said they hit the Free Army in an airstrike with artillery",
        (0, 2, "ORG"), (3, 4, "ORG"), (5, 8, "ORG"), (9, 11, "WEAPON"), (12, 13, "WEAPON"),
    )  # fmt: skip
    assert entities.names_only(marked).entities == ((6, 8, "ORG"), (12, 13, "WEAPON"))


def test_rows_are_cut_after_stops_outside_names():
    parts = list(entities.cut_at_stops(row("a b . c d . e", (1, 4, "ORG"), (6, 7, "LOC")), longest=1))
    assert [" ".join(part.words) for part in parts] == ["a b . c d .", "e"]
    assert [part.entities for part in parts] == [((1, 4, "ORG"),), ((0, 1, "LOC"),)]


def test_paragraphs_are_cut_at_sentence_borders():
    parts = corpus.pieces(tree("a b c d e f g h", "1 1 1 4 4 4 6 6"), longest=4)
    assert [part.words for part in parts] == [("a", "b", "c"), ("d", "e", "f"), ("g", "h")]
    assert parts[1].heads == (1, 1, 1)


def test_interleaved_sentences_are_left_whole():
    whole = tree("a b c d e f g h", "0 1 0 1 0 0 0 0")
    assert corpus.pieces(whole, longest=2) == [whole]


def test_the_casing_of_words_is_counted_within_sentences():
    rows = [row("The army left Mosul . NATO and NATO allies and Mosul army")] * 2
    assert dict(casing.forms(rows)) == {"army": "l", "left": "l", "mosul": "t", "and": "l", "nato": "u", "allies": "l"}


def test_a_word_may_be_written_otherwise_behind_a_name():
    rows = [row("The force left . An Air Force jet and a use of force")] * 2
    assert dict(casing.forms(rows))["force"] == "lt"


def test_lemmas_are_learned_where_the_trees_agree():
    def one(word: str, lemma: str) -> Row:
        return Row((word,), (True,), ("NN",), ("NOUN",), ("",), (lemma,), (0,), ("ROOT",))

    rows = [one("Forces", "force"), one("forces", "force"), one("arms", "arm"), one("arms", "arms"), one("men", "man")]
    assert dict(lemmas.learned(rows)) == {("forces", "NOUN"): "force"}


def test_scores_are_of_exact_spans():
    figure = measure.score({(0, 0, 4, "LOC"), (0, 9, 12, "ORG")}, {(0, 0, 4, "LOC"), (0, 9, 12, "LOC")})
    assert (figure.precision, figure.recall, figure.f) == (50, 50, 50)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("THEY DON'T KNOW", ["THEY", "DO", "N'T", "KNOW"]),
        ("anti-government protests!!", ["anti-government", "protests", "!!"]),
        ("Sunni-led and/or", ["Sunni", "-", "led", "and", "/", "or"]),
        ("Lt. Col. Haddad", ["Lt.", "Col.", "Haddad"]),
    ],
)
def test_words_are_cut_as_in_the_corpora(blank, text: str, words: list[str]):
    assert [token.text for token in blank(text)] == words


def test_a_stopped_training_goes_on_after_its_last_epoch(tmp_path):
    file = tmp_path / "own.jsonl"
    file.write_text(json.dumps({"text": "Rebels left Homs.", "names": [[12, 16, "LOC"]]}) + "\n", encoding="utf-8")

    def train(epochs: int) -> int:
        nlp = pipeline.blank()
        pipeline.add_names(nlp)
        rows = list(entities.paragraphs(file, nlp))
        seen: list[int] = []

        def examples(_: Random):
            seen.append(1)
            return [corpus.example(each, nlp) for each in rows]

        nlp.initialize(lambda: [corpus.example(each, nlp) for each in rows])
        plan = loop.Plan(epochs, "ents_f")
        best = loop.train(nlp, examples, [corpus.example(each, nlp) for each in rows], plan, tmp_path / "run")
        assert (best / "config.cfg").exists()
        return len(seen)

    assert train(2) == 2
    assert train(3) == 1

"""The table of word vectors: made from GloVe's file, kept as bytes, found by a word's norm."""

import gzip
import json

import numpy as np
import pytest

from firsthand.extract.language.vectors import Vectors
from firsthand.train.language import pipeline, vectors

WORDS = {"river": (3.0, 4.0), "stream": (6.0, 8.1), "mortar": (-4.0, 3.0)}


@pytest.fixture(params=["glove.txt", "glove.txt.gz", "glove.json"])
def source(request, tmp_path):
    path = tmp_path / request.param
    lines = "\n".join(" ".join([word, *map(str, numbers)]) for word, numbers in WORDS.items())
    if path.suffix == ".json":
        path.write_text(json.dumps({"words": list(WORDS), "vectors": WORDS, "dimensions": 2}))
    else:
        path.write_bytes(gzip.compress(lines.encode()) if path.suffix == ".gz" else lines.encode())
    return path


@pytest.fixture(scope="module")
def blank():
    return pipeline.blank()


def test_each_word_has_its_vector_at_one_length_and_an_unknown_word_none(blank, source):
    vectors.attach(nlp := blank, source)
    table = nlp.vocab.vectors
    river, stream, mortar, unknown = table.get_batch([nlp.vocab.strings.add(w) for w in (*WORDS, "zyx")])
    assert np.allclose(river, stream, atol=0.1)
    assert np.allclose(river @ mortar, 0, atol=1)
    assert np.linalg.norm(river) == pytest.approx(vectors.LENGTH, rel=0.01)
    assert not unknown.any()


def test_a_table_comes_back_from_disk_as_it_was(tmp_path):
    table = Vectors(np.array([3, 9], np.uint64), np.array([[1, -2], [127, 0]], np.int8), 0.5)
    table.to_disk(tmp_path)
    again = Vectors().from_disk(tmp_path)
    assert again == table
    assert again[9].tolist() == [63.5, 0.0]
    assert 3 in again
    assert 4 not in again


def test_without_a_file_training_takes_the_vectors_that_ship(blank):
    vectors.attach(nlp := blank, None)
    table = nlp.vocab.vectors
    assert table.shape == (100_000, 100)
    monday, friday, mortar = table.get_batch(
        [nlp.vocab.strings.as_int(word) for word in ("monday", "friday", "mortar")]
    )
    assert monday @ friday > 2 * abs(monday @ mortar)

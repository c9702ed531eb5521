"""The pipeline's shape: which components, how wide, how they share their word vectors."""

from typing import TYPE_CHECKING, Any

from firsthand.train.language import tokens

if TYPE_CHECKING:
    from spacy.language import Language

SYNTAX = ("tok2vec", "tagger", "morphologizer", "parser")
WIDTH = 144  # with the word vectors as good as 160 without, and as fast


def blank() -> "Language":
    """English with a tokenizer that cuts words as the corpora do, and an empty table of word vectors."""
    import spacy

    from firsthand.extract.language import vectors

    fast_multiplication()
    nlp = spacy.blank("en", config={"nlp": {"vectors": {"@vectors": vectors.NAME}}})
    tokens.adapt(nlp)
    return nlp


def fast_multiplication() -> None:
    """numpy's own BLAS multiplies four times faster than spaCy's default on current processors."""
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))


def add_syntax(nlp: "Language") -> None:
    """Tags, morphology and trees over one shared tok2vec."""
    nlp.add_pipe("tok2vec", config={"model": tok2vec([6000, 1500, 3000, 2000], WIDTH)})
    nlp.add_pipe("tagger", config={"model": _tagger()})
    nlp.add_pipe("morphologizer", config={"model": _tagger()})
    # Paragraphs are cut at sentence borders beforehand (corpus.pieces): cutting by oracle takes a third of the time.
    settings = {"min_action_freq": 20, "update_with_oracle_cut_size": 5000}
    nlp.add_pipe("parser", config={"model": _transitions("parser", 96), **settings})


def add_borders(nlp: "Language") -> None:
    """The sentence splitter, small and by itself: the parser's own splits are four points worse."""
    shape = tok2vec([3000, 500, 1000, 500, 50], 64, vectors=False)
    shape["embed"]["attrs"] = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY"]
    shape["encode"] |= {"depth": 3, "maxout_pieces": 2}
    model = {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": shape}
    nlp.add_pipe("senter", config={"model": model})


def add_names(nlp: "Language") -> None:
    """The recogniser of names, with a tok2vec of its own: sharing the parser's costs accuracy."""
    model = _transitions("ner", 64)
    model["tok2vec"] = tok2vec([6000, 1500, 3000, 2000], 96)
    nlp.add_pipe("ner", config={"model": model})


def tok2vec(rows: list[int], width: int, *, vectors: bool = True) -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": rows,
            "include_static_vectors": vectors,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": width,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _listener() -> dict[str, Any]:
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "*"}


def _tagger() -> dict[str, Any]:
    return {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": _listener()}


def _transitions(kind: str, hidden: int) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": hidden,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": _listener(),
    }

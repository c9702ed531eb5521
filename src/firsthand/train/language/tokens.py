"""The tokenizer: spaCy's English one, brought nearer to the words of the Universal Dependencies corpora."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

PREFIXES = "non anti pro re co pre mid mini neo ex self un e sub ultra inter semi counter".split()
RUNS = [r"[!?]{2,}", r"-{3,}", r"={2,}", r"_{2,}", r"\*{2,}", r"<<", r">>"]
WHOLE = "al. No. Nos. Ft. Lt. Sgt. Cpl. Pfc. Gen. Col. Maj. Capt. Cmdr. Brig. Sen. Rep. Gov. Rev. St. vs.".split()
PHONE = re.compile(r"(?:\d{3}-)?\d{3}-\d{4}$")


def adapt(nlp: "Language") -> None:
    """Keeps "anti-government", "!!" and telephone numbers whole; splits "and/or" and contractions in capitals."""
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    tokenizer, defaults = nlp.tokenizer, nlp.Defaults
    given, tokenizer.rules = dict(tokenizer.rules), {}  # every change of a pattern goes through all rules again
    tokenizer.prefix_search = compile_prefix_regex([*RUNS, *(defaults.prefixes or ())]).search
    tokenizer.suffix_search = compile_suffix_regex([*RUNS, *(defaults.suffixes or ())]).search
    tokenizer.infix_finditer = compile_infix_regex([_hyphens(str(rule)) for rule in defaults.infixes or ()]).finditer
    tokenizer.token_match = PHONE.match
    rules = {text: pieces for text, pieces in given.items() if text.lower() != "and/or"}
    tokenizer.rules = rules
    for text in WHOLE:
        tokenizer.add_special_case(text, [{"ORTH": text}])
    for text, pieces in rules.items():
        _shouted(tokenizer, text, [str(_orth(piece)).upper() for piece in pieces])


def _hyphens(rule: str) -> str:
    """A rule that splits at hyphens between letters, but for prefixes that the corpora leave on their word."""
    if not rule.startswith("(?<=[") or "--" not in rule or "[:<>=/]" in rule:
        return rule
    kept = "".join(rf"(?<!\b[{word[0]}{word[0].upper()}]{word[1:]})" for word in PREFIXES)
    return kept + rule


def _shouted(tokenizer, text: str, pieces: list[str]) -> None:
    if ("'" in text or "’" in text) and "".join(pieces) == text.upper() and text.upper() not in tokenizer.rules:
        tokenizer.add_special_case(text.upper(), [{"ORTH": piece} for piece in pieces])


def _orth(piece: dict) -> str:
    from spacy.attrs import ORTH

    return piece.get(ORTH) or piece["ORTH"]

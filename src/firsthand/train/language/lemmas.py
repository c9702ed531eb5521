"""The lemmatizer: rules and exceptions of spacy-lookups-data, with what the gold trees teach; all inside the model."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from firsthand.train.language.corpus import Row

if TYPE_CHECKING:
    from spacy.language import Language

OPEN_CLASSES = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
AUXILIARIES = {  # the tables have none
    "be": "am is are was were been being 's 're 'm ’s ’re ’m ai",
    "have": "has had having 've ’ve 'd ’d",
    "do": "does did done doing",
    "will": "'ll ’ll wo",
    "can": "ca",
    "shall": "sha",
    "get": "gets got getting gotten",
}


def add(nlp: "Language", rows: Iterable[Row]) -> None:
    """Adds the rule lemmatizer after the parser; `rows` with lemmas give it more exceptions."""
    from spacy.lookups import load_lookups

    lookups = load_lookups("en", ["lemma_rules", "lemma_exc", "lemma_index"])
    index, exceptions, rules = (lookups.get_table(f"lemma_{name}") for name in ("index", "exc", "rules"))
    for pos in index:  # lists there, which are searched from the start for every new word
        index[pos] = dict.fromkeys(index[pos], True)
    # The last rule wins: "raged" is "rage", not "rag".
    rules["verb"] = sorted(rules["verb"], key=lambda rule: rule[1] == "e")
    exceptions["aux"] = {form: [lemma] for lemma, forms in AUXILIARIES.items() for form in forms.split()}
    for (form, pos), lemma in learned(rows):
        exceptions[pos.lower()][form] = [lemma]
    nlp.add_pipe("lemmatizer", config={"mode": "rule"}, after="parser")
    nlp.get_pipe("lemmatizer").initialize(nlp=nlp, lookups=lookups)  # type: ignore[attr-defined]


def learned(rows: Iterable[Row]) -> Iterable[tuple[tuple[str, str], str]]:
    """The lemma that a form of an open class nearly always has in the rows, where it was seen twice."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for row in rows:
        for word, pos, lemma in zip(row.words, row.pos, row.lemmas, strict=True):
            if pos in OPEN_CLASSES and word.isalpha():
                counts.setdefault((word.lower(), pos), Counter())[lemma.lower()] += 1
    for key, seen in counts.items():
        lemma, times = seen.most_common(1)[0]
        if times > 1 and times >= 0.9 * seen.total():
            yield key, lemma

"""Which language a text is in.

The identifier gives calibrated probabilities for 140 languages. It is sure of prose and unsure of a line of names, so
a language is only named at `MIN_SHARE`; English needs no more than to be likelier than any other, because an English
report that is set aside is lost, and one wrongly read gives a few empty readings.
"""

from functools import cache
from typing import Any

MIN_SHARE = 0.5  # 2,590 English news texts of 40 characters and more: none was named anything else at 0.5
LIKE_ENGLISH = frozenset({"pcm"})  # Nigerian Pidgin, for which single lines of English are taken at 0.6
SURE = 0.95  # a line of Pidgin is taken for it at 0.99
SAMPLE = 20_000  # characters; more does not change the answer


def language(text: str) -> str | None:
    """The ISO 639 code of the text's language; `None` where it is too short or too mixed to say."""
    code, share = _identifier().classify(text[:SAMPLE])
    if code in LIKE_ENGLISH and share < SURE:
        return "en"
    return code if code == "en" or share >= MIN_SHARE else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

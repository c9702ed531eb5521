"""Names of places as keys: a strict key for spelling marks, a loose one for transliteration.

News writes one village as Baghouz, Baghuz and Al-Baghuz. `key` takes away what is no letter (case, diacritics, ayn
and hamza marks, hyphens, full stops); `loose` also takes away what transliterations of Arabic, Persian, Cyrillic and
their neighbours disagree on (articles, dh/z, gh, ou/u, q/k, doubled letters, endings). Loose keys are only kept and
asked for countries whose names are transliterated, see `TRANSLITERATED`.
"""

import re
import unicodedata
from functools import lru_cache

TRANSLITERATED = frozenset(
    "AE AF AM AZ BD BH BY CF CM CN DJ DZ EG EH ER ET GE IL IN IQ IR JO KG KP KR KW KZ LB LK LY MA MD ML MM MR NE NG NP "
    "OM PK PS QA RU SA SD SN SO SS SY TD TJ TM TN TR UA UZ XK YE".split()
)

_SPECIAL = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a",
        "ħ": "h", "ŋ": "n", "’": "", "‘": "", "'": "", "`": "", "´": "", "ʼ": "", "ʻ": "", "ʿ": "", "ʾ": "", "ʹ": "",
        "′": "", "ˈ": "", "\"": "", "“": "", "”": "", ".": "",
        "-": " ", "‐": " ", "‑": " ", "–": " ", "/": " ", ",": " ", "_": " ", "&": " and ",
    }
)  # fmt: skip
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_SPACES = re.compile(r"\s+")
_ARTICLES = frozenset("al el ul il ad ed ar er as es ash esh at et ath eth az ez adh edh an en l".split())
_LOOSE = (
    ("kh", "x"), ("gh", "g"), ("dh", "z"), ("th", "t"), ("dj", "j"), ("tch", "c"), ("sh", "c"), ("sch", "c"),
    ("ch", "c"), ("ph", "f"), ("q", "k"), ("aw", "u"), ("au", "u"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
    ("ei", "i"), ("ai", "i"), ("ey", "i"), ("ay", "i"), ("y", "i"), ("e", "i"), ("o", "u"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """The strict key: lower-case words without marks. "Ḩalab" is "halab", "St. Louis" is "saint louis"."""
    plain = name.translate(_SPECIAL) if name.isascii() else _without_marks(name)
    words = _SPACES.sub(" ", plain.lower().translate(_SPECIAL)).strip().split(" ")
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(_SHORT.get(w, w) for w in words) if len(words) > 1 else words[0]


def _without_marks(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.lower().translate(_SPECIAL))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=50_000)
def loose(name: str) -> str | None:
    """The loose key, or None for a name too short to be told from others by it."""
    words = [w for w in key(name).split(" ") if w]
    kept = [w for w in words if w not in _ARTICLES] or words
    out = "".join(_letters(w) for w in kept)
    return out if len(out) >= 4 else None


def _letters(word: str) -> str:
    for a, b in _LOOSE:
        word = word.replace(a, b)
    word = _TWICE.sub(r"\1", word)
    # -iyah, -iyeh, -iya, -ia, -ah, -eh and -a are one ending; so is a lost final h or t (ta marbuta).
    return re.sub(r"(?:i?a|ia?|i)[ht]?$", "a", word) if len(word) > 3 else word

"""Datelines: where a report was written, by whom, and when, as its first words say."""

import re
from dataclasses import dataclass, replace
from functools import cache

from firsthand.model import Span
from firsthand.reference import agencies

LONGEST = 110  # characters: "DEIR EL-ZOUR, Eastern Syria, September 12, 2019 (Agence France-Presse) —"
_WORD = r"[A-ZÀ-ÞĀ-Ž][\w'’`.-]*"
_CITY = rf"{_WORD}(?:(?:\s|/|\s?-\s?)(?:(?:of|the|al|el|de|la|in|and|near|du|des|sur)\s)?{_WORD}){{0,4}}"
_MONTH = (
    r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = (
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:,\s*\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:,?\s+\d{{2,4}})?"
    r"|\[?\d{1,2}/\w{1,9}/\d{2,4}\]?)"
)
_TAIL = rf"(?:,\s+(?:{_DATE}|{_CITY})|\s\((?!AP\)|UPI\)){_CITY}\)(?=,))"
_DASH = r"(?:[—–―]+|-{1,3})"
_CLOCK = (  # of an entry of a live report
    r"\[?\d{1,2}[:.h]\d{2}\]?(?:\s?(?:GMT|UTC|BST|CET|CEST|EET|EST|EDT|IST|MSK|am|pm|a\.m\.|p\.m\.))?\s?[-–—:|]?"
)
_SENDER = r"\((?P<sender>[^()\n]{2,60})\)"

_NO_PLACE = re.compile(
    r"(?:UPDATE|WATCH|BREAKING|EXCLUSIVE|ANALYSIS|OPINION|EXPLAINER|LIVE|VIDEO|PHOTOS?|CORRECTION|NOTE|FACTBOX|TIMELINE"
    r"|INTERVIEW|FEATURE|WARNING|READ|MORE|RELATED|ALSO|THE|A|AN|IN|ON|AT|BUT|AND|IT|HE|SHE|WE|THEY|THIS|THAT|WHAT|WHO"
    r"|WHY|HOW|SUMMARY|SOURCE|CAUTION|URGENT|ALERT|NEWS|TEXT|Q|FILE|TOPSHOT|HANDOUT|BY|NO|YES|IF|AS|FOR|TO)\b",
    re.IGNORECASE,
)


@cache
def _forms() -> tuple[tuple[bool, re.Pattern[str]], ...]:
    """The forms, of which the first that matches decides; `True` for those that may stand at any paragraph's head."""
    return (
        (True, re.compile(rf"{_CITY}(?P<tail>{_TAIL}*),?\s*{_SENDER}\s*{_DASH}(?=\s|\w|[“\"\[])")),
        (True, re.compile(rf"{_CITY}(?P<tail>{_TAIL}*)[.,]?\s+/(?P<sender>[\w -]{{2,30}})/\.?")),
        (True, re.compile(rf"{_CITY}\.\s+{_DATE}\s*{_SENDER}\s*{_DASH}")),
        (True, re.compile(rf"(?P<clock>{_CLOCK})(?=\s+[A-Z“\"])")),
        (False, re.compile(rf"(?:{_DATE}\s*)?{_SENDER}\s*{_DASH}(?=\s)")),
        (False, re.compile(rf"(?P<city>{_CITY})(?P<tail>{_TAIL}{{0,3}})\s*(?P<dash>{_DASH})(?=\s)")),
        (False, re.compile(rf"{_CITY}(?P<tail>{_TAIL}*),\s*(?P<sender>[A-Z]{{2,12}})\s*[-–—_](?=\s)")),
        (False, re.compile(rf"{_CITY}(?P<tail>{_TAIL}*)\s*{_SENDER}(?=\s*[A-Z“\"])")),
        (False, re.compile(rf"(?P<city>[A-Z][A-Z'’. -]{{2,30}}(?:,\s*{_WORD}){{0,2}}):(?=\s)")),
    )


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline with its dash. `agency` is the agency's canonical name, or the sender as written."""

    span: Span
    agency: str | None


def dateline(text: str, paragraph: Span, *, first: bool) -> Dateline | None:
    """The dateline at the beginning of a paragraph; `first` says that it opens the report."""
    opening = text[paragraph.start : min(paragraph.end, paragraph.start + LONGEST)]
    if _NO_PLACE.match(opening):
        return None
    for strong, form in _forms():
        m = form.match(opening) if strong or first else None
        if m and _is_one(m, opening):
            return Dateline(Span(paragraph.start, paragraph.start + len(m[0].rstrip())), _agency(m))
    return None


def alone(line: str) -> Dateline | None:
    """The dateline that a whole line is: with its dash at the end, or with a sender or a day in it."""
    for end in ("", " —"):
        said = f"{line}{end} It"
        found = dateline(said, Span(0, len(said)), first=True)
        if found and found.span.end >= len(line) and (not end or re.search(rf"{_SENDER}$|{_DATE}", line)):
            return replace(found, span=Span(0, len(line)))
    return None


def _is_one(m: re.Match[str], opening: str) -> bool:
    """True if the words before the dash are a place and not the beginning of a sentence."""
    found = m.groupdict()
    dated = bool(re.search(_DATE, m[0]))
    if found.get("clock"):
        return True
    if found.get("sender"):
        return dated or _is_sender(found["sender"], opening)
    city, tail = found.get("city") or "", found.get("tail") or ""
    if opening.isupper():  # an old telex: capitals say nothing
        return dated
    capitals = _in_capitals(city)
    if found.get("dash") is None or capitals:
        return capitals
    return found["dash"] != "-" and len(city.split()) <= 3 and bool(tail)


def _in_capitals(words: str) -> bool:
    """True where more letters are capitals than not, as in "ST. PETERSBURG" and "AL-Bab"."""
    return sum(c.isupper() for c in words) > sum(c.islower() for c in words) and len(words) > 3


def _is_sender(name: str, opening: str) -> bool:
    """True for the name of whoever sent a report: an agency's, or one with capitals behind a place in capitals."""
    if agencies.find(name):
        return True
    short = name[0].isupper() and len(name.split()) <= 6 and not re.fullmatch(r"[RDI]-.*|[\d\s/.,-]+", name)
    return short and (_in_capitals(opening.split("(")[0].split(",")[0].strip()) or name.isupper())


def _agency(m: re.Match[str]) -> str | None:
    sender = m.groupdict().get("sender")
    if not sender or re.fullmatch(rf"\s*{_DATE}\s*", sender):
        return None
    known = agencies.find(sender)
    return known.name if known else " ".join(sender.split())

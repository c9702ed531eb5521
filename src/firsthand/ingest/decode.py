"""Bytes to text: UTF-8, else UTF-16 that says so, else Windows-1252 where the result looks like prose.

Nothing is replaced or dropped but a byte order mark: what cannot be decoded exactly is refused.
"""

import codecs
import re

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Windows-1252's "Ã(", "Â " and "â€": no prose, but what is left of characters in UTF-8
LEFT_OVER = re.compile(r"[ÂÃ](?![^\W\d_])|â€")
MAX_CONTROL = 0.005  # share of control characters; prose has none, form feeds and escapes occur in old wire dumps
MIN_LETTERS = 0.8  # share of letters and blanks in a text that is taken for Windows-1252; English prose has 0.93-0.97
ICONV = "convert it to UTF-8, for instance with `iconv -f ENCODING -t UTF-8 FILE`"
NOT_TEXT = "give the report as text, HTML, JSON Lines, RSS or WARC; a PDF can be converted with `pdftotext`"


class UndecodableError(ValueError):
    """Bytes are no text; `hint` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def decode(body: bytes) -> str:
    """The text of `body`, without a byte order mark. Raises UndecodableError."""
    if body.startswith(b"%PDF-"):  # most hold bytes that are no text, but not all
        raise UndecodableError("the file is a PDF, not text", "convert it first, for instance with `pdftotext`")
    text = _utf16(body) if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else _bytewise(body)
    if not text.strip():
        raise UndecodableError("the file is empty", "remove it, or fetch the report again")
    if len(CONTROL.findall(text)) > MAX_CONTROL * len(text):
        raise UndecodableError("the file is binary, not text", NOT_TEXT)
    return text


def _utf16(body: bytes) -> str:
    try:
        return body.decode("utf-16")
    except UnicodeDecodeError as e:
        raise UndecodableError(f"broken UTF-16 at byte {e.start}", "fetch the report again, or " + ICONV) from None


def _bytewise(body: bytes) -> str:
    if b"\0" in body:
        raise UndecodableError("the file is binary, not text (or UTF-16 without a byte order mark)", NOT_TEXT)
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        broken = UndecodableError(f"broken UTF-8 at byte {e.start}", "fetch the report again, or " + ICONV)
    if _mostly_utf8(body):
        raise broken
    text = _cp1252(body)
    if LEFT_OVER.search(text):
        raise broken
    return text


def _mostly_utf8(body: bytes) -> bool:
    """True if the bytes beyond ASCII are mostly whole UTF-8 characters: the file is damaged, not in another coding."""
    text = body.decode("utf-8", errors="replace")
    beyond = sum(1 for c in text if c > "\x7f")
    return beyond > 2 * text.count("\ufffd")


def _cp1252(body: bytes) -> str:
    try:
        text = body.decode("cp1252")
    except UnicodeDecodeError:
        raise UndecodableError("the file is neither UTF-8 nor Windows-1252", ICONV) from None
    prose = sum(1 for c in text if c.isalpha() or c.isspace())
    if prose < MIN_LETTERS * len(text):
        raise UndecodableError("the file is neither UTF-8 nor prose in Windows-1252", ICONV)
    if sum(1 for c in text if c.isalpha() and c > "\x7f") > 0.3 * len(text):
        raise UndecodableError("the file is in a coding that it does not name, for instance Windows-1251", ICONV)
    return text

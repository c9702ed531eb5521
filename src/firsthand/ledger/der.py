"""Just enough DER to read what a request for a time stamp asks, and to put the certificates of its response in order.

A SET of DER stands in the order of its bytes. OpenSSL, with which many authorities answer, writes the certificates of
a response as they come, and strict readers refuse that. They stand outside what is signed, so sorting them changes
nothing but their order.
"""

from collections.abc import Iterator
from typing import NamedTuple

INTEGER, OCTETS, SEQUENCE, CONTEXT_0 = 0x02, 0x04, 0x30, 0xA0
TOKEN, CONTENT, SIGNED = (1,), (1,), (0,)  # the way from a response to its SignedData


class Element(NamedTuple):
    """One element: its tag, where it starts, where its content starts, and where it ends."""

    tag: int
    start: int
    content: int
    end: int


def elements(der: bytes, start: int, end: int) -> Iterator[Element]:
    """The elements between two places. Raises ValueError where it is no DER."""
    while start < end:
        if start + 2 > end:
            raise ValueError("cut off")
        size, content = der[start + 1], start + 2
        if size >= 0x80:
            more = size & 0x7F
            size = int.from_bytes(der[content : content + more], "big")
            content += more
        if content + size > end:
            raise ValueError("cut off")
        yield Element(der[start], start, content, content + size)
        start = content + size


def imprint_and_nonce(request: bytes) -> tuple[bytes, int | None]:
    """The digest that a TimeStampReq asks to be stamped, and its nonce if it has one. Raises ValueError."""
    outer = next(elements(request, 0, len(request)), None)
    if outer is None or outer.tag != SEQUENCE:
        raise ValueError("no sequence")
    version, imprint, *others = elements(request, outer.content, outer.end)
    algorithm, digest = elements(request, imprint.content, imprint.end)
    if (version.tag, imprint.tag, algorithm.tag, digest.tag) != (INTEGER, SEQUENCE, SEQUENCE, OCTETS):
        raise ValueError("no request")
    nonce = next((e for e in others if e.tag == INTEGER), None)
    number = int.from_bytes(request[nonce.content : nonce.end], signed=True) if nonce is not None else None
    return request[digest.content : digest.end], number


def with_sorted_certificates(response: bytes) -> bytes:
    """A TimeStampResp whose certificates stand in order; unchanged where there are none. Raises ValueError."""
    here = next(elements(response, 0, len(response)), None)
    for step in (*TOKEN, *CONTENT, *SIGNED):
        inner = list(elements(response, here.content, here.end)) if here is not None else []
        here = inner[step] if len(inner) > step else None
    if here is None:
        return response
    held = next((e for e in elements(response, here.content, here.end) if e.tag == CONTEXT_0), None)
    if held is None:
        return response
    found = sorted(response[e.start : e.end] for e in elements(response, held.content, held.end))
    return response[: held.content] + b"".join(found) + response[held.end :]

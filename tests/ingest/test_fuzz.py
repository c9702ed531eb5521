"""Whatever bytes come in, there are reports, failures or a DocumentError: nothing else."""

import io
import sys
from contextlib import suppress
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand import ingest
from firsthand.ingest import pagedate
from firsthand.ingest.dates import BadDateError, parse
from firsthand.ingest.sources import READERS
from firsthand.model import Report, text_id

PIECES = [
    b"<rss>",
    b"<item>",
    b"</item>",
    b"<title>",
    b"</title>",
    b"<![CDATA[",
    b"]]>",
    b"&",
    b"&nbsp;",
    b"\0",
    b"\xff",
]
PIECES += [b"<p>", b"</p>", b"<html>", b"{", b'"text":', b'"a"', b"}", b"\n", b"WARC/1.0\r\n", b"\x1f\x8b", b"\xe2\x80"]
PIECES += [
    b"Content-Length: 9",
    b"\r\n\r\n",
    b"<feed>",
    b"<entry>",
    b"</entry>",
    b"a few words. ",
    b"\xef\xbb\xbf",
    b"<!DOCTYPE [",
]
BYTES = st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=4)), max_size=40).map(b"".join)


@pytest.mark.parametrize("kind", sorted(READERS))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=BYTES)
def test_no_bytes_break_a_reader(kind: str, body: bytes) -> None:
    for result in READERS[kind](io.BytesIO(body), "fuzz", ingest.Options()):
        if isinstance(result, Report):
            try:
                document = ingest.document(result)
            except ingest.DocumentError as e:
                assert "fuzz" in str(e)
                continue
            assert document.id == text_id(document.text)
            assert all(b.span.of(document.text).strip() == b.span.of(document.text) for b in document.blocks)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=BYTES)
def test_no_bytes_break_standard_input(monkeypatch: pytest.MonkeyPatch, body: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(body)))
    assert all(isinstance(r, Report | ingest.Failure) for r in ingest.read("-"))


@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=40))
def test_no_text_breaks_the_dates(text: str) -> None:
    with suppress(BadDateError):
        assert parse(text, "metadata", ingest.Options().today).start
    pagedate.find(text.encode("utf-8", "replace"), text)

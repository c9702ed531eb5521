"""Plain text, web pages, folders and standard input; and everything that can be wrong with them."""

import io
import os
import sys
from types import SimpleNamespace

import pytest

from firsthand import ingest

REPORT = "Shells hit Gao\n\nGAO, Mali (AP) — Two people were killed on Monday, a nurse said.\n\n“No comment,” said X.\n"
PAGE = """<!doctype html><html><head><title>Shells hit Gao | Niger Bend Post</title>
<meta property="og:site_name" content="Niger Bend Post">
<meta property="article:published_time" content="2020-03-09T23:20:00-05:00">
<link rel="canonical" href="https://post.example/gao"></head><body>
<nav><a href="/">Home</a></nav><article><h1>Shells hit Gao</h1><p class="byline">By Jane Doe, Reuters</p>
<figure><img src="a.jpg"><figcaption>The bus station of Gao on Monday.</figcaption></figure>
<p>Two people were killed when shells hit the bus station on Monday, a nurse at the hospital said.</p>
<blockquote><p>“We carried them out on doors,” said Moussa, a driver.</p></blockquote>
<p>The army said that it had fired no shells in the town on that day or on the day before.</p>
<p>Read more: What we know</p></article><footer>© 2020 Niger Bend Post</footer></body></html>"""


def test_plain_text_stays_as_it_is(write, one) -> None:
    text = REPORT + "\r\nNo\xa0break, “curly” and\ttabs  "
    document = one(write("a.txt", text))
    assert document.text == text
    assert document.title == "Shells hit Gao"
    assert (document.agency, document.language, document.published) == ("Associated Press", "en", None)
    assert document.report is not None


def test_the_report_keeps_the_bytes(write, read) -> None:
    reports, _ = read(write("a.txt", b"\xef\xbb\xbfShells hit Gao, a nurse said."))
    assert reports[0].body.startswith(b"\xef\xbb\xbf")
    assert ingest.document(reports[0]).text == "Shells hit Gao, a nurse said."


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("The mayor of Ménaka – a café owner – said “three” died.".encode("cp1252"), "Ménaka – a café"),
        ("SÃO PAULO, Brazil – Âpre fighting.".encode("cp1252"), "SÃO PAULO"),
        ("Three people died in Ménaka.".encode("utf-16"), "Ménaka"),
        (b"\xfe\xff" + "Three people died in Ménaka.".encode("utf-16-be"), "Ménaka"),
        (b"\xef\xbb\xbfThree people died in M\xc3\xa9naka.", "Ménaka"),
        (b"\nThree people died.\n\n", "\nThree people died.\n\n"),
    ],
)
def test_encodings(write, one, body: bytes, text: str) -> None:
    assert text in one(write("a.txt", body)).text


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (bytes(range(256)) * 30, "binary"),
        (b"%PDF-1.4\n1 0 obj\n", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\x01\x02\x03\x04\x05\x06" * 50, "neither UTF-8 nor|binary"),
        ("“Three” people – a café owner among them – died in Ménaka".encode() + b"\xe2\x80", "broken UTF-8 at byte"),
        (b"Gunmen killed four p\xc3(eople in Gao on Monday, the mayor said.", "broken UTF-8 at byte 20"),
        (b"Gunmen killed four people in Gao, the mayor\xe2\x80 said.", "broken UTF-8 at byte"),
        (b"\xff\xfeT\x00h\x00\x00\xd8r\x00", "broken UTF-16 at byte"),
        (
            "Обстрел города продолжался всю ночь, сообщили жители".encode("cp1251"),
            "coding that it does not name|neither",
        ),
        (b"\x81\x8d\x8f abc", "neither UTF-8 nor Windows-1252"),
        (b"\x01\x02\x03\x04 few words \x05\x06" * 9, "binary"),
    ],
)
def test_what_is_no_text_is_refused_by_name(write, read, body: bytes, message: str) -> None:
    reports, _ = read(write("odd.txt", body))
    with pytest.raises(ingest.DocumentError, match=message) as caught:
        ingest.document(reports[0])
    assert "odd.txt" in str(caught.value)
    assert ";" in str(caught.value)  # and what to do


@pytest.mark.parametrize(("name", "body"), [("a.txt", b""), ("a.html", b" \n"), ("a.jsonl", b"\n\n"), ("a", b"")])
def test_an_empty_file(write, read, name: str, body: bytes) -> None:
    reports, failures = read(write(name, body))
    assert (reports, failures[0].message) == ([], "the file is empty")


def test_a_file_of_50_mb_is_no_report(write, read) -> None:
    reports, failures = read(write("big.txt", b"word " * 10_000_000))
    assert reports == []
    assert "larger than 10 MB" in failures[0].message
    assert "split" in failures[0].hint


def test_a_missing_file(tmp_path, read) -> None:
    reports, failures = read(tmp_path / "none.txt")
    assert (reports, failures[0].message) == ([], "no such file or folder")
    assert str(tmp_path / "none.txt") == failures[0].location


def test_a_web_page(write, one) -> None:
    document = one(write("a.html", PAGE))
    assert [(b.kind, b.span.of(document.text)[:30]) for b in document.blocks] == [
        ("headline", "Shells hit Gao"),
        ("byline", "By Jane Doe, Reuters"),
        ("caption", "The bus station of Gao on Mond"),
        ("paragraph", "Two people were killed when sh"),
        ("quote", "“We carried them out on doors,"),
        ("paragraph", "The army said that it had fire"),
        ("boilerplate", "Read more: What we know"),
    ]
    assert (document.title, document.outlet) == ("Shells hit Gao", "Niger Bend Post")
    assert (document.url, document.agency) == ("https://post.example/gao", "Reuters")
    assert document.published is not None
    assert (document.published.start, document.published.basis) == ("2020-03-09", "metadata")


def test_a_page_keeps_its_own_encoding(write, one) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">').replace("Moussa", "Modibo Keïta")
    assert "Keïta" in one(write("a.html", page.encode("cp1252"))).text


@pytest.mark.parametrize("deep", ["<div>" * 200_000 + "x" + "</div>" * 200_000, "<p><b>" * 200_000, "<span>" * 200_000])
def test_a_page_nested_200_000_deep(write, read, deep: str) -> None:
    reports, _ = read(write("deep.html", f"<html><body>{deep}</body></html>"))
    with pytest.raises(ingest.DocumentError, match=r"deep\.html: the page"):
        ingest.document(reports[0])


def test_a_page_without_text(write, read) -> None:
    reports, _ = read(write("none.html", "<html><body><img src='x'></body></html>"))
    with pytest.raises(ingest.DocumentError, match="no article text"):
        ingest.document(reports[0])


@pytest.mark.parametrize(
    ("head", "start"),
    [
        ('<script type="application/ld+json">{"datePublished": "2020-03-08T01:00:00Z"}</script>', "2020-03-08"),
        ("<meta name='date' content='2020-03-07'>", "2020-03-07"),
        ('<meta content="March 6, 2020" itemprop="datePublished">', "2020-03-06"),
        ('<time datetime="2020-03-05T10:00">5 March</time>', "2020-03-05"),
        ('<time datetime="2020-01-01" pubdate></time><time datetime="2020-02-02"></time>', "2020-01-01"),
        ('<time datetime="2020-01-01"></time><time datetime="2020-02-02"></time>', None),
        ("<p>On March 3, 2020 it rained.</p>", None),
    ],
)
def test_the_date_that_a_page_tells(write, read, head: str, start: str | None) -> None:
    body = PAGE.split("<body>")[1]
    reports, _ = read(write("a.html", f"<html><head>{head}</head><body>{body}"))
    assert (reports[0].published.start if reports[0].published else None) == start


@pytest.mark.parametrize("date", ["2020-02-30", "2099-01-01", "0001-01-01", "soon"])
def test_an_impossible_date_is_dropped_and_told(write, read, date: str) -> None:
    reports, failures = read(write("a.html", PAGE.replace("2020-03-09T23:20:00-05:00", date)))
    assert reports[0].published is None
    assert "publication date" in failures[0].message
    assert "--published" in failures[0].hint


@pytest.mark.parametrize("date", ["2020-02-30", "2099-01-01", "yesterday", ""])
def test_a_bad_date_of_the_user_is_an_error(date: str) -> None:
    with pytest.raises(ValueError, match="published"):
        ingest.Options(published=date)


@pytest.mark.parametrize(
    ("given", "start", "end", "precision"),
    [
        ("2020-03-09", "2020-03-09", "2020-03-09", "day"),
        ("2020-03-09T10:00:00Z", "2020-03-09", "2020-03-09", "day"),
        ("9 March 2020", "2020-03-09", "2020-03-09", "day"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("2020", "2020-01-01", "2020-12-31", "year"),
    ],
)
def test_the_users_date_goes_before_the_pages(write, one, given: str, start: str, end: str, precision: str) -> None:
    published = one(write("a.html", PAGE), published=given).published
    assert (published.start, published.end, published.precision) == (start, end, precision)
    assert published.basis == "given"


def test_the_users_outlet_goes_before_the_pages(write, one) -> None:
    assert one(write("a.html", PAGE), outlet="The Bend").outlet == "The Bend"


def test_a_text_in_another_language_is_kept_and_named(write, one) -> None:
    french = "Des hommes armés ont attaqué mardi un village près de la frontière, tuant neuf personnes, selon le maire."
    assert one(write("a.txt", french)).language == "fr"


@pytest.mark.parametrize(
    "line",
    [
        "Nigeria rejects demands from rebel group.",
        "Baghouz falls",
        "Explosion rocks Idlib market",
        "RSF shells El Fasher",
    ],
)
def test_a_few_words_are_never_taken_for_another_language(write, one, line: str) -> None:
    assert one(write("a.txt", line)).language in ("en", None)


def test_a_folder_is_read_in_order_without_hidden_files(write, read, tmp_path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.txt", ".hidden.txt", ".git/c.txt", "c.txt"):
        write(name, "Three people died in Gao.")
    reports, failures = read(tmp_path)
    assert [os.path.relpath(r.location, tmp_path) for r in reports] == ["b.txt", "c.txt", "a/y.txt", "a/z.txt"]
    assert failures == []


def test_one_bad_file_does_not_end_a_folder(write, read, tmp_path) -> None:
    write("a.txt", "")
    write("b.jsonl", "[]\n")
    write("c.txt", "Three people died in Gao.")
    reports, failures = read(tmp_path)
    assert [r.location[-5:] for r in reports] == ["c.txt"]
    assert len(failures) == 2


def test_a_folder_that_may_not_be_read(write, read, tmp_path, monkeypatch) -> None:
    write("a.txt", "Three people died in Gao.")
    write("locked/b.txt", "Never seen.")
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    reports, failures = read(tmp_path)
    assert len(reports) == 1
    assert failures[0].location.endswith("locked")
    assert "cannot be read: Permission denied" in failures[0].message


def test_a_link_that_leads_in_a_circle(write, read, tmp_path) -> None:
    write("a/b.txt", "Three people died in Gao.")
    (tmp_path / "a" / "again").symlink_to(tmp_path / "a")
    assert len(read(tmp_path)[0]) == 1


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (REPORT.encode(), "text"),
        (PAGE.encode(), "html"),
        (b'\xef\xbb\xbf{"text": "Three people died in Gao."}\n', "jsonl"),
        (
            b"<?xml version='1.0'?><rss version='2.0'><channel><item><title>Three died</title></item></channel></rss>",
            "feed",
        ),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Three died</title></entry></feed>", "feed"),
        (b"<3 people died, they say, in Gao", "text"),
        (b"{ not JSON but begins so", "jsonl"),
    ],
)
def test_standard_input_tells_its_kind(read, monkeypatch, body: bytes, kind: str) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(body)))
    reports, failures = read("-")
    if b"not JSON" in body:
        assert "standard input:1" in failures[0].location
    else:
        assert reports[0].kind == kind
        assert reports[0].location.startswith("standard input")


def test_an_unknown_suffix_is_sniffed(write, read) -> None:
    assert read(write("page.aspx", PAGE))[0][0].kind == "html"
    assert read(write("report", REPORT))[0][0].kind == "text"

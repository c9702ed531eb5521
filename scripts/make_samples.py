"""Builds samples/reports/horn-of-africa.warc.gz from the pages in samples/pages: the same bytes at every run.

Usage: python scripts/make_samples.py [--check]    (--check: exit status 1 if the archive is not what the pages give)
"""

import gzip
import hashlib
import sys
import uuid
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "samples"
ARCHIVE = SAMPLES / "reports" / "horn-of-africa.warc.gz"
CRAWLED = "2023-02-14T03:00:00Z"
PAGES = {
    "https://horn-wire.example/2023/baidoa-checkpoint": "horn-wire-baidoa.html",
    "https://jubba-mirror.example/news/baidoa": "jubba-mirror-baidoa.html",
    "https://meridian-news.example/africa/baidoa": "meridian-news-baidoa.html",
}


def record(kind: str, url: str | None, media: str, block: bytes) -> bytes:
    """One gzipped WARC record; its id is a digest of what it holds."""
    name = uuid.UUID(bytes=hashlib.sha256((url or kind).encode() + block).digest()[:16])
    head = ["WARC/1.1", f"WARC-Type: {kind}", f"WARC-Record-ID: <urn:uuid:{name}>", f"WARC-Date: {CRAWLED}"]
    head += [f"WARC-Target-URI: {url}"] if url else []
    head += [f"Content-Type: {media}", f"Content-Length: {len(block)}"]
    return gzip.compress("\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n", mtime=0)


def response(url: str, status: str, media: str, body: bytes) -> bytes:
    """The record of a server's answer."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    return record("response", url, "application/http; msgtype=response", http)


def archive() -> bytes:
    """The whole archive: the pages, and the kinds of record that a real crawl holds besides."""
    info = record("warcinfo", None, "application/warc-fields", b"software: make_samples\r\nisPartOf: invented\r\n")
    records = [info, response("https://horn-wire.example/logo.gif", "200 OK", "image/gif", b"GIF89a;")]
    for url, name in PAGES.items():
        body = (SAMPLES / "pages" / name).read_bytes()
        records.append(response(url, "200 OK", "text/html; charset=utf-8", body))
    records.append(response("https://horn-wire.example/gone", "404 Not Found", "text/html", b"<p>No such page.</p>"))
    return b"".join(records)


def main(arguments: list[str]) -> int:
    made = archive()
    if "--check" in arguments:
        # zlib versions may pack differently: what counts is what the archive inflates to.
        return int(gzip.decompress(ARCHIVE.read_bytes()) != gzip.decompress(made))
    ARCHIVE.write_bytes(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

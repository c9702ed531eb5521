"""Downloads: from public addresses only, checked on every hop and on the address connected to."""

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from firsthand import ingest
from firsthand.ingest import fetch
from firsthand.ingest.contract import Limits

PAGE = (
    b"<html><body><article><p>"
    + b"Two people died in Gao on Monday, a nurse said. " * 20
    + b"</p></article></body></html>"
)


class Site(BaseHTTPRequestHandler):
    """A small site; what it serves depends on the path."""

    def do_GET(self) -> None:
        status, headers, body = {
            "/page": (200, {"Content-Type": "text/html"}, PAGE),
            "/zip": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE)),
            "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"\0" * 5_000_000)),
            "/brotli": (200, {"Content-Encoding": "br"}, b"x"),
            "/moved": (301, {"Location": "/page"}, b""),
            "/inside": (302, {"Location": "http://inside.example/page"}, b""),
            "/file": (302, {"Location": "file:///etc/passwd"}, b""),
            "/loop": (302, {"Location": "/loop"}, b""),
        }.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://news.example:{server.server_port}"
    server.shutdown()
    server.server_close()


def resolver(host: str, port: int) -> list[str]:
    """Names of the tests: the site's own is the loopback address, another one is private."""
    return {"news.example": ["127.0.0.1"], "inside.example": ["10.0.0.7"]}[host]


def get(url: str, max_bytes: int = 100_000) -> fetch.Fetched:
    return fetch.fetch(url, max_bytes, Limits(timeout=5), resolver, lambda address: address == "127.0.0.1")


@pytest.mark.parametrize("path", ["/page", "/zip", "/moved"])
def test_a_page_is_fetched(site: str, path: str) -> None:
    found = get(site + path)
    assert found.body == PAGE
    assert found.media_type == "text/html"
    assert found.url == site + ("/page" if path == "/moved" else path)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/inside", "inside.example is not a public address"),
        ("/file", "only http and https"),
        ("/loop", "redirects"),
        ("/none", "404"),
        ("/bomb", "larger than"),
        ("/brotli", "coding br"),
    ],
)
def test_what_is_not_fetched(site: str, path: str, message: str) -> None:
    with pytest.raises(fetch.FetchError, match=message):
        get(site + path)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.5.5",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:db8::1",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not fetch.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111"])
def test_public_addresses(address: str) -> None:
    assert fetch.is_public(address)


def test_a_name_with_one_private_address_is_refused() -> None:
    with pytest.raises(fetch.FetchError, match="not a public address"):
        fetch.fetch("http://both.example/", 1000, Limits(), lambda h, p: ["8.8.8.8", "127.0.0.1"])


def test_the_address_connected_to_is_the_one_checked(site: str) -> None:
    """A name server that answers differently the second time is never asked a second time."""
    asked: list[str] = []

    def changing(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.7"]

    fetch.fetch(site + "/page", 100_000, Limits(), changing, lambda a: a == "127.0.0.1")
    assert asked == ["news.example"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:1/",
        "http://[::1]/",
        "http://169.254.169.254/latest",
        "http://2130706433/",
    ],
)
def test_read_refuses_addresses_inside(read, url: str) -> None:
    reports, failures = read(url)
    assert reports == []
    assert "not a public address" in failures[0].message


@pytest.mark.parametrize("url", ["http://", "http://a.example:port/", "https:///path", "http://[::1"])
def test_addresses_that_are_none(read, url: str) -> None:
    reports, failures = read(url)
    assert (reports, len(failures)) == ([], 1)


def test_a_page_read_by_address(site: str, read, monkeypatch) -> None:
    found = get(site + "/moved")
    monkeypatch.setattr(fetch, "fetch", lambda url, max_bytes, limits: found)
    reports, failures = read(site + "/moved")
    assert failures == []
    assert reports[0].url == site + "/page"
    assert "Two people died" in ingest.document(reports[0]).text

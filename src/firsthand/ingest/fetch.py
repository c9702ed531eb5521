"""Downloading a page, from public addresses only.

A name is resolved once and the connection made to that address, so that a second answer of the name server can't lead
inside; each redirect is checked anew. Proxies of the environment are not used.
"""

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from firsthand.ingest.contract import Limits

HEADERS = {
    "User-Agent": "firsthand (reads news reports)",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.5",
    "Accept-Encoding": "identity",
}
NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
SAVE = "open the page in a browser, save it as HTML and give the file"
REDIRECTS = (301, 302, 303, 307, 308)

Resolver = Callable[[str, int], list[str]]
Check = Callable[[str], bool]


class FetchError(OSError):
    """A page could not be had; `hint` says what to do."""

    def __init__(self, message: str, hint: str = SAVE) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: its address after redirects, its media type, its bytes."""

    url: str
    media_type: str
    body: bytes


def is_public(address: str) -> bool:
    """True for an address of the open internet: not loopback, private, link-local, multicast, reserved or disguised."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if any(ip in net for net in NAT64):
            return False
        for inner in (ip.ipv4_mapped, ip.sixtofour, ip.teredo[1] if ip.teredo else None):
            if inner is not None:
                return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, in the system's order."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def fetch(url: str, max_bytes: int, limits: Limits, resolver: Resolver = resolve, check: Check = is_public) -> Fetched:
    """The page at `url`. Raises FetchError; never connects to an address that `check` refuses."""
    deadline = time.monotonic() + limits.total
    for _ in range(limits.redirects + 1):
        try:
            found = _once(url, max_bytes, limits.timeout, deadline, resolver, check)
        except (http.client.HTTPException, TimeoutError, ssl.SSLError, ConnectionError, zlib.error) as e:
            raise FetchError(f"could not be fetched: {e or type(e).__name__}") from None
        if isinstance(found, Fetched):
            return found
        url = urljoin(url, found)
    raise FetchError(f"more than {limits.redirects} redirects")


def _once(url: str, max_bytes: int, timeout: float, deadline: float, resolver: Resolver, check: Check) -> Fetched | str:
    """The page, or the address that it redirects to."""
    connection, path = _connect(url, timeout, resolver, check)
    try:
        connection.request("GET", path, headers=HEADERS)
        response = connection.getresponse()
        if response.status in REDIRECTS and response.headers.get("Location"):
            return str(response.headers["Location"])
        if response.status != 200:
            raise FetchError(f"the server answered {response.status} {response.reason}")
        body = _body(response, max_bytes, deadline)
        return Fetched(url, response.headers.get_content_type(), body)
    finally:
        connection.close()


def _connect(url: str, timeout: float, resolver: Resolver, check: Check) -> tuple[http.client.HTTPConnection, str]:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as e:
        raise FetchError(f"no address: {e}") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"only http and https addresses are fetched, not {url!r}")
    address = _address(parts.hostname, port, resolver, check)
    kind = _SecureConnection if parts.scheme == "https" else _Connection
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return kind(parts.hostname, port, address, timeout), path


def _address(host: str, port: int, resolver: Resolver, check: Check) -> str:
    try:
        found = resolver(host, port)
    except (OSError, UnicodeError):
        raise FetchError(f"the host {host} is not known", "check the address and the connection") from None
    if not found or not all(check(a) for a in found):
        raise FetchError(f"{host} is not a public address; only pages of the open internet are fetched")
    return found[0]


def _body(response: http.client.HTTPResponse, max_bytes: int, deadline: float) -> bytes:
    coding = (response.headers.get("Content-Encoding") or "identity").lower()
    if coding not in ("identity", "gzip"):
        raise FetchError(f"the server sent the page in the coding {coding}")
    inflate = zlib.decompressobj(wbits=31) if coding == "gzip" else None
    body = bytearray()
    while chunk := response.read1(65_536):
        body += inflate.decompress(chunk, max_bytes + 1) if inflate else chunk
        if len(body) > max_bytes:
            raise FetchError(f"the page is larger than {max_bytes / 1e6:g} MB")
        if time.monotonic() > deadline:
            raise FetchError("the page took too long to load")
    return bytes(body)


class _Connection(http.client.HTTPConnection):
    """A connection to `address` that speaks to it as `host`."""

    def __init__(self, host: str, port: int, address: str, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self._address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)


class _SecureConnection(_Connection):
    """The same over TLS; the certificate must be the host's."""

    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

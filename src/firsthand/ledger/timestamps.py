"""Time stamps of an outside authority (RFC 3161): proof that bytes, or the whole ledger, were there at a time.

What is stamped is a SHA-256 digest that the ledger holds anyway: that of a report's bytes, or an entry's own, which
stands for everything up to it. The request is a file that the user sends to an authority of their choice; the response
is kept with it as an entry, and can be checked without a network. Reading and signatures: rfc3161-client (Apache-2.0).
"""

import base64
import binascii
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import select

from firsthand.ledger import schema
from firsthand.ledger.bodies import Entry, preimage, unpacked
from firsthand.ledger.der import imprint_and_nonce, with_sorted_certificates
from firsthand.ledger.errors import LedgerError
from firsthand.ledger.store import Store

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

SHA256 = "2.16.840.1.101.3.4.2.1"
GRANTED = (0, 1)  # granted, granted with modifications
HEAD = "head"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp that the ledger keeps. `signed` is `None` where no certificate was given to check it against."""

    seq: int
    subject: str  # the digest that is stamped
    what: str  # in words
    time: str
    authority: str
    signed: bool | None


def request(store: Store, named: str) -> bytes:
    """A DER TimeStampReq for a report (its digest, or a document's id) or for the ledger's head. Raises LedgerError."""
    from rfc3161_client import TimestampRequestBuilder
    from rfc3161_client.base import HashAlgorithm

    asked = TimestampRequestBuilder().data(_stamped(store, named)).hash_algorithm(HashAlgorithm.SHA256)
    return asked.nonce(nonce=True).cert_request(cert_request=True).build().as_bytes()


def attach(
    store: Store, response: bytes, by: str, at: str | None = None, *, request: bytes | None = None
) -> Entry | None:
    """Keep a response with the request that it answers; `None` where it is kept already.

    Raises LedgerError where it proves nothing of this ledger, and where it is the answer to another request. Only a
    response without a nonce can do without its request.
    """
    found = _decoded(response)
    if found.status not in GRANTED:
        why = "; ".join(found.status_string) or f"status {found.status}"
        raise LedgerError(f"{store.path}: the authority granted no time stamp: {why}")
    subject, serial = _imprint(found), found.tst_info.serial_number
    if _what(store, subject) is None:
        raise LedgerError(
            f"{store.path}: the time stamp is of {subject}, which is no report and no entry of this ledger: attach it "
            "to the ledger that the request was made from"
        )
    for problem in _unasked(found, request):
        raise LedgerError(f"{store.path}: the time stamp is kept out: {problem}")
    body = {"subject": subject, "response": base64.b64encode(response).decode("ascii")}
    if request is not None:
        body["request"] = base64.b64encode(request).decode("ascii")
    return store.append("timestamp", f"{subject}/{serial:x}", body, by, at)


def stamps(store: Store, certificates: Sequence["Certificate"] = ()) -> Iterator[Stamp]:
    """The time stamps that are kept, each checked against the authority's certificates if there are any."""
    for entry in store.entries(("timestamp",)):
        body = store.body(entry.digest)
        if body is None or any(wrong(store, body)):
            continue
        found = _decoded(base64.b64decode(body["response"]))
        time = found.tst_info.gen_time.astimezone(UTC).isoformat().replace("+00:00", "Z")
        signed = _signed(found, certificates) if certificates else None
        yield Stamp(entry.seq, body["subject"], _what(store, body["subject"]) or "", time, _authority(found), signed)


def _unasked(found: "TimeStampResponse", request: bytes | None) -> Iterator[str]:
    """Why a response is not the answer to a request: it stamps something else, or carries another nonce."""
    nonce = cast("int | None", found.tst_info.nonce)  # the library's type leaves out that there may be none
    if request is None:
        if nonce is not None:
            yield "it carries a nonce, which only the request that it answers can confirm: name that with --request"
        return
    try:
        asked, sent = imprint_and_nonce(request)
    except ValueError:
        yield "the request given is no RFC 3161 request in DER: name the file that `firsthand timestamp` wrote"
        return
    if found.tst_info.message_imprint.message != asked:
        yield f"the request asks for a stamp of sha256:{asked.hex()}, the response is of {_imprint(found)}"
    elif nonce != sent:
        yield f"its nonce is {_hex(nonce)}, that of the request {_hex(sent)}: it answers another one, or is an old one"


def _hex(nonce: int | None) -> str:
    return "none" if nonce is None else f"{nonce:x}"


def wrong(store: Store, body: Mapping[str, Any]) -> Iterator[str]:
    """What does not hold of a time stamp's body: no granted response, one of something else, or to something else."""
    try:
        found = _decoded(base64.b64decode(body["response"], validate=True))
        request = base64.b64decode(body["request"], validate=True) if "request" in body else None
    except (LedgerError, KeyError, TypeError, binascii.Error):
        yield "it is no time stamp"
        return
    if found.status not in GRANTED or _imprint(found) != body.get("subject"):
        yield "the response is not of what it was kept for"
    elif _what(store, body["subject"]) is None:
        yield "what it stamps is not in the ledger"
    elif request is not None:
        yield from _unasked(found, request)


def certificates(path: Path) -> list["Certificate"]:
    """The certificates of a PEM file: the authority's own and those above it. Raises LedgerError."""
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return load_pem_x509_certificates(path.read_bytes())
    except ValueError as error:
        raise LedgerError(f"{path}: holds no certificates in PEM: ask the authority for its chain") from error


def _stamped(store: Store, named: str) -> bytes:
    """The bytes whose digest is stamped."""
    if named == HEAD:
        last = next(iter(store.entries(after=store.position().seq - 1)), None)
        if last is None:
            raise LedgerError(f"{store.path}: is empty: add reports first")
        return preimage(last)
    report = _report(store, named.removeprefix("sha256:"))
    body = store.latest_body("report", report)
    if body is None:
        raise LedgerError(f"{store.path}: the bytes of {report} were erased: there is nothing to stamp")
    return unpacked(body)


def _report(store: Store, prefix: str) -> str:
    """The digest of the report that is named by it, or by the document that was made of it."""
    found: dict[str, None] = {}
    for entry in store.entries(("report", "document")):
        if not entry.subject.removeprefix("sha256:").startswith(prefix):
            continue
        body: Mapping[str, Any] = store.body(entry.digest) or {}
        named = entry.subject if entry.kind == "report" else body.get("report")
        if named:
            found[str(named)] = None
    if not found:
        raise LedgerError(f"{store.path}: no report or document has the id {prefix}")
    if len(found) > 1:
        raise LedgerError(f"{store.path}: {prefix} may be any of {', '.join(sorted(found)[:5])}: give more of it")
    return next(iter(found))


def _what(store: Store, subject: str) -> str | None:
    """What has this digest, in words."""
    if store.latest("report", subject) is not None:
        return f"the bytes of report {subject}"
    rows = store.rows(select(schema.entry.c.seq).where(schema.entry.c.own == subject))
    return f"the ledger up to entry {rows[0]['seq']}" if rows else None


def _decoded(response: bytes) -> "TimeStampResponse":
    from rfc3161_client import decode_timestamp_response

    try:
        return decode_timestamp_response(with_sorted_certificates(response))
    except ValueError as error:
        raise LedgerError(f"the file is no RFC 3161 response in DER: {error}") from error


def _imprint(found: "TimeStampResponse") -> str:
    """The digest that the authority stamped."""
    try:
        imprint = found.tst_info.message_imprint
    except ValueError as error:
        raise LedgerError(f"the response holds no time stamp: {error}") from error
    if imprint.hash_algorithm.dotted_string != SHA256:
        raise LedgerError("the time stamp is not of a SHA-256 digest: make the request with `firsthand timestamp`")
    return "sha256:" + imprint.message.hex()


def _authority(found: "TimeStampResponse") -> str:
    """Who signs, as its certificate says; the authority's word for itself where it sent none."""
    from cryptography.x509 import load_der_x509_certificate

    for der in found.signed_data.certificates:
        certificate = load_der_x509_certificate(der)
        if any(s.serial_number == certificate.serial_number for s in found.signed_data.signer_infos):
            return certificate.subject.rfc4514_string()
    return "an authority that sent no certificate"


def _signed(found: "TimeStampResponse", given: Sequence["Certificate"]) -> bool:
    """Whether the signature is one of an authority whose chain ends in these certificates."""
    from rfc3161_client import VerificationError, VerifierBuilder

    roots = [c for c in given if c.issuer == c.subject] or list(given)
    rest = [c for c in given if c not in roots]
    try:
        checks = VerifierBuilder(roots=roots, intermediates=rest).build()
        return checks.verify(found, found.tst_info.message_imprint.message)
    except VerificationError:
        return False

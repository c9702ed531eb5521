"""RFC 3161: requests for an authority, and its responses kept and checked without a network."""

import base64
import hashlib

import pytest
from asn1crypto import tsp
from cryptography.hazmat.primitives.serialization import Encoding

from firsthand.ledger import Ledger, LedgerError, timestamps
from firsthand.ledger.der import with_sorted_certificates
from tests.ledger import authority
from tests.workspace.telling import GAO, MENAKA, keep


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "ledger.db") as opened:
        keep(opened, GAO)
        yield opened


def stamped(ledger, named="head", name="Dara", serial=7):
    """Ask an authority, and keep what it answers."""
    request = timestamps.request(ledger, named)
    return timestamps.attach(ledger, authority.answer(request, name, serial), "ana", request=request)


def imprint(request):
    return tsp.TimeStampReq.load(request)["message_imprint"]["hashed_message"].native.hex()


@pytest.mark.parametrize("named", [GAO.document.id, GAO.document.id[7:15], GAO.report.digest])
def test_a_request_for_a_report_is_of_its_archived_bytes(ledger, named):
    asked = tsp.TimeStampReq.load(timestamps.request(ledger, named))
    assert imprint(asked.dump()) == hashlib.sha256(GAO.report.body).hexdigest()
    assert asked["message_imprint"]["hash_algorithm"]["algorithm"].native == "sha256"
    assert asked["cert_req"].native is True and asked["nonce"].native > 2**32


def test_a_request_for_the_head_is_of_the_last_entry(ledger):
    assert "sha256:" + imprint(timestamps.request(ledger, "head")) == ledger.position().head


def test_two_requests_have_different_nonces(ledger):
    assert timestamps.request(ledger, "head") != timestamps.request(ledger, "head")


@pytest.mark.parametrize("what", ["report", "head"])
def test_a_response_is_kept_and_checked(ledger, what):
    named = GAO.report.digest if what == "report" else "head"
    head = ledger.position().head
    request = timestamps.request(ledger, named)
    response = authority.answer(request)
    assert timestamps.attach(ledger, response, "ana", request=request) is not None
    assert timestamps.attach(ledger, response, "ana", request=request) is None
    keep(ledger, MENAKA)
    [stamp] = timestamps.stamps(ledger)
    assert stamp.subject == (GAO.report.digest if what == "report" else head)
    assert (stamp.time, stamp.authority, stamp.signed) == ("2026-03-12T10:30:00Z", "CN=Dara Time", None)
    assert stamp.what == (
        f"the bytes of report {GAO.report.digest}" if what == "report" else "the ledger up to entry 4"
    )
    assert ledger.verify() == []


def test_the_signature_is_checked_against_the_chain_that_is_given(ledger, tmp_path):
    stamped(ledger)
    for name, good in (("Dara", True), ("Forger", False)):
        path = tmp_path / f"{name}.pem"
        path.write_bytes(authority.pem(name))
        [stamp] = timestamps.stamps(ledger, timestamps.certificates(path))
        assert stamp.signed is good
    path.write_text("no certificate", encoding="utf-8")
    with pytest.raises(LedgerError, match="no certificates in PEM"):
        timestamps.certificates(path)


def test_certificates_may_stand_in_any_order(ledger):
    """OpenSSL writes them as they come."""
    request = timestamps.request(ledger, "head")
    response = authority.answer(request)
    certificates = [c.public_bytes(Encoding.DER) for c in authority.chain("Dara")[:2]]
    first, last = sorted(certificates)
    ordered = response.replace(last + first, first + last)
    swapped = ordered.replace(first + last, last + first)
    assert with_sorted_certificates(swapped) == ordered == with_sorted_certificates(ordered) != swapped
    assert timestamps.attach(ledger, swapped, "ana", request=request) is not None
    assert [s.signed for s in timestamps.stamps(ledger, authority.chain("Dara")[:1])] == [True]
    with pytest.raises(ValueError, match="cut off"):
        with_sorted_certificates(response[:-1])


def test_two_authorities_may_stamp_one_thing(ledger):
    for name, serial in (("Dara", 7), ("Karsu", 8)):
        stamped(ledger, GAO.report.digest, name, serial)
    assert [s.authority for s in timestamps.stamps(ledger)] == ["CN=Dara Time", "CN=Karsu Time"]


@pytest.mark.parametrize(
    ("response", "says"),
    [
        (b"not DER at all", "no RFC 3161 response"),
        (authority.refuse("come back tomorrow"), "granted no time stamp: come back tomorrow"),
    ],
)
def test_what_is_no_time_stamp_is_refused(ledger, response, says):
    with pytest.raises(LedgerError, match=says):
        timestamps.attach(ledger, response, "ana")
    assert ledger.position().seq == 4


def test_the_time_stamp_of_something_else_is_refused(ledger, tmp_path):
    with Ledger.open(tmp_path / "other.db") as other:
        keep(other, MENAKA)
        request = timestamps.request(other, "head")
    with pytest.raises(LedgerError, match="no report and no entry of this ledger"):
        timestamps.attach(ledger, authority.answer(request), "ana", request=request)


def asking(digest, nonce=None):
    """A request that this program did not write."""
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": digest}
    facts = {"version": "v1", "message_imprint": imprint, "cert_req": True}
    return tsp.TimeStampReq(facts if nonce is None else {**facts, "nonce": nonce}).dump()


REPORT = hashlib.sha256(GAO.report.body).digest()


@pytest.mark.parametrize(
    ("answered", "given", "says"),
    [
        (asking(REPORT, 0x1A2B), None, "name that with --request"),
        (asking(REPORT, 0x1A2B), asking(REPORT, 0x3C4D), "its nonce is 1a2b, that of the request 3c4d"),
        (asking(REPORT), asking(REPORT, 0x3C4D), "its nonce is none, that of the request 3c4d"),
        (asking(REPORT, 5), asking(REPORT), "its nonce is 5, that of the request none"),
        (asking(REPORT, 5), asking(bytes(32), 5), f"asks for a stamp of sha256:{'00' * 32}, the response is of"),
        (asking(REPORT, 5), b"no request", "no RFC 3161 request"),
        (asking(REPORT, 5), asking(REPORT, 5)[:-2], "no RFC 3161 request"),
        (asking(REPORT, 5), b"0\x00", "no RFC 3161 request"),
    ],
)
def test_the_answer_to_another_request_is_refused(ledger, answered, given, says):
    with pytest.raises(LedgerError, match=says):
        timestamps.attach(ledger, authority.answer(answered), "ana", request=given)
    assert ledger.position().seq == 4


@pytest.mark.parametrize("nonce", [None, 0, 5, 2**80])
def test_a_request_from_elsewhere_is_answered_as_well(ledger, nonce):
    request = asking(REPORT, nonce)
    assert timestamps.attach(ledger, authority.answer(request), "ana", request=request) is not None
    assert ledger.verify() == [] and len(list(timestamps.stamps(ledger))) == 1


def test_an_answer_without_a_nonce_needs_no_request(ledger):
    assert timestamps.attach(ledger, authority.answer(asking(REPORT)), "ana") is not None


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"response": "AAAA"}, "it is no time stamp"),
        ({"subject": "sha256:0"}, "not of what it was kept for"),
        ({"request": base64.b64encode(asking(REPORT, 5)).decode()}, "the request asks for a stamp of"),
    ],
)
def test_verify_names_a_time_stamp_that_is_none(ledger, changes, says):
    stamped(ledger)
    body = ledger.body(next(ledger.entries(("timestamp",))).digest)
    ledger.append("timestamp", "forged", {**body, **changes}, "eve")
    [problem] = ledger.verify()
    assert problem.subject == "forged" and says in problem.message
    assert len(list(timestamps.stamps(ledger))) == 1


@pytest.mark.parametrize("named", ["ffff", "head"])
def test_what_is_not_there_cannot_be_stamped(tmp_path, named):
    with Ledger.open(tmp_path / "empty.db") as empty, pytest.raises(LedgerError, match=r"no report|is empty"):
        timestamps.request(empty, named)


def test_what_was_erased_cannot_be_stamped_and_its_stamp_stays(ledger):
    stamped(ledger, GAO.report.digest)
    ledger.redact(GAO.document.id, "court order", "ana")
    with pytest.raises(LedgerError, match="were erased"):
        timestamps.request(ledger, GAO.report.digest)
    assert ledger.verify() == [] and len(list(timestamps.stamps(ledger))) == 1

"""A time stamping authority of our own: answers RFC 3161 requests as a real one does, signed by a made-up chain."""

import datetime as dt
import hashlib
from functools import cache

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

START, END = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2040, 1, 1, tzinfo=dt.UTC)
TIME = dt.datetime(2026, 3, 12, 10, 30, tzinfo=dt.UTC)


def _name(common):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _certificate(subject, issuer, key, signer, *, authority):
    usage = dict.fromkeys(
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign crl_sign "
        "encipher_only decipher_only".split(),
        False,
    ) | {"key_cert_sign" if authority else "digital_signature": True}
    made = (
        x509.CertificateBuilder().subject_name(_name(subject)).issuer_name(_name(issuer)).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(START).not_valid_after(END)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )  # fmt: skip
    if not authority:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return made.sign(signer, hashes.SHA256())


@cache
def chain(name):
    """The root's certificate, the authority's, and the authority's key."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _certificate(f"{name} Root", f"{name} Root", root_key, root_key, authority=True)
    return root, _certificate(f"{name} Time", f"{name} Root", key, root_key, authority=False), key


def pem(name="Dara"):
    return chain(name)[0].public_bytes(Encoding.PEM)


def refuse(why="no such service"):
    status = tsp.PKIStatusInfo({"status": "rejection", "status_string": [why]}).dump()
    return b"\x30" + bytes([len(status)]) + status  # a response without a token, which asn1crypto does not write


def answer(request, name="Dara", serial=7, time=TIME):
    """The response to a request, with the whole chain of certificates."""
    root, leaf, key = chain(name)
    asked = tsp.TimeStampReq.load(request)
    facts = {
        "version": "v1", "policy": "1.2.3.4", "message_imprint": asked["message_imprint"], "serial_number": serial,
        "gen_time": time,
    }  # fmt: skip
    nonce = asked["nonce"].native
    info = tsp.TSTInfo(facts if nonce is None else {**facts, "nonce": nonce})
    certificate = asn1_x509.Certificate.load(leaf.public_bytes(Encoding.DER))
    cert_id = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(certificate.dump()).digest()})
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ["tst_info"]}),
            cms.CMSAttribute({"type": "message_digest", "values": [hashlib.sha256(info.dump()).digest()]}),
            cms.CMSAttribute(
                {"type": "signing_certificate_v2", "values": [tsp.SigningCertificateV2({"certs": [cert_id]})]}
            ),
        ]
    )
    sha256 = algos.DigestAlgorithm({"algorithm": "sha256"})
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                cms.IssuerAndSerialNumber({"issuer": certificate.issuer, "serial_number": certificate.serial_number}),
            ),
            "digest_algorithm": sha256, "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            "signature": key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256())),
        }
    )  # fmt: skip
    signed = cms.SignedData(
        {
            "version": "v3", "digest_algorithms": [sha256],
            "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(info.dump())},
            "certificates": [certificate, asn1_x509.Certificate.load(root.public_bytes(Encoding.DER))],
            "signer_infos": [signer],
        }
    )  # fmt: skip
    token = cms.ContentInfo({"content_type": "signed_data", "content": signed})
    return tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token}).dump()

"""The wire: encrypted connections, and answers that nobody should have to expect."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.crawl.clock import ZONE, night_of
from pipeline.crawl.content import fingerprint, look
from pipeline.crawl.faults import Fault
from pipeline.crawl.fetch import user_agent
from pipeline.crawl.refusals import refusal
from pipeline.crawl.wire import Answer, Request, Wire
from pipeline.misuse import Misuse
from tests.crawl.conftest import BEGINNING, QUICK, FakeClock, Nights, source
from tests.crawl.faults import status
from tests.crawl.pages import BODY, nukeviet, page, titles
from tests.crawl.portal import Handler, Portal


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
def test_a_certificate_is_checked_against_the_name_on_a_pinned_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    given = ["-subj", "/CN=cong.invalid", "-addext", "subjectAltName=DNS:cong.invalid", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *given], check=True, capture_output=True)
    portal = Portal()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    portal.encrypt(context)
    portal.put("/", "xin chào")

    def ask(host: str) -> Answer:
        wire = Wire(QUICK, FakeClock(), allow_private=True, resolver=lambda host, port: ["127.0.0.1"])
        return wire.send(Request(f"https://{host}:{portal.port}/"))

    with portal:
        with pytest.raises(Fault) as unknown:
            ask("cong.invalid")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert ask("cong.invalid").body == "xin chào".encode()
        with pytest.raises(Fault) as other:
            ask("khac.invalid")
    assert (unknown.value.kind, other.value.kind) == ("tls", "tls")


def test_validators_that_cannot_be_sent_back_are_not(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(1))
    strange = "thi đua".encode().decode("latin-1")

    def answer(handler: Handler) -> None:
        handler.answer(200, page("Phát động thi đua", BODY).encode(), headers={"ETag": f'"{strange}"', "Last-Modified": strange})

    portal.fail("/tin-tuc/bai-1.html", answer, always=True)
    nights.run(source(portal, "/tin-tuc/"))
    assert nights.next(source(portal, "/tin-tuc/")).tally.unchanged == 1


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "x-gzip", "br", "identity", ""]))
def test_a_packed_body_is_unpacked_or_named(body: bytes, packing: str) -> None:
    answer = Answer("http://a.vn/", 200, "OK", (("Content-Encoding", packing),), body, BEGINNING)
    try:
        assert len(answer.unpacked(1000)) <= 1000
    except Fault as fault:
        assert fault.kind in ("packing", "cut", "bomb")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: f"<html><p>{text}".encode("utf-8", "replace")))
def test_any_bytes_can_be_looked_at(body: bytes) -> None:
    content = look(body, "http://a.vn/", "text/html; charset=nonsense")
    refusal(content)
    assert len(fingerprint(content, body, ["http://a.vn/a.pdf"])) == 64


@settings(max_examples=25, deadline=None)
@given(raw=st.binary(max_size=200).map(lambda junk: b"HTTP/1.1 200 OK\r\n" + junk) | st.binary(max_size=60))
def test_any_answer_is_an_answer_or_a_fault(raw: bytes) -> None:
    def behave(handler: Handler) -> None:
        handler.wfile.write(raw)
        handler.close_connection = True

    with Portal() as portal:
        portal.fail("/", behave, always=True)
        try:
            Wire(QUICK, FakeClock(), allow_private=True).send(Request(portal.url("/")))
        except Fault as fault:
            assert fault.kind in ("protocol", "cut")


def test_the_reason_of_a_status_may_be_anything(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(1))
    portal.fail("/tin-tuc/bai-1.html", status(403, X_Note="\u00e9"), always=True)
    assert nights.run(source(portal, "/tin-tuc/")).tally.errors == {"forbidden": 1}


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        ("2026-11-20T16:59:59+00:00", "2026-11-20"),
        ("2026-11-20T17:00:00+00:00", "2026-11-21"),
        ("2026-12-31T17:00:00+00:00", "2027-01-01"),
        ("2027-01-01T01:30:00+07:00", "2027-01-01"),
        ("2027-03-28T02:30:00+01:00", "2027-03-28"),  # the hour that a machine in Europe skips
        ("2026-10-25T02:30:00+02:00", "2026-10-25"),  # and the one that it has twice
        ("2026-10-25T02:30:00+01:00", "2026-10-25"),
    ],
)
def test_the_night_is_the_day_in_viet_nam(moment: str, night: str) -> None:
    assert str(night_of(datetime.fromisoformat(moment))) == night


def test_a_moment_without_a_zone_has_no_night() -> None:
    with pytest.raises(ValueError):
        night_of(datetime(2026, 11, 20))


def test_a_run_over_midnight_and_over_the_year_is_of_the_night_it_began(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(3))
    nights.clock.forward(seconds=(datetime(2026, 12, 31, 23, 59, 58, tzinfo=ZONE) - BEGINNING).total_seconds())
    visit = nights.run(source(portal, "/tin-tuc/"))
    assert str(visit.night) == "2026-12-31" and visit.tally.new == 3
    assert visit.finished is not None and visit.finished > datetime(2026, 12, 31, 17, tzinfo=UTC)
    again = nights.run(source(portal, "/tin-tuc/"))  # two seconds into the new year is another night
    assert str(again.night) == "2027-01-01" and again.tally.unchanged == 3


@pytest.mark.parametrize("contact", ["", "x", "thi đua", "a\r\nX: y", "a) (b", "x" * 300])
def test_a_contact_that_cannot_be_sent_is_refused(contact: str) -> None:
    with pytest.raises(Misuse, match="--contact"):
        user_agent(contact)

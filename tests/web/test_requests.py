"""Requests as no browser writes them, byte by byte: each is answered or ended, and says nothing.

That the server complains of nothing meanwhile is checked at the end of every `running`.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.torture import examples
from tests.web.conftest import FORM, WRITER
from tests.web.wire import request, rest, running, say
from tracker.store.book import Book
from tracker.web.access import Access
from tracker.web.guard import LARGEST

pytestmark = pytest.mark.torture

WRITES = Access(reading="the-word-of-readers", writing=WRITER, form=FORM)
FORM_KIND = "application/x-www-form-urlencoded"
POST = "/deals/harbour/record"
BODY = f"token={FORM}&what=record&sentence=note%3A+hm&on=2020-09-14".encode()
BEARER = f"Bearer {WRITER}"


def form(body: bytes = BODY, path: str = POST, **headers: str) -> bytes:
    """The form of a writer, that is taken as it is."""
    usual = {
        "Authorization": BEARER,
        "Content_Type": FORM_KIND,
        "Content_Length": str(len(body)),
    }
    named = {name: each for name, each in (usual | headers).items() if each}
    return request(path, "POST", body=body, **named)


def raw(*lines: str, body: bytes = b"") -> bytes:
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


HOSTS = {
    "localhost": 200,
    "LocalHost": 200,
    "localhost:1": 200,
    "127.0.0.1": 200,
    "[::1]:8100": 200,
    "localhost.": 421,
    "localhost:": 421,
    "localhost:x": 421,
    "localhost:123456": 421,
    "localhost:80:80": 421,
    "evil.example": 421,
    "evil.example:8100": 421,
    "localhost.evil.example": 421,
    "evil.localhost": 421,
    "user@localhost": 421,
    "localhost@evil.example": 421,
    "localhost:80@evil.example": 421,
    "localhost/evil": 421,
    "localhost?": 421,
    "localhost#": 421,
    "localhost, evil.example": 421,
    "http://localhost": 421,
    "::1": 421,
    "[::1": 421,
    "[::1]evil": 421,
    "[::ffff:127.0.0.1]": 421,
    "0.0.0.0": 421,
    "0": 421,
    "127.1": 421,
    "2130706433": 421,
    "127.0.0.2": 421,
    "loc\xe0lhost": 421,
    "": 421,
}


def test_only_a_host_that_is_ours_is_answered(book: Book) -> None:
    with running(book) as page:
        for host, status in HOSTS.items():
            said = raw("GET /api/deals HTTP/1.1", f"Host: {host}")
            got = page.told(said)
            assert got.status == status, host
            assert (b"harbour" in got.body) == (status == 200), host


def test_no_other_header_stands_for_the_host(book: Book) -> None:
    others = ("X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-URL", "X-Rewrite-URL")
    with running(book) as page:
        for name in others:
            value = "host=localhost" if name == "Forwarded" else "localhost"
            said = raw("GET / HTTP/1.1", "Host: evil.example", f"{name}: {value}")
            assert page.told(said).status == 421, name
            said = raw("GET /deadlines/ HTTP/1.1", "Host: localhost", f"{name}: evil.example")
            assert "evil" not in str(page.told(said).headers), name


REFUSED = {
    "two hosts": (400, raw("GET / HTTP/1.1", "Host: localhost", "Host: evil.example")),
    "no host": (400, raw("GET / HTTP/1.1")),
    "no host in an old request": (421, raw("GET / HTTP/1.0")),
    "no version": (400, b"GET /\r\n\r\n"),
    "another protocol": (400, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"),
    "the address of another site": (400, request("http://evil.example/")),
    "the address of this one as a whole": (400, request("http://localhost/deals/harbour")),
    "a name in the place of an address": (400, request("@evil.example:99999/")),
    "a star": (400, request("*")),
    "a tunnel": (405, request("evil.example:443", "CONNECT")),
    "small letters": (405, request("/", "get")),
    "a method that we have not": (405, request("/", "DELETE", Authorization=BEARER)),
    "another method in a header": (
        415,
        form(Content_Type="text/plain", X_HTTP_Method_Override="GET"),
    ),
    "a trace": (405, request("/", "TRACE", Cookie="secret")),
    "a preflight": (
        405,
        request(
            POST,
            "OPTIONS",
            Origin="http://evil.example",
            Access_Control_Request_Method="POST",
            Access_Control_Request_Private_Network="true",
        ),
    ),
    "two lengths": (400, form(Content_Length="5\r\nContent-Length: 6")),
    "lengths in one line": (400, form(Content_Length="5, 6")),
    "a length and parts": (411, form(Transfer_Encoding="chunked")),
    "parts": (411, form(b"0\r\n\r\n", Content_Length="", Transfer_Encoding="chunked")),
    "parts of parts": (400, form(Transfer_Encoding="chunked, chunked")),
    "parts with a get": (411, request("/", Transfer_Encoding="chunked")),
    "no length": (411, form(b"", Content_Length="")),
    "a length below nothing": (400, form(Content_Length="-1")),
    "a length that is none": (400, form(Content_Length="0x10")),
    "a length beyond numbers": (400, form(Content_Length="9" * 5000)),
    "ten gigabytes": (413, form(Content_Length="10000000000")),
    "ten gigabytes with a get": (413, request("/", Content_Length="10000000000")),
    "a space before the colon": (400, raw("GET / HTTP/1.1", "Host : localhost")),
    "a header without a name": (400, raw("GET / HTTP/1.1", "Host: localhost", ": x")),
    "a NUL in a header": (400, raw("GET / HTTP/1.1", "Host: localhost", "X: a\0b")),
    "a header of a megabyte": (400, request(X="a" * 1_000_000)),
    "many headers": (400, raw("GET / HTTP/1.1", "Host: localhost", *["X: a"] * 100_000)),
    "an address of a megabyte": (400, request("/" + "a" * 1_000_000)),
    "a packed body": (415, form(Content_Encoding="gzip")),
    "text": (415, form(Content_Type="text/plain")),
    "json": (415, form(b"[" * 90_000, Content_Type="application/json")),
    "parts of a mail": (415, form(Content_Type="multipart/form-data; boundary=x")),
    "parts of a mail in no writing": (
        415,
        form(Content_Type="multipart/form-data; boundary=x; charset=unicode_escape"),
    ),
    "no kind": (415, form(Content_Type="")),
    "too many fields": (400, form(b"&".join([b"a=b"] * 25_000))),
    "the largest form": (403, form(b"a" * LARGEST)),
    "one more": (413, form(b"a" * (LARGEST + 1))),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_browser_sends_is_refused(book: Book, name: str) -> None:
    status, said = REFUSED[name]
    before = book.recorder.max_notification_id()
    with running(book, WRITES) as page:
        got = page.told(said)
        assert got.status == status
        assert "evil.example" not in f"{got.headers}{got.body!r}"
        assert not [each for each in got.headers if each.lower().startswith("access-control")]
        assert page.told(form(path="/deals/harbour/preview")).status == 200
    assert book.recorder.max_notification_id() == before


def test_behind_a_refusal_nothing_is_read(book: Book) -> None:
    """What is hidden behind a request whose end two readers see differently is no request."""
    hidden = form()
    ways = (
        form(b"0\r\n\r\n" + hidden, Content_Length="5", Transfer_Encoding="chunked"),
        form(b"0\r\n\r\n" + hidden, Content_Length="", Transfer_Encoding="chunked"),
        form(b"0\r\n\r\n" + hidden, Content_Length="", Transfer_Encoding="\x0bchunked"),
        form(b"0\r\n\r\n" + hidden, Content_Length="", Transfer_Encoding="identity, chunked"),
        form(b"abcdef" + hidden, Content_Length="5\r\nContent-Length: 6"),
        form(b"" + hidden, Content_Length=""),
        form(b"" + hidden, Content_Length="10000000000"),
        request(body=hidden, Transfer_Encoding="chunked"),
        request(body=hidden, Content_Length=str(LARGEST + 1)),
    )
    before = book.recorder.max_notification_id()
    with running(book, WRITES) as page:
        for said in ways:
            with page.line() as line:
                say(line, said)
                assert rest(line).count(b"HTTP/1.1 ") == 1
    assert book.recorder.max_notification_id() == before


def test_a_request_behind_another_is_answered_for_itself(book: Book) -> None:
    with running(book, WRITES) as page, page.line() as line:
        reads = request("/api/deals", Authorization=BEARER)
        say(line, reads + reads + request("/api/deals", Connection="close"))
        came = rest(line)
    assert [came.count(each) for each in (b" 200 OK", b" 401 ")] == [2, 1]


def test_what_makes_no_sense_behind_an_answer_ends_the_connection(book: Book) -> None:
    """And leaves the answer before it whole."""
    with running(book) as page:
        for broken in (b"zz\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\0\0\r\n\r\n", b"\0" * 100_000):
            with page.line() as line:
                say(line, request("/api/deals", Content_Length="1") + broken)
                assert b"harbour" in rest(line)


def test_no_other_protocol_is_spoken(book: Book) -> None:
    socket = request(
        Upgrade="websocket",
        Connection="Upgrade",
        Sec_WebSocket_Version="13",
        Sec_WebSocket_Key="eA==",
    )
    with running(book) as page:
        got = page.told(socket)
        assert (got.status, got.headers["Upgrade"]) == (200, None)
        assert page.told(request("/", Upgrade="h2c", HTTP2_Settings="AAMAAABk")).status == 200


def test_an_answer_does_not_say_what_serves_it(book: Book) -> None:
    with running(book) as page:
        for path in ("/", "/none", "/api/none", "/static/page.css", "/api/live?after=x"):
            headers = page.told(request(path)).headers
            assert headers["Server"] is headers["X-Powered-By"] is None


PARTS = b"""GET |POST |/|/api/live|/deals/harbour/record|?|%00|%| HTTP/1.1|\r\n|\n|\r|\0|: |Host: |
Host: localhost|Content-Length: 5|Transfer-Encoding: chunked|Connection: close|Upgrade: x|
Expect: 100-continue|0\r\n\r\n|fffffffff\r\n|\xff\xff|Authorization: Bearer """.split(b"|")
said = some.sampled_from((*PARTS, WRITER.encode(), BODY)) | some.binary(max_size=20)


def test_no_bytes_stop_the_page(book: Book) -> None:
    before = book.recorder.max_notification_id()
    with running(book, WRITES) as page:

        @given(some.lists(said, max_size=40).map(b"".join))
        @examples(60)
        def holds(said: bytes) -> None:
            with page.line() as line:
                say(line, said)

        holds()
        assert page.told(request(Authorization=BEARER)).status == 200
    assert book.recorder.max_notification_id() == before

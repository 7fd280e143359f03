"""Who gets in, asked by plain sockets: no rebound name, no foreign page, no guess, no writing."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from live_page import Served, serving

QUESTION = json.dumps({"late": [["jeff", "1d"]]})


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One page for all of these tests: none of them changes anything."""
    with serving(tmp_path_factory.mktemp("gate")) as serve:
        found = serve()
        found.until("picture")
        yield found


def test_the_page_answers_to_this_machine_s_number_and_name_only(served: Served) -> None:
    page = f"/{served.secret}/"

    assert served.request("GET", page)[0] == 200
    assert served.request("GET", page, Host=f"localhost:{served.port}")[0] == 200
    for host in (
        "evil.example",
        f"evil.example:{served.port}",
        "127.0.0.1",
        f"127.0.0.1.evil.example:{served.port}",
        "0.0.0.0",  # noqa: S104 - a name, not an address to listen on
    ):
        assert served.request("GET", page, Host=host)[0] == 421, host
    assert served.request("GET", page, Host="")[0] in (400, 421)


def test_nothing_is_there_without_the_secret(served: Served) -> None:
    wrong = served.secret[:-1] + ("A" if served.secret[-1] != "A" else "B")

    for path in (
        "/",
        "/events",
        "/favicon.ico",
        f"/{wrong}/",
        f"/{wrong}/events",
        f"/{served.secret}",
        "/%2e%2e/",
        f"//{served.secret}/",
    ):
        status, _, body = served.request("GET", path)
        assert status == 404, path
        assert served.secret not in body


def test_another_page_is_refused(served: Served) -> None:
    events = f"/{served.secret}/card?party=jeff"
    own = f"http://127.0.0.1:{served.port}"

    assert served.request("GET", events, Origin=own)[0] == 200
    for origin in (
        "http://evil.example",
        "null",
        f"https://127.0.0.1:{served.port}",
        "http://127.0.0.1:1",
        own + ".evil.example",
    ):
        assert served.request("GET", events, Origin=origin)[0] == 403, origin
    assert served.request("GET", events, Sec_Fetch_Site="cross-site")[0] == 403
    assert served.request("GET", events, Sec_Fetch_Site="same-site")[0] == 403


def test_only_what_if_is_posted_and_only_by_the_page_itself(served: Served) -> None:
    what_if, own = f"/{served.secret}/what-if", f"http://127.0.0.1:{served.port}"

    assert served.request("POST", what_if, QUESTION, Origin=own)[0] == 200
    assert served.request("POST", what_if, QUESTION)[0] == 403
    assert served.request("POST", what_if, QUESTION, Origin="http://evil.example")[0] == 403
    assert served.request("GET", what_if)[0] == 405
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
        assert served.request(method, f"/{served.secret}/", Origin=own)[0] == 405, method


def test_no_answer_allows_another_origin_and_every_answer_forbids_the_rest(served: Served) -> None:
    for path in (f"/{served.secret}/", f"/{served.secret}/card?party=jeff", "/nothing"):
        _, headers, _ = served.request("GET", path, Origin="http://evil.example" if path == "/nothing" else "")
        assert not [name for name in headers if name.startswith("access-control")]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert "server" not in headers


@pytest.mark.parametrize(
    "body", ["", "{", "[]", '{"late": "jeff"}', '{"late": [["jeff"]]}', '{"away": [3]}', "[" * 5000, '{"x": "' + "y" * 70_000 + '"}']
)  # fmt: skip
def test_what_is_no_question_is_refused(served: Served, body: str) -> None:
    status, _, _ = served.request("POST", f"/{served.secret}/what-if", body, Origin=f"http://127.0.0.1:{served.port}")

    assert status == 400


def test_a_party_and_a_supposition_that_do_not_exist_are_said(served: Served) -> None:
    status, _, card = served.request("GET", f"/{served.secret}/card?party=jef")
    asked, _, answer = served.request(
        "POST", f"/{served.secret}/what-if", json.dumps({"away": ["jef"]}), Origin=f"http://127.0.0.1:{served.port}"
    )

    assert (status, asked) == (422, 422)
    assert "jef" in json.loads(card)["error"]
    assert json.loads(answer)["hint"] == "did you mean 'jeff'?"


def test_a_timeline_that_is_not_there_is_empty(served: Served) -> None:
    _, _, found = served.request("GET", f"/{served.secret}/timeline?need=nothing")

    assert json.loads(found) == {"html": ""}

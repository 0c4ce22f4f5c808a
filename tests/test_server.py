"""What the server of the explorer answers, whom, and what it makes of those who mean ill."""

import json
import socket
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlencode

import pytest
from commandline import run
from conftest import Write
from served import ASSETS, Served, serving, site

from akg.cli import view
from akg.cli.options import Filters, Origin
from akg.web import extent, interface, page, server
from akg.web.server import AT_ONCE, HOST, Answer, Server, Taken

RELATIONS = """\
    - {from: ada, type: met, to: brian, date: 2019, source: paper, at: para 1}
    - {from: brian, type: member-of, to: guild, date: 2020, source: paper, at: para 2}
    - from: ada
      type: member-of
      to: guild
      claims:
        - {by: brian, source: paper, at: para 3, said: 2018}
        - {by: brian, source: paper, at: para 4, said: 2019, stance: denies}
    """


@pytest.fixture(autouse=True)
def _in_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "asset", ASSETS.__getitem__)


@pytest.fixture
def folder(dataset: Write) -> Path:
    return dataset(relations=RELATIONS)


@pytest.fixture
def served(folder: Path) -> Iterator[Served]:
    with serving(site(folder)) as one:
        yield one
        assert one.told == []


def _asked(served: Served, question: str, **parameters: Any) -> tuple[int, Any]:
    told = {name.rstrip("_").replace("_", "-"): value for name, value in parameters.items()}
    answer = served.ask(f"api/{question}?{urlencode(told, doseq=True)}")
    assert answer.headers["Content-Type"] == "application/json"
    return answer.code, json.loads(answer.body)


# What is answered


def test_the_page_is_served_with_its_policy_and_kept_nowhere(served: Served) -> None:
    answer = served.ask()
    assert answer.code == 200
    policy = answer.headers.pop("Content-Security-Policy")
    assert policy.endswith("connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
    assert answer.headers == {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(answer.body)),
        "Connection": "close",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }  # and no Server, which would tell versions


def test_a_head_is_answered_without_a_body(served: Served) -> None:
    answer = served.ask(method="HEAD")
    assert (answer.code, answer.body) == (200, b"")
    assert int(answer.headers["Content-Length"]) == len(served.ask().body)


def test_a_search_gives_entities_best_first(served: Served) -> None:
    assert _asked(served, "search", q="brian") == (
        200,
        {"results": [{"id": "brian", "name": "Brian", "kind": "person", "matched": "Brian"}], "notes": []},
    )
    assert _asked(served, "search", q="nobody of this name") == (200, {"results": [], "notes": []})


def test_a_path_is_that_of_the_command_line_with_all_that_it_leads_over(served: Served, folder: Path) -> None:
    code, told = _asked(served, "path", start="ada", goal="guild", k=1, from_="2018", to="2021")
    assert code == 200
    assert told["paths"]["command"] == f"akg path ada guild --k 1 --from 2018 --to 2021 --data {folder}"
    assert told["paths"]["options"] == {"k": 1, "from": "2018", "to": "2021"}
    [result] = told["paths"]["results"]
    assert (result["entities"], result["certainty"]) == (["ada", "brian", "guild"], "certain")
    assert [step["facts"] for step in result["steps"]] == [
        ["ada.met.brian.2019"], ["brian.member-of.guild.2020"],
    ]  # fmt: skip
    assert [one["id"] for one in told["entities"]] == ["ada", "brian", "guild"]
    assert [one["id"] for one in told["facts"]] == ["ada.met.brian.2019", "brian.member-of.guild.2020"]
    assert list(told["sources"]) == ["paper"]


def test_a_path_can_be_asked_with_every_option(served: Served, folder: Path) -> None:
    code, told = _asked(
        served, "path", start="ada", goal="guild", rank="hops", via="brian", avoid=["york"], directed="true",
        max_hops=4, same_time="true", in_order="true", type=["met", "member-of"], status="any",
        source="paper", certain="false", kind="person,group", known_at="2024",
    )  # fmt: skip
    assert code == 200
    assert told["paths"]["command"] == (
        "akg path ada guild --rank hops --via brian --avoid york --directed --max-hops 4 --same-time "
        "--in-order --type met --type member-of --status any --source paper --kind person,group "
        f"--known-at 2024 --data {folder}"
    )


def test_neighbours_and_show_tell_what_is_denied_too_unless_a_status_is_asked_for(served: Served) -> None:
    for question in ("neighbours", "show"):
        _, told = _asked(served, question, name="ada")
        assert {one["id"] for one in told["facts"]} == {"ada.met.brian.2019", "ada.member-of.guild"}
        _, told = _asked(served, question, name="ada", status="asserted")
        assert {one["id"] for one in told["facts"]} == {"ada.met.brian.2019"}


def test_of_what_has_very_many_neighbours_the_most_connected_are_given(
    served: Served, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interface, "NEAR", 1)
    _, told = _asked(served, "neighbours", name="ada")
    assert [one["id"] for one in told["entities"]] == ["ada", "brian"]
    command = f"akg neighbours ada --status any --data {folder}"
    assert told["notes"] == [f"the 1 most connected of 2 neighbours; {command} lists all"]
    monkeypatch.setattr(interface, "FACTS", 1)
    _, told = _asked(served, "show", name="ada")
    assert [one["id"] for one in told["facts"]] == ["ada.met.brian.2019"]
    assert told["notes"] == [f"the first 1 facts; akg show ada --data {folder} tells all"]


def test_a_large_graph_is_opened_on_its_most_connected_entities_or_on_those_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extent, "MOST_FACTS", 2)
    monkeypatch.setattr(extent, "RELATIONS", 1)
    for named, held in (((), ["ada", "brian"]), (("york", "guild"), ["ada", "guild", "york"])):
        opened = view.opened(Origin(str(folder)), Filters(), named)
        chosen = extent.held(opened.base.graph, opened.where, opened.opening.named)
        assert [opened.base.graph.id(n) for n in chosen.nodes] == held
        with serving(site(folder, *named)) as served:
            assert served.ask().code == 200


@pytest.mark.parametrize(
    ("question", "parameters", "code", "words"),
    [
        ("path", {"start": "ada", "goal": "zz"}, 404, "no entity is called 'zz'; try: akg search TEXT"),
        ("path", {"start": "ada", "goal": "york"}, 404, "no path from 'Ada' to 'York'"),
        ("path", {"start": "ada", "goal": "ada"}, 400, "both ends are 'Ada'; name two entities"),
        ("path", {"start": "ada"}, 400, "goal is missing"),
        ("path", {"start": ["ada", "brian"], "goal": "guild"}, 400, "start is given 2 times; give it once"),
        ("path", {"start": "ada", "goal": "brian", "k": "101"}, 400, "k: '101' is no number from 1 to 100"),
        ("path", {"start": "ada", "goal": "brian", "k": "9" * 5000}, 400, "is no number from 1 to 100"),
        ("path", {"start": "ada", "goal": "brian", "k": "³"}, 400, "k: '³' is no number from 1 to 100"),
        ("path", {"start": "ada", "goal": "brian", "rank": "x"}, 400, "rank: 'x' is unknown; known are cost"),
        ("path", {"start": "ada", "goal": "brian", "rank": ""}, 400, "rank: '' is unknown; known are cost"),
        ("path", {"start": "ada", "goal": "brian", "directed": ""}, 400, "directed: '' is unknown"),
        ("path", {"start": "ada", "goal": "brian", "at": "soon"}, 400, "--at: "),
        ("path", {"start": "ada", "goal": "brian", "typ": "met"}, 400, "no 'typ'; did you mean 'type'?"),
        ("show", {"name": "ada", "type": "mett"}, 400, "--type: 'mett' is unknown; did you mean 'met'?"),
        ("show", {"name": "ada", "certain": "yes"}, 400, "certain: 'yes' is unknown"),
        ("show", {"name": "ada\x1b[31m"}, 400, "'name' holds a control character; leave it out"),
        ("show", {"name": "a" * 30_000}, 404, "no entity is called 'aaa"),
        ("search", {"q": "ada", "kind": "person"}, 400, "search takes no 'kind'"),
        ("../../etc/passwd", {}, 400, "no question '../../etc/passwd'; known are neighbours"),
        ("", {}, 400, "no question ''"),
    ],
)
def test_what_cannot_be_answered_is_told_in_words(
    served: Served, question: str, parameters: Any, code: int, words: str
) -> None:
    found, told = _asked(served, question, **parameters)
    assert (found, list(told)) == (code, ["error"])
    assert words in told["error"]


@pytest.mark.parametrize("query", ["name=%ff", "name=%C3%28", "&".join(["a=1"] * 10_000)])
def test_a_query_that_is_no_text_or_too_long_is_told_so(served: Served, query: str) -> None:
    answer = served.ask(f"api/show?{query}")
    assert answer.code in (400, 414)
    assert b"is no text in UTF-8, or has too many parameters" in answer.body or answer.code == 414


def test_a_percent_sign_that_encodes_nothing_stands_for_itself(served: Served) -> None:
    assert "no entity is called '%zz%'" in json.loads(served.ask("api/show?name=%zz%").body)["error"]


# What the data become


def test_a_change_of_the_data_shows_when_the_page_is_loaded_again(folder: Path) -> None:
    with serving(site(folder)) as served:
        first = served.ask().body
        assert served.ask().body == first
        entities = folder / "entities.yaml"
        entities.write_text(entities.read_text() + "- {id: carol, kind: person, name: Carol}\n")
        assert _asked(served, "search", q="carol")[1]["results"] == []
        assert served.ask().body != first
        assert [one["id"] for one in _asked(served, "search", q="carol")[1]["results"]] == ["carol"]


def test_a_dataset_that_is_broken_meanwhile_is_told_in_words_and_mended(folder: Path) -> None:
    with serving(site(folder)) as served:
        first, entities = served.ask().body, folder / "entities.yaml"
        text = entities.read_text()
        entities.unlink()
        broken = served.ask()
        assert (broken.code, broken.headers["Content-Type"]) == (503, "text/html; charset=utf-8")
        assert b"holds no dataset; it needs entities.yaml" in broken.body
        assert b"<script" not in broken.body
        assert _asked(served, "show", name="ada")[0] == 200  # as it was
        entities.write_text(text)
        assert served.ask().body == first


def test_a_name_that_is_no_more_is_told_in_words(folder: Path) -> None:
    with serving(site(folder, "york")) as served:
        assert served.ask().code == 200
        entities = folder / "entities.yaml"
        entities.write_text(entities.read_text().replace("york", "hull").replace("York", "<b>Hull"))
        assert b"no entity is called &#x27;york&#x27;" in served.ask().body


def test_what_was_not_known_then_is_neither_shown_nor_found(folder: Path) -> None:
    with serving(site(folder, known_at="2017")) as served:
        assert _asked(served, "show", name="ada")[1]["facts"] == []


def test_the_command_for_a_shell_has_what_the_page_was_opened_by(folder: Path) -> None:
    sources = folder / "sources.yaml"
    sources.write_text(sources.read_text() + "- {id: other, title: Another, date: 2020}\n")
    with serving(site(folder, known_at="2024", without=["other"])) as served:
        _, told = _asked(served, "path", start="ada", goal="brian")
    command = f"akg path ada brian --known-at 2024 --without-source other --data {folder}"
    assert told["paths"]["command"] == command
    assert told["paths"]["options"] == {}
    assert run(*command.split()[1:]).code == 0


# Who is answered


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:1"},
        {"Host": "localhost"},
        {"Host": "[::1]"},
        {"Host": "0.0.0.0"},
        {"Host": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_nobody_else_is_answered(served: Served, headers: dict[str, str]) -> None:
    for path in ("", "api/search?q=ada"):
        answer = served.ask(path, **headers)
        assert (answer.code, answer.body) == (403, b"")
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_the_port_that_browsers_leave_out_need_not_stand_in_host(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Server, "port", 80)
    assert served.server.hosts == ("127.0.0.1:80", "localhost:80", "127.0.0.1", "localhost")


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_the_page_and_who_opened_it_are_answered_under_either_name(served: Served, site: str) -> None:
    for host in served.server.hosts:
        headers = {"Host": host, "Origin": f"http://{host}", "Sec_Fetch_Site": site}
        assert served.ask(**headers).code == 200
    other = {"Host": served.server.hosts[0], "Origin": f"http://{served.server.hosts[1]}"}
    assert served.ask(**other).code == 403


def test_two_hosts_are_none(served: Served) -> None:
    host = f"Host: {served.host}\r\n"
    assert served.raw(f"GET {served.secret} HTTP/1.1\r\n{host}{host}\r\n".encode()).startswith(
        b"HTTP/1.0 403"
    )


@pytest.mark.parametrize(
    "path",
    ["/", "/favicon.ico", "/api/search?q=ada", "/wrong/", "/wrong/api/search", "//", "/%2e%2e/", "/\xff/"],
)
def test_without_the_secret_nothing_is_there(served: Served, path: str) -> None:
    told = served.raw(f"GET {path} HTTP/1.1\r\nHost: {served.host}\r\n\r\n".encode("latin-1"))
    head, _, body = told.partition(b"\r\n\r\n")
    assert (head.split(b"\r\n")[0], body) == (b"HTTP/1.0 404 Not Found", b"")


@pytest.mark.parametrize(
    "path", ["entities.yaml", "../entities.yaml", "..%2fentities.yaml", "assets/", "x", "index.html", "api"]
)
def test_no_file_is_read_by_a_path_and_no_folder_listed(served: Served, path: str) -> None:
    answer = served.ask(path)
    assert (answer.code, answer.body) == (404, b"")


def test_the_secret_without_its_slash_is_nothing(served: Served) -> None:
    assert served.ask(served.secret.rstrip("/")).code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get"])
def test_nothing_can_be_written(served: Served, method: str) -> None:
    answer = served.ask(method=method)
    assert (answer.code, answer.body, answer.headers["Allow"]) == (405, b"", "GET, HEAD")


def test_the_address_for_a_browsers_command_line_leads_to_the_page_once(served: Served) -> None:
    entry = served.server.entry.removeprefix(f"http://{served.host}")
    assert served.server.secret not in entry
    assert served.ask(entry, Host="evil.example").code == 403  # and is not used up by that
    first = served.ask(entry)
    assert (first.code, first.headers["Location"]) == (303, served.secret)
    assert served.ask(entry).code == 404


def test_each_server_has_a_secret_of_its_own(folder: Path) -> None:
    with serving(site(folder)) as one, serving(site(folder)) as other:
        assert one.secret != other.secret
        assert len(one.server.secret) >= 32
        assert other.ask(one.secret).code == 404


# Those who mean ill, or are slow


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 1_000 + b"\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 9,
        bytes(range(256)),
    ],
)
def test_what_is_no_request_is_answered_with_nothing_or_an_error_without_words(
    served: Served, sent: bytes
) -> None:
    told = served.raw(sent)
    head, _, body = told.partition(b"\r\n\r\n")
    assert not told or (b" 4" in head.split(b"\r\n")[0] or b" 5" in head.split(b"\r\n")[0])
    assert (body, b"Server:" in head) == (b"", False)
    assert served.ask().code == 200


def test_one_who_has_gone_is_not_worth_a_word(served: Served) -> None:
    for _ in range(20):
        with socket.create_connection((HOST, served.server.port)) as one:
            one.sendall(f"GET {served.secret} HTTP/1.1\r\nHost: {served.host}\r\n\r\n".encode())
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # a reset
    assert served.ask().code == 200


def test_one_who_sends_a_byte_now_and_then_is_dropped(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "PATIENCE", 0.3)
    with socket.create_connection((HOST, served.server.port), timeout=20) as slow:
        begun = time.monotonic()
        closed = False
        while not closed and time.monotonic() - begun < 10:
            try:
                slow.sendall(b"G")
                time.sleep(0.1)
                slow.setblocking(False)
                closed = slow.recv(1) == b""
            except BlockingIOError:
                pass
            except ConnectionError:
                closed = True
            finally:
                slow.setblocking(True)
        assert closed


def test_those_who_only_hold_connections_open_do_not_keep_others_out_for_long(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "PATIENCE", 0.5)
    held = [socket.create_connection((HOST, served.server.port)) for _ in range(AT_ONCE + 10)]
    try:
        until = time.monotonic() + 20
        code = 0
        while code != 200 and time.monotonic() < until:
            try:
                code = served.ask().code
            except (ConnectionError, OSError):
                time.sleep(0.1)
        assert code == 200
    finally:
        for one in held:
            one.close()


def test_a_browser_that_opens_more_connections_than_it_uses_is_answered(served: Served) -> None:
    with socket.create_connection((HOST, served.server.port)):
        assert served.ask().code == 200


def test_an_error_of_the_programs_own_is_told_in_a_line_and_ends_nothing() -> None:
    told: list[str] = []

    def fails(path: str, query: str) -> Answer:
        raise ZeroDivisionError("of its own")

    with Server(fails, told.append) as one:
        Thread(target=one.serve_forever, daemon=True).start()
        connection = HTTPConnection(HOST, one.port, timeout=20)
        for _ in range(2):
            connection.request("GET", f"/{one.secret}/")
            with pytest.raises(ConnectionError):
                connection.getresponse()
            connection.close()
        one.shutdown()
    assert told == ["an answer to the browser failed: ZeroDivisionError: of its own"] * 2


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(Taken) as raised:
            Server(lambda path, query: Answer(404), print, port)
    assert str(raised.value) == (
        f"--port: cannot listen on {port}: Address already in use; name another, or none"
    )

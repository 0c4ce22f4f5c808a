"""The page of the explorer: what it is made of, and what it may do."""

import gzip
import io
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import kept
import pytest
from commandline import run
from conftest import Write
from hypothesis import given
from hypothesis import strategies as st
from served import ASSETS

from akg.web import extent, page

# All that Python can hold as text, surrogates and controls too.
ANYTHING = st.text(st.characters(codec=None, categories=None), max_size=60) | st.sampled_from(
    ["</script>", "<!--<script>", "]]>", "{{script}}", "{{content}}", "&lt;", "\u2028", "\ud800", "\x00"]
)


@pytest.fixture(autouse=True)
def _in_small() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page, "asset", ASSETS.__getitem__)
        yield


class _Elements(HTMLParser):
    """The elements of a page with what stands in them, as a reader of HTML takes them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.policy = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, ""))
        if dict(attrs).get("http-equiv") == "Content-Security-Policy":
            self.policy = dict(attrs)["content"] or ""

    def handle_data(self, data: str) -> None:
        if self.found:
            tag, before = self.found[-1]
            self.found[-1] = (tag, before + data)


def _told(text: str) -> Any:
    packed = re.search(r'id="content">(.*?)</script>', text, re.S)
    assert packed
    return json.loads(gzip.decompress(b64decode(packed[1])))


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@given(title=ANYTHING, name=ANYTHING)
def test_whatever_data_hold_they_stay_data(title: str, name: str) -> None:
    made = page.made({"title": title, "entities": [{"name": name}]})
    plain = page.made({"title": "", "entities": []})
    assert [tag for tag, _ in _Elements(made.text).found] == [tag for tag, _ in _Elements(plain.text).found]
    told = _told(made.text)
    assert (told["title"], told["entities"][0]["name"]) == (title, name)
    assert made.policy == plain.policy
    assert made.text.encode() == page.made({"title": title, "entities": [{"name": name}]}).text.encode()


def test_a_title_is_text_and_no_place_in_it_is_filled() -> None:
    made = page.made({"title": "<b>{{script}}</b> & co\x1b[31m"}).text
    found = re.search("<title>(.*)</title>", made)
    assert found
    assert (found[1], unescape(found[1])) == (
        "&lt;b&gt;{{script}}&lt;/b&gt; &amp; co[31m", "<b>{{script}}</b> & co[31m",
    )  # fmt: skip


def test_the_licences_of_what_is_in_a_page_go_with_it() -> None:
    made = page.made({"title": "data"}).text
    assert made.endswith("</html><!--\nFree for all, {{title}} too.\n------\n-->")


def test_nothing_in_the_licences_ends_the_comment_that_they_stand_in() -> None:
    licences = files("akg.web").joinpath("assets", "LICENSES.txt").read_text(encoding="utf-8")
    assert "Cytoscape Consortium" in licences
    assert not re.search("--!?>|<!--", licences)


def test_the_policy_allows_what_is_in_the_page_and_nothing_else() -> None:
    made = page.made({"title": "data"})
    elements = _Elements(made.text)
    inside = dict(elements.found)
    assert elements.policy == (
        f"default-src 'none'; script-src {_hash(inside['script'])}; style-src {_hash(inside['style'])}; "
        "img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )
    assert made.policy == f"{elements.policy}; frame-ancestors 'none'"


def test_a_page_that_is_served_may_ask_where_it_came_from() -> None:
    made = page.made({"title": "data", "served": True})
    assert "; connect-src 'self';" in made.policy
    assert "; connect-src 'self';" in _Elements(made.text).policy


def test_a_file_is_exported_the_same_each_time_with_all_that_is_claimed(
    dataset: Write, tmp_path: Path
) -> None:
    folder, file = dataset(), tmp_path / "page.html"
    ran = run("export", "html", "-o", str(file), "--data", str(folder))
    assert (ran.code, ran.out, ran.err) == (0, "", f"akg: wrote {file}: 4 entities, 1 relation\n")
    first = file.read_bytes()
    run("export", "html", "-o", str(file), "--data", str(folder))
    assert file.read_bytes() == first
    told = _told(first.decode())
    assert [one["id"] for one in told["entities"]] == ["ada", "brian", "guild", "york"]
    assert [one["sentence"] for one in told["facts"]] == ["Ada met Brian"]
    assert (told["title"], told["served"], told["lines"], told["graph"]) == (tmp_path.name, False, [], True)
    assert [one["id"] for one in told["kinds"]] == ["person", "group", "place"]
    assert [one["id"] for one in told["types"]] == ["met"]


def test_a_file_says_through_what_the_data_were_seen(dataset: Write, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    asked = ("--known-at", "2021", "--without-source", "paper", "--type", "met", "--at", "2019")
    ran = run("export", "html", "-o", str(file), "--data", str(dataset()), *asked)
    assert ran.code == 1  # nothing is left
    assert _told(file.read_text("utf-8"))["lines"] == [
        "as known at 2021",
        "only what passes --at 2019 --type met --without-source paper",
    ]


def test_a_file_says_how_many_records_errors_keep_out_of_it(dataset: Write, tmp_path: Path) -> None:
    relations = """\
        - {from: ada, type: met, to: brian, date: 2019, source: paper}
        - {from: ada, type: met, to: nobody, date: 2019, source: paper}
        """
    folder, file = str(dataset(relations=relations)), tmp_path / "page.html"
    run("export", "html", "-o", str(file), "--data", folder)
    opened = run("path", "ada", "brian", "--format", "html", "--data", folder).out
    for made in (file.read_text("utf-8"), opened):
        assert _told(made)["lines"] == ["1 record was left out for errors; akg check tells why"]


def test_an_exported_part_holds_what_passes_and_what_that_joins(dataset: Write, tmp_path: Path) -> None:
    relations = """\
        - {from: ada, type: met, to: brian, date: 2019, source: paper}
        - {from: ada, type: member-of, to: guild, source: paper}
        """
    file = tmp_path / "page.html"
    run("export", "html", "-o", str(file), "--type", "member-of", "--data", str(dataset(relations=relations)))
    told = _told(file.read_text("utf-8"))
    assert [one["id"] for one in told["entities"]] == ["ada", "guild"]
    assert [one["sentence"] for one in told["facts"]] == ["Ada is member of Guild"]


def test_more_than_a_page_holds_is_refused_with_what_to_do(
    dataset: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extent, "MOST_FACTS", 3)
    file = tmp_path / "page.html"
    ran = run("export", "html", "-o", str(file), "--data", str(dataset()))
    assert (ran.code, file.exists()) == (2, False)
    assert "narrow them with --type, --kind, --from and --to or another filter" in ran.err
    assert run("export", "html", "--kind", "person", "-o", str(file), "--data", str(dataset())).code == 0


@pytest.mark.parametrize("command", [("export", "html"), ("path", "ada", "brian", "--format", "html")])
def test_no_page_is_poured_on_a_terminal(dataset: Write, command: tuple[str, ...]) -> None:
    ran = run(*command, "--data", str(dataset()), tty=True)
    assert (ran.code, ran.out) == (2, "")
    assert "write it into a file: akg " in ran.err
    assert ".html" in ran.err


def test_paths_go_to_stdout_as_a_page_that_is_opened_on_them(dataset: Write) -> None:
    ran = run("path", "Ada", "Brian", "--at", "2019", "--format", "html", "--data", str(dataset()))
    assert (ran.code, ran.err) == (0, "")
    told = _told(ran.out)
    [paths] = told["paths"]
    assert paths["command"] == "akg path ada brian --at 2019"
    assert paths["options"] == {"k": 3, "rank": "cost", "at": "2019"}
    assert [one["entities"] for one in paths["results"]] == [["ada", "brian"]]
    assert told["focus"] == ["ada", "brian"]


def test_a_command_line_says_all_that_was_asked_of_a_path(dataset: Write) -> None:
    relations = """\
        - {from: ada, type: met, to: guild, date: 2019, source: paper}
        - {from: guild, type: met, to: brian, date: 2019, source: paper}
        """
    asked = ("--via", "Guild", "--avoid", "York", "-k", "1", "--same-time", "--type", "met,leads")
    folder = str(dataset(relations=relations))
    [paths] = _told(run("path", "Ada", "Brian", *asked, "--format", "html", "--data", folder).out)["paths"]
    assert paths["command"] == (
        "akg path ada brian --k 1 --via guild --avoid york --same-time --type met,leads"
    )
    told = run(*paths["command"].split()[1:], "--format", "json", "--data", folder)
    assert json.load(io.StringIO(told.out))["results"][0]["entities"] == ["ada", "guild", "brian"]


def test_a_file_says_how_a_shell_is_asked_of_the_same_state(dataset: Write) -> None:
    folder = dataset(sources="- {id: paper, title: A paper, date: 2020}\n- {id: leaflet, title: A leaflet}\n")
    kept.begin(folder)
    rev = kept.keep(folder)
    asked = ("--rev", "HEAD", "--known-at", "2024", "--without-source", "leaflet", "--data", str(folder))
    told = _told(run("path", "ada", "brian", "--format", "html", *asked).out)
    assert told["given"] == {"rev": rev, "known-at": "2024", "without-source": "leaflet"}
    assert told["paths"][0]["command"] == (
        f"akg path ada brian --without-source leaflet --known-at 2024 --rev {rev}"
    )


def test_what_follows_from_the_data_moves_nothing_on_the_map_of_the_data(dataset: Write) -> None:
    relations = """\
        - {from: carol, type: parent-of, to: ada, source: paper}
        - {from: carol, type: parent-of, to: brian, source: paper}
        - {from: ada, type: met, to: dora, date: 2019, source: paper}
        """
    names = "".join(f"- {{id: {id}, kind: person, name: {id}}}\n" for id in ("ada", "brian", "carol", "dora"))
    folder = str(dataset(entities=names, relations=relations))
    before = run("export", "html", "--data", folder).out
    paths = run("path", "ada", "brian", "--inferred", "-k", "1", "--format", "html", "--data", folder).out
    told = _told(paths)
    assert [fact["type"] for fact in told["facts"] if "derived" in fact] == ["sibling-of"]
    assert told["lines"] == ["asked with --inferred"]
    assert run("export", "html", "--data", folder).out == before


def test_a_page_opened_on_paths_holds_all_of_their_steps_however_large_the_graph(
    dataset: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extent, "MOST_FACTS", 2)
    met = "".join(
        f"- {{from: ada, type: met, to: brian, date: {1990 + n}, source: paper}}\n" for n in range(9)
    )
    ran = run("path", "ada", "brian", "--format", "html", "--data", str(dataset(relations=met)))
    told = _told(ran.out)
    [step] = told["paths"][0]["results"][0]["steps"]
    assert len(step["facts"]) == 9
    assert {one["id"] for one in told["facts"]} == set(step["facts"])
    assert told["lines"] == ["of 4 entities only those around these paths are in this file"]
    assert told["graph"] is False


def test_many_questions_make_no_page(dataset: Write) -> None:
    ran = run("path", "--pairs", "-", "--format", "html", "--data", str(dataset()))
    assert (ran.code, ran.err) == (
        2, "akg: --batch answers in JSON Lines; leave out --format html\n",
    )  # fmt: skip

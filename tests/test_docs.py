"""What the documentation says is so: its listings, examples, tables, links."""

import doctest
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from listings import Desk, built_in, refreshed
from pages import BLOCK, PAGES, ROOT, files, name, read, rows, section
from pictures import MOST, PICTURES
from pydantic import BaseModel
from test_layers import LAYERS

import akg
from akg import checks, dates, loader, schema, walk
from akg.cli import COMMANDS
from akg.codes import CODES, Rule, Told
from akg.snapshot.compiler import compiled

SRC = Path(akg.__file__).parent
EVERY = (*PAGES, ROOT / "CHANGELOG.md")


# Listings


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_shows_what_the_program_prints_today(page: Path) -> None:
    text = read(name(page))
    assert text == refreshed(text), "make docs brings it up to date; read the difference"


def test_a_listing_is_what_a_terminal_of_its_own_shows() -> None:
    command = 'akg path Taliban "Hamza bin Laden" -k 1'
    desk = Desk(ROOT)
    assert desk.akg(["path", "Taliban", "Hamza bin Laden", "-k", "1"]) == desk.shell(command)


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    example = doctest.DocTestParser().get_doctest(read("README.md"), {}, "README.md", "README.md", 0)
    assert len(example.examples) > 5
    assert doctest.DocTestRunner().run(example).failed == 0


# Links


def slug(heading: str) -> str:
    """Make the anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def links(page: Path) -> Iterator[tuple[str, str]]:
    prose = BLOCK.sub("", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if not re.match(r"[a-z]+:", target):
            path, _, anchor = target.partition("#")
            yield path, anchor


@pytest.mark.parametrize("page", EVERY, ids=name)
def test_a_link_leads_to_a_file_and_a_heading_that_exist(page: Path) -> None:
    for path, anchor in links(page):
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{path} of {name(page)}"
        if anchor:
            text = BLOCK.sub("", target.read_text(encoding="utf-8"))
            assert anchor in [slug(heading) for heading in re.findall(r"^#+ (.*)$", text, re.M)], anchor


def test_every_picture_is_shown_somewhere_and_is_small() -> None:
    shown = {(page.parent / path).resolve() for page in EVERY for path, _ in links(page)}
    made = set(PICTURES.iterdir())
    assert made <= shown
    assert {picture.name: picture.stat().st_size for picture in made if picture.stat().st_size > MOST} == {}


def test_every_page_is_linked_from_the_readme() -> None:
    linked = {path for path, _ in links(ROOT / "README.md")}
    assert {name(page) for page in EVERY if page.name != "README.md"} <= linked


# Commands, vocabulary, modules


def test_the_readme_lists_every_command_with_the_words_of_its_help() -> None:
    told = {command.strip("`").split()[1]: words for command, words in rows(section("README.md", "Commands"))}
    assert told == dict(COMMANDS)


def test_the_reference_has_a_section_for_every_command() -> None:
    assert re.findall(r"^## akg (\w+)$", read("docs/commands.md"), re.M) == list(COMMANDS)


def test_the_vocabulary_shown_is_that_which_the_loader_reads() -> None:
    read_by_loader = loader.load(ROOT / "docs" / ".." / "data").vocabulary
    for made, loaded in zip(built_in(), read_by_loader, strict=True):
        assert set(made) <= set(loaded)


def test_the_architecture_names_every_layer_in_order() -> None:
    table = rows(section("docs/architecture.md", "Architecture"))
    assert [module for cells in table for module in re.findall(r"`(\w+)`", cells[1])] == list(LAYERS)


# Errors

TOLD: dict[str, Told] = {"Warnings": "warning", "Second looks": "second look"}


def faults_told() -> dict[str, tuple[str, Told]]:
    """Give of each code of the page its example, and how it is told."""
    groups = re.split(r"^## ", read("docs/errors.md"), flags=re.M)[1:]
    return {
        cells[0].strip("`"): (cells[2], TOLD.get(group.partition("\n")[0], "error"))
        for group in groups
        for cells in rows(group)
    }


MAKERS = r"""(?x)
    (?: (?:PydanticCustomError | _Refused | _Broken | _fault)\( \s* | "(?:error|warning)", \s* )
    "(?!warning")([a-z-]+)"
"""


def codes_in_the_source() -> set[str]:
    """Find the codes that are made anywhere: the calls that take one, and the tables of them."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in SRC.glob("*.py")}
    found = {code for text in texts.values() for code in re.findall(MAKERS, text)}
    found |= set(re.findall(r'^ +"\w+": \("([a-z-]+)", "', texts["complaints"], re.M))
    found |= set(re.findall(r'return \(?\s*"([a-z-]+)",', texts["complaints"]))
    found |= set(re.findall(r'"([a-z-]+)": "(?:error|warning)"', texts["checks"]))
    found |= set(re.findall(r'\("([a-z-]+)", "(?:the|also a) name"\)', texts["checks"]))
    return found | {f"unknown-{what.split()[-1]}" for what in walk.known(loader.load(ROOT / "data"))}


def test_every_code_in_the_source_has_a_row_and_every_row_a_code() -> None:
    assert sorted(faults_told()) == sorted(codes_in_the_source())


def test_the_page_says_of_a_code_what_the_table_of_codes_does() -> None:
    """The page has links besides."""
    told = {
        cells[0].strip("`"): [re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", cells[n]) for n in (1, 3)]
        for group in re.split(r"^## ", read("docs/errors.md"), flags=re.M)[1:]
        for cells in rows(group)
    }
    severities = {code: severity for code, (_, severity) in faults_told().items()}
    assert {c: Rule(means, remedy, severities[c]) for c, (means, remedy) in told.items()} == dict(CODES)
    assert list(told) == list(CODES)


# Examples that cannot stand in a table: the file that each is about, and its content; None: it is missing.
IN_WORDS: dict[str, tuple[str, bytes | None]] = {
    "no `relations.yaml`": ("relations", None),
    "a file saved as Latin-1": ("sources/more", "- {id: a, title: Zürich}".encode("latin-1")),
    "1,001 empty items": ("sources/more", b"-\n" * 1_001),
    "a title of 10,001 letters": ("sources/more", f"- {{id: a, title: {'b' * 10_001}}}".encode()),
}


def written(example: str, folder: Path) -> Path:
    """Write the dataset of the page, changed as an example says."""
    for file, text in files("docs/errors.md").items():
        (folder / file).write_text(text, encoding="utf-8")
    for part, text in re.findall(r"`([\w/.]+)`: `([^`]+)`", example):
        path = folder / (part if "." in part else f"{part}.yaml")
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as out:
            out.write(text.replace("↵", "\n") + "\n")
    if example in IN_WORDS:
        part, content = IN_WORDS[example]
        (folder / part).parent.mkdir(exist_ok=True)
        (folder / f"{part}.yaml").unlink(missing_ok=True)
        if content is not None:
            (folder / f"{part}.yaml").write_bytes(content)
    return folder


@pytest.mark.parametrize(("code", "example", "told"), [(c, *told) for c, told in faults_told().items()])
def test_the_example_of_an_error_has_that_error_alone(
    code: str, example: str, told: Told, tmp_path: Path
) -> None:
    found = checks.run(loader.load(written(example, tmp_path)), strict=told == "second look")
    if code == "more":
        found = tuple(fault for fault in found if fault.code != "no-value")
    severity = "error" if told == "error" else "warning"
    assert [(fault.code, fault.severity) for fault in found] == [(code, severity)]


# The data format

SHORT = schema.Evidence.FIELDS
RECORDS: dict[str, tuple[type[BaseModel], tuple[str, ...]]] = {
    "Sources": (schema.Source, ()),
    "Claims": (schema.Claim, ()),
    "Entities": (schema.Entity, SHORT),
    "Aliases": (schema.Alias, SHORT),
    "Figures": (schema.Figure, SHORT),
    "Events": (schema.Party, ()),
    "Relations": (schema.Relation, SHORT),
    "Kinds": (schema.Kind, ()),
    "Relation types": (schema.RelationType, ()),
    "Chains": (schema.Chain, ()),
}


@pytest.mark.parametrize("heading", RECORDS)
def test_every_key_of_a_record_is_told_and_whether_it_is_required(heading: str) -> None:
    record, elsewhere = RECORDS[heading]
    fields = {field.alias or name: field for name, field in record.model_fields.items()}
    told = {
        key: cells[2].startswith("yes")
        for cells in rows(section("docs/data-format.md", heading))
        for key in re.findall(r"`(\w+)`", cells[0])
    }
    assert told == {key: field.is_required() for key, field in fields.items() if key not in elsewhere}


@pytest.mark.parametrize("heading", RECORDS)
def test_an_editor_says_of_a_key_what_the_page_does(heading: str) -> None:
    record, elsewhere = RECORDS[heading]
    told = {
        key: re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", cells[1]).replace("`", "")
        for cells in rows(section("docs/data-format.md", heading))
        for key in re.findall(r"`(\w+)`", cells[0])
    }
    fields = {field.alias or name: field for name, field in record.model_fields.items()}
    assert told == {key: field.description for key, field in fields.items() if key not in elsewhere}


# Dates


def test_every_date_of_the_page_is_one() -> None:
    written = [
        code
        for cells in rows(section("docs/dates.md", "What to write"))
        for code in re.findall("`([^`]+)`", cells[1])
    ]
    assert len(written) > 30
    for date in written:
        dates.parse(date)


def test_a_refused_date_is_answered_as_the_page_says() -> None:
    refusals = re.findall(r"^    '(.+)' is no date: .*$", read("docs/dates.md"), re.M)
    assert len(refusals) == 3
    for text in refusals:
        with pytest.raises(dates.DateError) as refused:
            dates.parse(text)
        assert f"    {refused.value}\n" in read("docs/dates.md")


def test_what_is_not_supported_is_refused_and_what_to_write_instead_is_not() -> None:
    for _, examples, instead in rows(section("docs/dates.md", "What of EDTF is not supported")):
        for example in re.findall("`([^`]+)`", examples):
            with pytest.raises(dates.DateError):
                dates.parse(example)
        for date in re.findall("`([^`]+)`", instead):
            dates.parse(date)


# The snapshot


def test_the_layout_of_the_snapshot_is_told_section_by_section() -> None:
    told = {
        name: code
        for names, code, _ in rows(section("docs/snapshot.md", "The layout"))
        for name in re.findall(r"`([a-z.]+)`", names)
        if code in ("s", "B", "H", "I", "Q", "q")
    }
    written = {one.name: one.code for one in compiled(loader.load(ROOT / "data"))}
    places = {f"{name}.at": "Q" for name in written if f"{name}.at" in written}
    lists = {
        f"{keys}.{of}": "I" for keys, of in (("folds", "name"), ("words", "name"), ("summaries", "node"))
    }
    assert told | places | lists == written

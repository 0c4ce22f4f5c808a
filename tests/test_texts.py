"""Texts: what of a file is paragraph 1, what is left out, and what is refused."""

import time
from pathlib import Path

import pytest
from commandline import process
from conftest import ARTICLE, with_article
from hypothesis import given
from hypothesis import strategies as st

from akg import texts
from akg.texts import BadText, Form, Text

PLAIN = """\
Who sold the quay?

By Tom Hale
Photo: Port Aldo

A board under pressure.

The board met in May. Nobody
came on time.

What followed

It met again.
\t
“And then?”

A third part
"""
MARKDOWN = """\
# Who sold the *quay*?

The **board** met in [May](https://example.org/may). Nobody
came on `time`.

## What followed

> It met again.

1. First item
2. Second_item, <b>bold</b> &amp; done

| Year | What |
|------|------|
| 2019 | A sale |

```
no text
```

<p>Raw page.</p>
"""
PAGE = """\
<!DOCTYPE html><html><head><title>Quay</title><style>p {color: red}</style></head><body>
<nav><ul><li>Home</li></ul></nav>
<article><p>Teaser of something else.</p></article>
<article>
  <header><h1>Who sold the quay?</h1><p>By Tom Hale</p></header>
  <p>The board met<br>in May&nbsp;2019. Nobody <a href="x>y">came</a>.</p><!-- <p>hidden</p> -->
  <figure><img alt="quay"><figcaption>The quay</figcaption></figure>
  <h2>What followed</h2>
  <p>It met again.<p>And again &lt;here&gt;.
  <script>if (a < b) document.write("<p>no</p>")</script>
  <aside><p>Read more.</p></aside>
  <ul><li>First <ul><li>inner</li></ul> last</li></ul>
  <blockquote>Said so.</blockquote><table><tr><th>Year</th><td>2019</td></tr></table>
  <div>Loose words</div>
</article><footer><p>All rights.</p></footer></body></html>
"""


def test_a_plain_text_has_paragraphs_between_blank_lines_and_headings_do_not_count() -> None:
    assert texts.paragraphs(PLAIN) == Text(
        ("The board met in May. Nobody came on time.", "It met again.", "“And then?”"),
        ("Who sold the quay?", "A board under pressure."),
    )


def test_a_plain_text_without_blank_lines_has_a_paragraph_a_line() -> None:
    found = texts.paragraphs("On Clocks\nAda met Brian. He ran.\nThey wrote.\n")
    assert found == Text(("Ada met Brian. He ran.", "They wrote."), ())


def test_the_body_begins_with_the_first_block_that_is_long_or_has_two_sentences() -> None:
    long = "word " * 40
    assert texts.paragraphs(f"A standfirst.\n\n{long}\n\nShort.").paragraphs == (long.strip(), "Short.")
    assert texts.paragraphs("A standfirst by Dr. Ada.\n\nOne. Two.").paragraphs == ("One. Two.",)
    assert texts.paragraphs("One.\n\nTwo.") == Text(("One.", "Two."), ())


def test_markdown_has_its_blocks_without_marks_headings_and_code() -> None:
    assert texts.paragraphs(MARKDOWN, "markdown").paragraphs == (
        "The board met in May. Nobody came on time.", "It met again.", "First item",
        "Second_item, bold & done", "2019", "A sale", "Raw page.",
    )  # fmt: skip


def test_a_page_has_the_blocks_of_its_longest_article() -> None:
    assert texts.paragraphs(PAGE, "html").paragraphs == (
        "The board met in May 2019. Nobody came.", "It met again.", "And again <here>.", "First", "inner",
        "last",     "Said so.", "2019",
    )  # fmt: skip


def test_a_page_without_paragraphs_has_the_text_of_its_divisions() -> None:
    page = "<main><div>Ada met Brian. He ran.</div><div>They wrote.</div></main><div>Menu</div>"
    assert texts.paragraphs(page, "html").paragraphs == ("Ada met Brian. He ran.", "They wrote.")


def test_paragraph_1_can_be_told_by_its_words() -> None:
    found = texts.paragraphs(PLAIN, start="a BOARD under")
    assert (len(found.paragraphs), found.before) == (4, ("Who sold the quay?",))
    with pytest.raises(
        BadText, match="--start: no paragraph begins with 'Nobody'; give the first words of one"
    ):
        texts.paragraphs(PLAIN, start="Nobody")
    with pytest.raises(BadText):
        texts.paragraphs(PLAIN, start="…")


def test_what_follows_the_last_paragraph_can_be_told_by_its_words() -> None:
    text = "Ada met Brian. He ran.\n\nThey wrote. It rained.\n\nAda is a writer. She lives in York."
    assert texts.paragraphs(text, end="ada is a writer").paragraphs == (
        "Ada met Brian. He ran.", "They wrote. It rained.",
    )  # fmt: skip
    with pytest.raises(BadText, match="--end: no paragraph begins with 'Nobody'"):
        texts.paragraphs(text, end="Nobody")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"One.\n\nZ\xfcrich.", ":3:2: byte 0xfc is not UTF-8; save the file as UTF-8"),
        ("One. Two.".encode("utf-16"), ":1:1: byte 0xff is not UTF-8; save the file as UTF-8"),
        (b"One.\nTwo\0.", ":2: holds a NUL character; give the text itself, saved as UTF-8"),
        (b"", ": holds no paragraph; --as plain, markdown or html says how to read it"),
        (b"\n\xe2\x80\x8b\n", ": holds no paragraph; --as plain, markdown or html says how to read it"),
        (b"." * (texts.LARGEST + 1), ": is larger than 2 MiB; split it where its parts begin"),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(tmp_path: Path, content: bytes, fault: str) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(content)
    with pytest.raises(BadText) as caught:
        texts.read(str(path))
    assert str(caught.value) == f"{path}{fault}"


@pytest.mark.parametrize(
    ("name", "form", "first"),
    [
        ("a.txt", None, "<p> One. *Two*."),
        ("a.HTM", None, "One. *Two*."),
        ("a.md", "html", "One. *Two*."),
        ("a.md", None, "One. *Two*."),
    ],
)
def test_the_form_is_told_by_the_ending_or_the_option(
    tmp_path: Path, name: str, form: Form | None, first: str
) -> None:
    (tmp_path / name).write_bytes(b"\xef\xbb\xbf<p> One. *Two*.\r\n")
    assert texts.read(str(tmp_path / name), form).paragraphs == (first,)


def test_a_text_is_read_from_standard_input() -> None:
    ran = process("coverage", "-", "--source", "sarkar-2020", "-f", "jsonl", input="Omar. In 2031.")
    assert (ran.returncode, ran.stdout.splitlines()[0]) == (
        0,
        '{"gap": "date", "paragraph": 1, "entities": [], "joined": null, "words": "2031", "date": "2031", '
        '"fact": null, "at": null, "where": null, "named_in": []}',
    )


HOSTILE = {
    "<": "<", "<div>": "<div>", "<!--": "<!--", "<a '": "<a '", "<script>": "<script>",
    "<article>": "<article>", "</p>": "</p>", "&": "&#", "[": "[", "![": "![a](", "*": "*", "`": "`",
    "> ": "> ", "- ": "- ", "|": "|a", "lines": "\n", "blanks": "\n ", "stops": ". ", "quotes": '."',
}  # fmt: skip


@pytest.mark.parametrize("form", ["plain", "markdown", "html"])
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_the_time_to_read_grows_as_the_text_does(form: Form, piece: str) -> None:
    def seconds(characters: int) -> float:
        text = piece * (characters // len(piece))
        began = time.process_time()
        texts.paragraphs(text, form)
        return time.process_time() - began

    assert seconds(240_000) < 24 * max(seconds(30_000), 0.02)


sentences = st.sampled_from(
    ["Ada met Brian in York.", "“He ran,” she said.", "Was it so? It was.", "In 2019 all left!"]
)


@given(st.lists(st.lists(sentences, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=8), st.data())
def test_every_form_has_the_paragraphs_that_were_put_in(body: list[str], data: st.DataObject) -> None:
    heads = [data.draw(st.sampled_from(["", "Later years"])) for _ in body]
    start = body[0]
    plain = "\n\n".join(f"{head}\n\n{text}" for head, text in zip(heads, body, strict=True))
    marked = "\n\n".join(f"## {head}\n\n{text}" for head, text in zip(heads, body, strict=True))
    page = "".join(f"<h2>{head}</h2><p>{text}</p>" for head, text in zip(heads, body, strict=True))
    for form, text in (("plain", plain), ("markdown", marked), ("html", page)):
        assert texts.paragraphs(text, form, start).paragraphs == tuple(body)  # type: ignore[arg-type]


@given(
    st.text(alphabet="<>/ap!-'\"&;\n# *[]()|.A", max_size=80), st.sampled_from(["plain", "markdown", "html"])
)
def test_no_text_is_too_strange_to_be_split(text: str, form: Form) -> None:
    found = texts.paragraphs(text, form)
    assert all(piece and piece == piece.strip() for piece in (*found.paragraphs, *found.before))


@with_article
def test_the_meeting_of_spring_2019_is_in_paragraph_8_of_the_article() -> None:
    found = texts.read(ARTICLE).paragraphs
    assert (len(found), ["spring 2019" in one for one in found].index(True) + 1) == (15, 8)

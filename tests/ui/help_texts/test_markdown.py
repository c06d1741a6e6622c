"""The small Markdown of the texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deeptuner.ui.help_texts.markdown import (
    Bullets,
    Defaults,
    Heading,
    Paragraph,
    Picture,
    Span,
    Table,
    blocks,
    plain,
    spans,
)


class Told:
    def title(self, path: str) -> str:
        return f"title of {path}"

    def default(self, path: str) -> str:
        return f"default of {path}"


FACTS = Told()


def test_styles_nest() -> None:
    assert spans("a **b `c` [d](e)** *f*", FACTS) == (
        Span("a "),
        Span("b ", bold=True),
        Span("c", bold=True, code=True),
        Span(" ", bold=True),
        Span("d", bold=True, link="e"),
        Span(" "),
        Span("f", italic=True),
    )


def test_facts_are_filled_in() -> None:
    assert spans("{default:a.b}, {setting:c.d}", FACTS) == (
        Span("default of a.b"),
        Span(", "),
        Span("title of c.d", link="setting:c.d"),
    )


def test_a_sum_is_no_italic() -> None:
    assert plain(spans("2 * 3 * 4", FACTS)) == "2 * 3 * 4"


def test_blocks_are_told_apart() -> None:
    text = """one
line

## Head

- a
- b

1. c
2. d

| X | Y |
|---|---:|
| 1 | 2 |
| 3 |

{figure: lora}

{settings: a.b, c.d}"""

    found = blocks(text, FACTS)

    paragraph, heading, bullets, numbers, table, picture, defaults = found
    assert isinstance(paragraph, Paragraph) and plain(paragraph.spans) == "one line"
    assert isinstance(heading, Heading) and plain(heading.spans) == "Head"
    assert isinstance(bullets, Bullets) and not bullets.ordered and len(bullets.items) == 2
    assert isinstance(numbers, Bullets) and numbers.ordered
    assert isinstance(table, Table) and table.aligns == ("left", "right")
    assert [[plain(cell) for cell in row] for row in table.rows] == [["1", "2"], ["3", ""]]
    assert picture == Picture("lora")
    assert defaults == Defaults(("a.b", "c.d"))


@given(st.text(st.characters(blacklist_characters="`*[]{}", blacklist_categories=("Cs",))))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert plain(spans(text, FACTS)) == text


@given(st.text(alphabet="ab*`[](){}|-# \n.:1"))
def test_any_text_can_be_read(text: str) -> None:
    for block in blocks(text, FACTS):
        assert block


@given(st.lists(st.lists(st.text("abc 1", min_size=1), min_size=2, max_size=2), max_size=4))
def test_rows_are_as_long_as_the_header(rows: list[list[str]]) -> None:
    lines = ["| a | b |", "|---|---|", *(f"| {' | '.join(row)} |" for row in rows)]

    (table,) = blocks("\n".join(lines), FACTS)

    assert isinstance(table, Table) and len(table.rows) == len(rows)
    assert all(len(row) == 2 for row in table.rows)

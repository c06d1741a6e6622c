"""Tables of the help: how columns share the width."""

from __future__ import annotations

from deeptuner.ui.help_texts.facts import CatalogueFacts
from deeptuner.ui.help_texts.markdown import Table, blocks
from deeptuner.ui.pages.help.tables import _widths


def widths(first: str, second: str) -> list[int]:
    table = blocks(f"| a | b |\n|---|---|\n| {first} | {second} |", CatalogueFacts())[0]
    assert isinstance(table, Table)
    return _widths(table)


def test_columns_share_the_width_by_their_longest_cells() -> None:
    assert widths("x" * 10, "x" * 30) == [25, 75]


def test_a_long_text_takes_no_more_than_its_part() -> None:
    assert widths("x" * 14, "x" * 500) == [20, 80]


def test_a_chinese_character_takes_the_room_of_two_letters() -> None:
    assert widths("損失不下降了", "x" * 12) == [50, 50]
    assert widths("損" * 7, "失" * 90) == [20, 80]

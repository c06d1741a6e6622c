"""A row as it is drawn: what is coloured, and how often the row is laid out for it."""

from __future__ import annotations

from typing import Any

from pytestqt.qtbot import QtBot

from deeptuner.ui.pages.experiment.row_view import MOST_CHARACTERS, MOST_TURNS, RowView


def turn(pieces: int) -> dict[str, Any]:
    plain = {"special": False, "template": False, "trained": True}
    return {
        "role": "assistant",
        "pieces": [{"text": f"w{n} ", "token": n, **plain} for n in range(pieces)],
    }


def test_a_row_of_many_tokens_is_laid_out_once_and_not_for_each(qtbot: QtBot) -> None:
    view = RowView()
    qtbot.addWidget(view)
    laid_out: list[int] = []
    view.document().contentsChange.connect(lambda at, *_: laid_out.append(at))
    view.show_turns([turn(300), turn(300)])
    assert "w299" in view.toPlainText()
    assert len(laid_out) < 10


def test_of_a_row_that_is_a_whole_file_only_the_beginning_is_drawn(qtbot: QtBot) -> None:
    view = RowView()
    qtbot.addWidget(view)
    long = {**turn(1)["pieces"][0], "text": "x" * MOST_CHARACTERS}
    view.show_turns([{"role": "user", "pieces": [long]}, *[turn(1)] * 3])
    text = view.toPlainText()
    assert text.count("x") == MOST_CHARACTERS
    assert text.rstrip().endswith("…")
    assert "w0" not in text
    view.show_turns([turn(1)] * (MOST_TURNS + 5))
    assert view.toPlainText().count("w0") == MOST_TURNS
    assert "…" in view.toPlainText()

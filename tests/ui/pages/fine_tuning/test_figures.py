"""What the side panel says of steps and rows."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from deeptuner.settings.load import config_from_text
from deeptuner.ui.pages.fine_tuning.figures import Figures
from tests.ui.pages.fine_tuning.standins import STEPS


@pytest.mark.parametrize(
    ("batching", "title"), [("packed", "Packs to learn from"), ("padded", "Rows to learn from")]
)
def test_packs_are_not_called_rows(batching: str, title: str, qtbot: QtBot) -> None:
    figures = Figures()
    qtbot.addWidget(figures)
    figures.show_steps(STEPS, config_from_text(f"data: {{batching: {batching}}}", "test.yaml"))
    assert figures.rows.accessibleName().startswith(f"{title}: 752")

"""No text of the page is cut, whatever came of the merge, in any language and at the least size."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deeptuner.runs.experiment import Experiment
from deeptuner.ui.languages import speak
from deeptuner.ui.pages.merge_export.page import MergeExportPage
from deeptuner.ui.shell import Shell
from tests.support.trained import finished_run
from tests.ui.pages.merge_export import reports
from tests.ui.pages.merge_export.conftest import Commands
from tests.ui.pages.merge_export.seeing import SOON, opened
from tests.ui.room import all_fits

LEAST = (1280, 690)  # of the page, in a window of 1280×800


@pytest.fixture(params=["en", "zh_TW"])
def language(qapp: object, request: pytest.FixtureRequest) -> Iterator[str]:
    yield speak(request.param)
    speak("en")


@pytest.mark.parametrize("state", ["proven", "faded", "failed", "compared"])
def test_nothing_is_cut(
    language: str,
    state: str,
    page_shell: Shell,
    experiment: Experiment,
    commands: Commands,
    qtbot: QtBot,
) -> None:
    run = finished_run(experiment, {20: 1.1}, kind="qlora")
    merge = experiment.folder / "merge"
    merge.mkdir()
    if state == "failed":
        failed = json.dumps(reports.proof(difference=3.25))
        (merge / f"{run.name}.failed-proof.json").write_text(failed)
    else:
        proof = reports.proof()
        if state == "faded":
            effect = {"id": "effect", "passed": True, "kept": 0.77, "faded": True}
            proof["checks"].append(effect)
        reports.merged_model(experiment, run, proof)
        reports.write_export(experiment, run)
    if state == "compared":
        (merge / f"{run.name}.comparison.json").write_text(json.dumps(reports.comparison()))
    commands.answer("--types", lines=[reports.types(ollama=False, losses=True)])
    page = MergeExportPage(page_shell)
    qtbot.addWidget(page)
    page.resize(*LEAST)
    page.show()
    opened(page, experiment, qtbot)
    card = page.merging.proof
    qtbot.waitUntil(lambda: card._drawn.isVisible(), timeout=SOON)
    types = page.merging.export._types
    qtbot.waitUntil(lambda: state == "failed" or bool(types.key()), timeout=SOON)
    all_fits(qtbot, page)


def test_in_a_narrow_window_the_columns_are_reached_by_scrolling(
    page_shell: Shell, experiment: Experiment, commands: Commands, qtbot: QtBot
) -> None:
    finished_run(experiment, {20: 1.1})
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(960, 490)
    page = MergeExportPage(page_shell)
    page.setParent(host)
    host.show()
    page.resize(host.size())
    page.show()
    opened(page, experiment, qtbot)
    export, bar = page.merging.export, page.merging.across.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0, timeout=SOON)
    assert export.width() >= export.minimumSizeHint().width()
    bar.setValue(bar.maximum())
    assert export.mapTo(page, export.rect().topRight()).x() < page.width()
    page.resize(1280, 490)
    qtbot.waitUntil(lambda: bar.maximum() == 0, timeout=SOON)

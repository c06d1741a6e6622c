"""Sentences come in the window's language, and in English without one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from deeptuner.errors import InputError, RunError, SettingsError
from deeptuner.settings.catalog import sections, spec_by_path, specs
from deeptuner.ui.choices import CHOICES
from deeptuner.ui.translation import (
    Told,
    choice_title,
    explain,
    say,
    section_title,
    setting_help,
    setting_title,
    tr,
)
from deeptuner.words import message


class Backwards(QTranslator):
    """A language in which every sentence of a context is marked with its context."""

    def translate(  # type: ignore[override]
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return f"<{context}> {source}"

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def foreign(qapp: QApplication) -> Iterator[None]:
    translator = Backwards()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def test_english_passes(qapp: QApplication) -> None:
    assert tr("Select Folder") == "Select Folder"
    assert tr("{count} rows are cut", count=3) == "3 rows are cut"
    assert say(message("common.not-found", path="a.json")) == str(
        message("common.not-found", path="a.json")
    )


def test_a_language_translates_the_sentence_and_keeps_the_gaps(foreign: None) -> None:
    assert tr("{count} rows are cut", count=3) == "<ui> 3 rows are cut"
    english = str(message("common.not-found", path="a.json"))
    assert say(message("common.not-found", path="a.json")) == f"<words> {english}"


def test_settings_are_translated_too(foreign: None) -> None:
    spec = spec_by_path()["training.learning_rate"]
    assert setting_title(spec) == f"<settings> {spec.title}"
    assert setting_help(spec) == f"<settings> {spec.help}"
    assert section_title(sections()[1]) == f"<settings> {sections()[1].title}"
    assert choice_title(spec_by_path()["method.kind"], "qlora") == "<settings> QLoRA"


def test_code_stands_in_quotation_marks_of_the_language(foreign: None) -> None:
    assert "<ui> “deeptuner watch last”" in say(message("cli.look-again", run="last"))
    assert "`" not in setting_help(spec_by_path()["model.path"])


def test_a_message_of_a_newer_version_is_shown_as_it_is(foreign: None) -> None:
    assert say(message("future.unknown", count=2)) == "future.unknown (count=2)"


def test_an_error_tells_what_where_and_fix(qapp: QApplication) -> None:
    error = RunError(
        message("common.not-found", path="x"), where="runs/x", fix=message("common.check-path")
    )
    told = explain(error)
    assert told == explain(error.to_json())
    assert told.what == str(error.what)
    assert told.where == "runs/x"
    assert told.fix == str(error.fix)


def test_every_single_mistake_is_told(qapp: QApplication) -> None:
    mistakes = [
        InputError(message("common.not-found", path=name), where=name) for name in ("a", "b")
    ]
    error = SettingsError(message("common.check-path"), mistakes)
    assert [told.where for told in explain(error.to_json()).mistakes] == ["a", "b"]
    assert explain(mistakes[0]) == Told(str(mistakes[0].what), "a")


def test_choices_have_titles_and_titles_have_choices() -> None:
    known = {str(choice) for spec in specs() for choice in (*spec.choices, spec.word)}
    known |= {f"{spec.path}={choice}" for spec in specs() for choice in spec.choices}
    assert set(CHOICES) <= known
    titles = {choice_title(spec, choice) for spec in specs() for choice in spec.choices}
    assert not {title for title in titles if "_" in title}


@pytest.mark.parametrize("path", [spec.path for spec in specs() if spec.choices])
def test_titles_of_one_setting_differ(path: str) -> None:
    spec = spec_by_path()[path]
    titles = [choice_title(spec, choice) for choice in spec.choices]
    assert len(set(titles)) == len(titles)

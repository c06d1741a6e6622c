"""The window's language: chosen, changed back and forth, or the system's."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from deeptuner.settings.catalog import spec_by_path
from deeptuner.ui.languages import OWN_NAMES, speak
from deeptuner.ui.translation import say, setting_title, tr
from deeptuner.words import message

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def english_after(qapp: QApplication) -> Iterator[None]:
    yield
    speak("en")


def test_chinese_reaches_the_window_the_messages_and_the_settings(qapp: QApplication) -> None:
    assert speak("zh_TW") == "zh_TW"
    assert tr("Select Folder") == "選擇資料夾"
    assert tr("{count} rows read", count=3) == "已讀取 3 列"
    english = str(message("common.not-found", path="a.json"))
    assert say(message("common.not-found", path="a.json")) != english
    rate = spec_by_path()["training.learning_rate"]
    assert setting_title(rate) != rate.title


def test_a_mistake_names_its_setting_in_the_windows_language(qapp: QApplication) -> None:
    speak("zh_TW")
    rate = spec_by_path()["training.learning_rate"]
    told = say(message("settings.too-low", title=rate.title, bound="1", value="0"))
    assert setting_title(rate) in told
    assert rate.title not in told


def test_qts_own_words_are_translated_too(qapp: QApplication) -> None:
    speak("zh_TW")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_back_and_forth_leaves_nothing_behind(qapp: QApplication) -> None:
    for _ in range(3):
        speak("zh_TW")
        assert QLocale().language() == QLocale.Language.Chinese
        assert speak("en") == "en"
        assert tr("Select Folder") == "Select Folder"
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
        assert QLocale().language() == QLocale.Language.English


def test_a_language_that_is_not_spoken_is_english(qapp: QApplication) -> None:
    speak("zh_TW")
    assert speak("tlh") == "en"
    assert tr("Select Folder") == "Select Folder"


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({"LC_ALL": "zh_TW.UTF-8"}, "zh_TW"),
        ({"LC_ALL": "zh_HK.UTF-8"}, "zh_TW"),
        ({"LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de:zh_TW:en"}, "zh_TW"),
        ({"LC_ALL": "fr_FR.UTF-8"}, "en"),
        ({"LC_ALL": "zh_CN.UTF-8"}, "en"),
    ],
)
def test_the_systems_language_is_the_first_that_is_spoken(
    environment: dict[str, str], spoken: str
) -> None:
    """In a process of its own: Qt reads the system's languages once."""
    plain = {
        name: value
        for name, value in os.environ.items()
        if name != "LANGUAGE" and not name.startswith(("LC_", "LANG"))
    }
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "from PySide6.QtCore import QCoreApplication\n"
            "from deeptuner.ui.languages import SYSTEM, speak, system_language\n"
            "app = QCoreApplication([])\n"
            "print(system_language(), speak(SYSTEM))",
        ],
        env={**plain, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == [spoken, spoken]


def test_the_catalogues_are_complete_and_current() -> None:
    """Fails after a sentence was changed: `python scripts/make_translations.py` renews them."""
    checked = subprocess.run(
        [sys.executable, "scripts/make_translations.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr


def test_every_language_has_its_catalogue() -> None:
    for name in set(OWN_NAMES) - {"en"}:
        assert (ROOT / "assets" / "translations" / f"deeptuner_{name}.qm").is_file()

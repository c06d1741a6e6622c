"""Which languages the window speaks, and putting one of them in place.

Knows the catalogues in `assets/translations` and Qt's own for its dialogs. Does not know what is
said, nor where the choice is remembered.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from deeptuner.shipped import shipped_folder

SYSTEM: Final = "system"
ENGLISH: Final = "en"
OWN_NAMES: Final = {ENGLISH: "English", "zh_TW": "繁體中文"}  # each in its own language
TRADITIONAL: Final = ("zh_TW", "zh_HK", "zh_MO")  # the system's names for it


def system_language() -> str:
    """The first of the person's languages that the window speaks."""
    for name in QLocale.system().uiLanguages():
        plain = name.replace("-", "_")
        if plain in TRADITIONAL or plain.startswith("zh_Hant"):
            return "zh_TW"
        if plain.split("_")[0] == ENGLISH:
            return ENGLISH
    return ENGLISH


def language_of(preferred: str) -> str:
    """The language that a preference means, which may be the system's."""
    return system_language() if preferred == SYSTEM else preferred


def speak(language: str) -> str:
    """Put the catalogues of `language` (or of the system's) in place of those before.

    Returns the language spoken from now on. What is shown already keeps its words.
    """
    app = QCoreApplication.instance()
    assert app is not None
    for translator in app.findChildren(QTranslator):
        app.removeTranslator(translator)
        translator.setParent(None)
    chosen = language_of(language)
    if chosen not in OWN_NAMES:
        chosen = ENGLISH
    QLocale.setDefault(QLocale(chosen) if language != SYSTEM else QLocale.system())
    if chosen != ENGLISH:
        own = str(shipped_folder("assets") / "translations")
        for name, folder in ((f"deeptuner_{chosen}", own), (f"qtbase_{chosen}", _qt_folder())):
            translator = QTranslator(app)
            if translator.load(name, folder):
                app.installTranslator(translator)
    return chosen


def _qt_folder() -> str:
    return QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)

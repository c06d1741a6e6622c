"""The languages that a page can be written in: those that the window speaks.

Knows the form of the catalogues in `assets/translations` (Qt Linguist's) and reads them without Qt.
What a catalogue lacks stays English.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from deeptuner.errors import InputError
from deeptuner.shipped import shipped_folder
from deeptuner.words import catalogue, message

ENGLISH: Final = "en"
START: Final = "deeptuner_"  # of a catalogue's name; the language follows


@dataclass(frozen=True, slots=True)
class Language:
    """`words` are the sentences by message id, `titles` those of settings by their English."""

    name: str = ENGLISH
    words: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)

    def title(self, english: str) -> str:
        return self.titles.get(english, english)


def languages() -> list[str]:
    """English, and every language that there is a catalogue of."""
    found = (shipped_folder("assets") / "translations").glob(f"{START}*.ts")
    return [ENGLISH, *sorted(file.stem.removeprefix(START) for file in found)]


def language(name: str) -> Language:
    """The language `name`, as `zh_TW`. Raises InputError when there is no catalogue of it."""
    if name == ENGLISH:
        return Language()
    if name not in languages():
        raise InputError(
            message("monitor.page.other-language", language=name),
            fix=message("monitor.page.languages", languages=", ".join(languages())),
        )
    file = shipped_folder("assets") / "translations" / f"{START}{name}.ts"
    contexts = {
        context.findtext("name", ""): _texts(context)
        for context in ET.parse(file).getroot().iter("context")  # noqa: S314 - it came with us
    }
    words = contexts.get("words", {})
    by_id = {key: words[text] for key, text in catalogue().items() if text in words}
    return Language(name, by_id, contexts.get("settings", {}))


def _texts(context: ET.Element) -> dict[str, str]:
    """English to translation; what is not translated is left out."""
    pairs = (
        (one.findtext("source", ""), one.findtext("translation") or "")
        for one in context.iter("message")
    )
    return {source: text for source, text in pairs if text}

"""Every sentence of the window in the person's language.

Knows the three contexts of the catalogues: `ui` (the window's own strings), `words` (messages of
the Qt-free packages) and `settings` (titles and help of the declaration). Does not know which
language is installed, nor where a sentence is shown. Without a translator the English text passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from deeptuner.errors import DeepTunerError, SettingsError, error_from_json
from deeptuner.ui.choices import CHOICES
from deeptuner.words import Message, catalogue, render

if TYPE_CHECKING:  # the declaration imports pydantic, which the first frame must not wait for
    from deeptuner.settings.catalog import FieldSpec, SectionSpec

UI = "ui"
WORDS = "words"
SETTINGS = "settings"
CODE = re.compile("`([^`\n]+)`")


@dataclass(frozen=True, slots=True)
class Told:
    """An error in the window's language: what happened, where, what to do.

    `mistakes` are the single mistakes of one that has several (a config with ten). `id` is what
    happened for who acts on it, where the catalogue has it.
    """

    what: str
    where: str = ""
    fix: str = ""
    mistakes: tuple[Told, ...] = ()
    id: str = field(default="", compare=False)


def tr(text: str, /, **gaps: object) -> str:
    """A string of the window: a literal, so that a script can collect it, with `{gaps}` by name."""
    translated = QCoreApplication.translate(UI, text)
    return translated.format(**gaps) if gaps else translated


def listed(words: Iterable[str]) -> str:
    """Several things in a line, with the comma that the language puts between them."""
    return tr(", ").join(words)


def say(message: Message) -> str:
    """A message of the Qt-free packages in the window's language, its code in quotation marks."""
    english = catalogue().get(message.id)
    if english is None:
        return render(message)
    if isinstance(title := message.params.get("title"), str):  # a setting's, in a sentence
        params = {**message.params, "title": QCoreApplication.translate(SETTINGS, title)}
        message = replace(message, params=params)
    return _quoted(render(message, {message.id: QCoreApplication.translate(WORDS, english)}))


def explain(error: DeepTunerError | Mapping[str, Any]) -> Told:
    """An error, or its JSON from another process, in the window's language."""
    known = error if isinstance(error, DeepTunerError) else error_from_json(dict(error))
    mistakes = known.mistakes if isinstance(known, SettingsError) else ()
    return Told(
        what=say(known.what),
        where=known.where or "",
        fix=say(known.fix) if known.fix else "",
        mistakes=tuple(explain(mistake) for mistake in mistakes),
        id=known.what.id,
    )


def section_title(section: SectionSpec) -> str:
    return QCoreApplication.translate(SETTINGS, section.title)


def setting_title(spec: FieldSpec) -> str:
    return QCoreApplication.translate(SETTINGS, spec.title)


def setting_help(spec: FieldSpec) -> str:
    return _quoted(QCoreApplication.translate(SETTINGS, spec.help))


def choice_title(spec: FieldSpec, value: str | int) -> str:
    """What a choice is called; a name that upstream gave and nobody translates stays as it is."""
    english = CHOICES.get(f"{spec.path}={value}") or CHOICES.get(str(value)) or str(value)
    return QCoreApplication.translate(SETTINGS, english)


def _quoted(text: str) -> str:
    """What a terminal shows between backticks, in the quotation marks of the language."""
    return CODE.sub(lambda code: tr("“{words}”", words=code[1]), text)

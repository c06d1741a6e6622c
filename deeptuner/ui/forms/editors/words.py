"""The few words that editors share.

Knows what an empty field means for a setting, and its unit, in the window's language.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from deeptuner.settings.catalog import FieldSpec
from deeptuner.ui.translation import SETTINGS, choice_title, tr


def for_nothing(spec: FieldSpec) -> str:
    """What an empty field says: the word's title (`Auto`), or that there is nothing."""
    if spec.word is not None:
        return choice_title(spec, spec.word)
    return tr("None") if spec.nullable else ""


def unit_of(spec: FieldSpec) -> str:
    return QCoreApplication.translate(SETTINGS, spec.ui.unit) if spec.ui.unit else ""

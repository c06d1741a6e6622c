"""What the texts leave to the program: titles and defaults of settings, values of presets.

Knows the catalogue and the shipped presets, in English; the window gives titles in its own
language. Does not know Qt.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from deeptuner.settings.catalog import FieldSpec, Value, spec_by_path
from deeptuner.settings.text import text_of

PRESETS: Final = ("speed-up", "higher-precision")
LEFT_ALONE: Final = "–"


class CatalogueFacts:
    """Facts of the declaration. Raises KeyError for a path that is none."""

    def title(self, path: str) -> str:
        return spec_by_path()[path].title

    def default(self, path: str) -> str:
        spec = spec_by_path()[path]
        return self.shown(spec, spec.default)

    def preset(self, name: str, path: str) -> str:
        """The value that the preset sets; a dash when it leaves the setting alone."""
        values = _values(name)
        return self.shown(spec_by_path()[path], values[path]) if path in values else LEFT_ALONE

    def shown(self, spec: FieldSpec, value: Value) -> str:
        """A value as the settings file has it."""
        return self.none if value is None else text_of(spec, value)

    @property
    def none(self) -> str:
        """The word for a setting that is empty."""
        return "none"


def same_value(spec: FieldSpec, value: Value, cell: str) -> bool:
    """Whether a table's cell, such as `16` or `cosine`, stands for the setting's `value`."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return float(cell.replace(",", "")) == float(value)
        except ValueError:
            return False
    return value is not None and cell.strip() == text_of(spec, value)


def warm() -> None:
    """Read the presets, which takes a moment, before an article asks for them."""
    for name in PRESETS:
        _values(name)


@cache
def _values(name: str) -> Mapping[str, Value]:
    from deeptuner.settings.presets import preset_values

    return preset_values(name)

"""Asking one thing at a time, so that a sensor that fails costs only its own value.

Knows the columns of telemetry. Does not know any vendor's library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeVar

from deeptuner.monitor.telemetry.columns import GPU_COLUMNS, Reading, plausible

T = TypeVar("T")
COLUMNS: Final = {column.name: column for column in GPU_COLUMNS}
MIB: Final = 2**20


def ask(call: Callable[..., T], *words: Any) -> T | None:
    """The answer, or None. A vendor's library may raise anything, and what it lacks in this version
    raises AttributeError: both mean that this one value is not known."""
    try:
        return call(*words)
    except Exception:  # noqa: BLE001
        return None


def numeric(value: Any) -> float | None:
    """A number; None for `N/A` and whatever else stands for one."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return ask(float, value)


def checked(name: str, value: Any) -> float | None:
    """The value of a column where it is a number that can be."""
    return plausible(COLUMNS[name], numeric(value))


def first(name: str, values: Iterable[Any]) -> float | None:
    """The first plausible value that is not 0, else 0 if it was there: some drivers put 0 into the
    fields that they do not fill."""
    good = [value for value in (checked(name, each) for each in values) if value is not None]
    return next((value for value in good if value), good[0] if good else None)


def known(values: Mapping[str, Any]) -> Reading:
    """A reading of what is plausible; empty when nothing is, as of a GPU that has gone."""
    found = {name: checked(name, value) for name, value in values.items()}
    return {name: value for name, value in found.items() if value is not None}


def share(part: Any, whole: Any) -> float | None:
    """`part` of `whole` in percent."""
    top, bottom = numeric(part), numeric(whole)
    return None if top is None or not bottom else top / bottom * 100


def scaled(value: Any, factor: float) -> float | None:
    found = numeric(value)
    return None if found is None else found * factor

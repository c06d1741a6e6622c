"""Brings the values of an older settings file up to today's form, one version at a time.

Knows the `version` key and the registered steps. Does not touch the file, nor the values it was
given: a step that fails leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from deeptuner.errors import InputError
from deeptuner.settings.sections.config import VERSION
from deeptuner.words import message

Values = dict[str, Any]
Step = Callable[[Values], None]  # changes the values of version n into those of n + 1, in place

# A step renames and rewrites keys with plain dictionary operations, for whatever keys are there.
STEPS: Mapping[int, Step] = {}


def migrate(
    values: Mapping[str, Any],
    where: str,
    steps: Mapping[int, Step] = STEPS,
    newest: int = VERSION,
) -> Values:
    """The values in the newest form. A file that names no version is taken as of today.

    Raises InputError for a file of a newer program, and when a step fails.
    """
    brought = deepcopy(dict(values))
    version = brought.get("version", newest)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        return brought  # not a version at all: the declaration says so, at its line
    if version > newest:
        raise InputError(
            message("settings.newer", version=version, newest=newest),
            where=where,
            fix=message("settings.update-program"),
        )
    for number in range(version, newest):
        _take(steps, number, brought, where)
    return brought


def _take(steps: Mapping[int, Step], number: int, brought: Values, where: str) -> None:
    try:
        steps[number](brought)
    except Exception as error:
        raise InputError(
            message("settings.migration-failed", old=number, new=number + 1, detail=str(error)),
            where=where,
            fix=message("settings.migration-kept"),
        ) from error
    brought["version"] = number + 1

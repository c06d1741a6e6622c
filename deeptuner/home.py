"""Paths as people write them: `~` is a home folder.

Knows nothing else of paths.
"""

from __future__ import annotations

from pathlib import Path

from deeptuner.errors import InputError
from deeptuner.words import message


def expanded(path: str | Path) -> Path:
    """With a home folder in place of `~` or `~name`. Raises InputError where nobody has that name,
    or a home: a folder that is called so is hardly meant."""
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        raise InputError(
            message("common.no-home"), where=str(path), fix=message("common.check-path")
        ) from error

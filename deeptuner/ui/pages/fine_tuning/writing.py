"""What a person is told when a file cannot be written or deleted.

Knows our own errors and the operating system's. Does not know which file it is for.
"""

from __future__ import annotations

from typing import Final

from deeptuner.errors import DeepTunerError
from deeptuner.ui.translation import Told, explain, tr

REFUSALS: Final = (DeepTunerError, OSError)


def told_of(error: DeepTunerError | OSError) -> Told:
    if isinstance(error, DeepTunerError):
        return explain(error)
    why = error.strerror or str(error)
    return Told(tr("The file cannot be written: {why}.", why=why), str(error.filename or ""))

"""Paths as people write them: `~` is a home folder.

Knows nothing else of paths.
"""

from __future__ import annotations

import os
from pathlib import Path


def expanded(path: str | Path) -> Path:
    """`~` and `~name` as a shell reads them: where nobody has that name it stays what it is, in
    which `Path.expanduser` raises."""
    return Path(os.path.expanduser(path))  # noqa: PTH111

"""Where the files are that come with the program: presets, assets.

Knows the two places: inside the installed package, or at the top of a checkout. Does not know what
is in them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

PACKAGE = Path(__file__).parent


def shipped_folder(name: Literal["presets", "assets"]) -> Path:
    """The folder of that name, of the wheel or else of the checkout."""
    installed = PACKAGE / "_shipped" / name
    return installed if installed.is_dir() else PACKAGE.parent / name

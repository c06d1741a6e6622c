"""Models that Hugging Face's own tools have put on this machine before.

Knows the local hub cache. Never downloads anything.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_ID: Final = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+")  # owner/name


def cached_model(name: str) -> Path | None:
    """The folder of the model with hub id `name`, if its config lies in the local cache."""
    if not _ID.fullmatch(name):
        return None
    from huggingface_hub import try_to_load_from_cache

    found = try_to_load_from_cache(name, "config.json")
    return Path(found).parent if isinstance(found, str) else None

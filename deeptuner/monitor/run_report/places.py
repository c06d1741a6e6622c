"""Places on a person's disk, taken out of what may be handed on.

Knows the folders of a run and of the person. Does not know what the text is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from markupsafe import escape

from deeptuner.runs.folder import RunFolder


def without_places(page: str, run: RunFolder) -> str:
    """A page without the folders that the run and the person's files lie in: `…/runs/a-run` says
    as much, and names nobody."""
    for place, shown in _places(run):
        behind = r"(?=[/\\\s<&,;:.)\]]|$)"
        page = re.sub(re.escape(str(escape(str(place)))) + behind, shown, page)
    return page


def _places(run: RunFolder) -> Iterator[tuple[Path, str]]:
    """The innermost first."""
    if len(run.path.parents) > 2:
        yield run.path.parent.parent, "…"
    home = Path.home()
    if len(home.parts) > 1:
        yield home, "~"

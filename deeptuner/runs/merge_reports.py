"""The reports beside a merged model's folder, by name: proof, failed proof, comparison.

They lie beside it, not inside: programs that read a model's folder take every JSON file in it
along. Does not know what is in them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

Kind = Literal["proof", "failed-proof", "comparison"]
ENDINGS: Final[dict[Kind, str]] = {
    "proof": ".proof.json",
    "failed-proof": ".failed-proof.json",
    "comparison": ".comparison.json",
}
LONGER: Final = max(map(len, ENDINGS.values()))  # bytes that a report's name has more


def beside(folder: Path, kind: Kind) -> Path:
    """The report of that kind on the merged model in `folder`."""
    return folder.with_name(folder.name + ENDINGS[kind])

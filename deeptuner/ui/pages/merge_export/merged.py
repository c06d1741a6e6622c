"""What lies on the disk of a merge: the model, its proof or the one it failed, and the comparison.

Knows the files beside a merged model. Does not know Qt, nor what a proof means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import orjson

from deeptuner.runs.merge_mark import MergeMark, read_mark
from deeptuner.runs.merge_reports import beside

Report = Mapping[str, Any]
RESULT: Final = "adapter"  # the run's folder of the adapter that is its result
LARGEST: Final = 1 << 22  # bytes of a report: a proof on thousands of rows has fewer


@dataclass(frozen=True, slots=True)
class Merged:
    """The merge into `folder`. `whole`: a model is there; `mark` says what was merged, and is None
    where no merge made it. Reports are None where there is none."""

    folder: Path
    whole: bool = False
    mark: MergeMark | None = None
    proof: Report | None = None
    proof_file: Path | None = None
    failed: Report | None = None
    failed_file: Path | None = None
    comparison: Report | None = None

    def of(self, run: str, step: int) -> Merged:
        """What of it is that run's and step's: of another one's merge, nothing is."""
        fits = self.mark is not None and (self.mark.run, self.mark.step) == (run, step)
        return replace(
            self,
            whole=self.whole and fits,
            proof=self.proof if fits else None,
            failed=_about(self.failed, run, step),
            comparison=_about(self.comparison, run, step),
        )


def _about(report: Report | None, run: str, step: int) -> Report | None:
    """The report, unless it names the adapter of another run or checkpoint."""
    named = report.get("adapter") if report is not None else None
    if not isinstance(named, str):
        return report
    adapter = Path(named)
    same = adapter.name in (f"checkpoint-{step}", RESULT) and run in adapter.parts
    return report if same else None


def read_merged(folder: Path) -> Merged:
    """What is there now. A report that is torn counts as none."""
    proof, failed = beside(folder, "proof"), beside(folder, "failed-proof")
    whole = (folder / "config.json").is_file()
    return Merged(
        folder,
        whole,
        read_mark(folder),
        read_report(proof) if whole else None,
        proof,
        read_report(failed),
        failed,
        read_report(beside(folder, "comparison")),
    )


def read_report(file: Path) -> Report | None:
    """A JSON object, or None."""
    try:
        if file.stat().st_size > LARGEST:
            return None
        value = orjson.loads(file.read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return None
    return value if isinstance(value, dict) else None

"""Telemetry as TensorBoard curves, in `tensorboard/telemetry`, beside those of training.

A point is the mean of ten seconds; its step is whole seconds since the run's first sampler began,
so that the steps of a resumed run go on behind those of the attempts before it. Nothing is ever
done twice as training's steps are, and so nothing has to be hidden (purged) on a resume. Knows tags
and steps. Does not know the files' form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from deeptuner.monitor.telemetry.event_files import EventFiles
from deeptuner.monitor.telemetry.layout import Layout, Row
from deeptuner.monitor.telemetry.record import has_room
from deeptuner.runs.folder import RunFolder


class TelemetryCurves:
    """The curves of one run. `numbers`: a GPU's number by its key; one without is left out."""

    def __init__(self, run: RunFolder, began: float) -> None:
        self.numbers: Mapping[str, int] = {}
        self._run = run
        self._began = began
        self._files = EventFiles(run.tensorboard_dir / "telemetry")

    def add(self, layout: Layout, rows: Sequence[Row]) -> None:
        """Write closed buckets of 10 seconds. What a full disk does not take is lost."""
        for when in sorted({row.time for row in rows}):
            values: dict[str, float] = {}
            for row in rows:
                if row.time == when:
                    values |= self._values(layout, row)
            if values and has_room(self._run.path):
                with suppress(OSError):
                    self._files.write(values, max(int(when - self._began), 0), when)

    def close(self) -> None:
        self._files.close()

    def _values(self, layout: Layout, row: Row) -> dict[str, float]:
        """The means by their tags."""
        if layout.keyed and row.key not in self.numbers:
            return {}
        group = f"gpu{self.numbers[row.key]}" if layout.keyed else layout.name
        cells = zip(layout.columns, row.cells, strict=True)
        return {f"{group}/{column.name}": cell[1] for column, cell in cells if cell}

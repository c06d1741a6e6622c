"""The names of everything inside one run's folder.

Knows where a run keeps its files. Does not read or write any of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

CHECKPOINT = re.compile(r"checkpoint-(\d+)")


@dataclass(frozen=True, slots=True)
class RunFolder:
    """One run's folder, `runs/<yyyymmdd-hhmmss>-<name>`."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def settings_file(self) -> Path:
        """The whole settings, as they were frozen at the start."""
        return self.path / "run.yaml"

    @property
    def state_file(self) -> Path:
        return self.path / "state.json"

    @property
    def events_file(self) -> Path:
        return self.path / "events.jsonl"

    @property
    def log_file(self) -> Path:
        """Everything that the run's processes print."""
        return self.path / "log.txt"

    @property
    def plan_file(self) -> Path:
        return self.path / "plan.json"

    @property
    def control_dir(self) -> Path:
        """Requests to the supervisor, its orders to the ranks, and who the ranks are."""
        return self.path / "control"

    @property
    def order_file(self) -> Path:
        return self.control_dir / "order.json"

    @property
    def done_file(self) -> Path:
        """The newest order that the ranks have taken up."""
        return self.control_dir / "done.json"

    @property
    def lock_file(self) -> Path:
        """Held by the run's one supervisor while it lives."""
        return self.control_dir / "supervisor.lock"

    @property
    def launch_dir(self) -> Path:
        return self.path / "launch"

    @property
    def launch_file(self) -> Path:
        """The command that trains: `{"command": […], "environment": {…}}`."""
        return self.launch_dir / "launch.json"

    @property
    def error_file(self) -> Path:
        """What a process of the run reported before it ended: `DeepTunerError.to_json()`."""
        return self.launch_dir / "error.json"

    @property
    def tensorboard_dir(self) -> Path:
        return self.path / "tensorboard"

    @property
    def telemetry_file(self) -> Path:
        """What every GPU read at every moment; its summaries lie beside it."""
        return self.path / "telemetry.csv"

    @property
    def host_file(self) -> Path:
        """What the computer itself read: CPU, memory, disk."""
        return self.path / "host.csv"

    @property
    def telemetry_about(self) -> Path:
        """Which GPUs telemetry is about, and why there is none where there is none."""
        return self.path / "telemetry.json"

    @property
    def sampler_beat(self) -> Path:
        """Its time of change is the telemetry sampler's last sign of life."""
        return self.control_dir / "sampler"

    @property
    def report_file(self) -> Path:
        """The temperature report as a picture."""
        return self.path / "GPU Report.png"

    @property
    def page_file(self) -> Path:
        """The report about the whole run as a page."""
        return self.path / "Run Report.html"

    @property
    def checkpoints_dir(self) -> Path:
        return self.path / "checkpoints"

    @property
    def adapter_dir(self) -> Path:
        return self.path / "adapter"

    @property
    def model_dir(self) -> Path:
        return self.path / "model"

    def checkpoints(self) -> list[Path]:
        """The whole checkpoints, `checkpoint-<step>`, oldest first."""
        if not self.checkpoints_dir.is_dir():
            return []
        found = ((CHECKPOINT.fullmatch(p.name), p) for p in self.checkpoints_dir.iterdir())
        numbered = [(int(match[1]), path) for match, path in found if match and path.is_dir()]
        return [path for _, path in sorted(numbered)]

    def newest_checkpoint(self) -> Path | None:
        return next(reversed(self.checkpoints()), None)

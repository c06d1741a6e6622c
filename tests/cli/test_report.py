"""`deeptuner report`."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner.cli.main import main
from deeptuner.runs.experiment import Experiment
from tests.cli.conftest import Cli
from tests.monitor.report.records import recorded_run


def test_a_report_is_written_and_said_in_words(
    experiment: Experiment, capsys: pytest.CaptureFixture[str]
) -> None:
    run = recorded_run(experiment.runs_dir / "20261121-090000-one", 1, 30)
    assert main(["report", "one", "--folder", str(experiment.folder)]) == 0
    first, done, path = capsys.readouterr().out.splitlines()
    assert first.startswith("GPU0 AMD Radeon RX 7900 XTX: hottest ")
    assert done == "The report was written."
    assert path == f"  {run.path / 'GPU Report.png'}"
    assert (run.path / "GPU Report.png").is_file()


def test_as_json_elsewhere_with_tables(experiment: Experiment, cli: Cli, tmp_path: Path) -> None:
    run = recorded_run(experiment.runs_dir / "20261121-090000-one", 1, 30)
    code, lines = cli("report", run.path, "--output", tmp_path / "warm.png", "--csv")
    assert code == 0
    assert {line["kind"] for line in lines[:-1]} == {"progress"}
    result = lines[-1]
    assert result["picture"] == str(tmp_path / "warm.png")
    assert [Path(path).name for path in result["rows"]] == ["warm.csv", "warm summary.csv"]
    assert result["gpus"][0]["mean"]["power"] > 20
    assert not (run.path / "GPU Report.png").exists()


def test_a_run_without_telemetry_fails_in_words(experiment: Experiment, cli: Cli) -> None:
    from tests.monitor.runs import write_run

    run = write_run(experiment.runs_dir / "20261121-090000-none", "finished")
    code, lines = cli("report", run.path)
    assert code == 1
    assert lines[-1]["kind"] == "error"
    assert "nothing to report" in lines[-1]["error"]["text"]

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
    first, done, path, more = capsys.readouterr().out.splitlines()
    assert first.startswith("GPU0 AMD Radeon RX 7900 XTX: hottest ")
    assert done == "The report was written."
    assert path == f"  {run.path / 'GPU Report.png'}"
    assert (run.path / "GPU Report.png").is_file()
    assert more.endswith("deeptuner report one --html")


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


def test_a_page_about_the_whole_run(
    experiment: Experiment, cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    run = recorded_run(experiment.runs_dir / "20260921-090000-one", 1, 30)
    code, lines = cli("report", run.path, "--html")
    assert code == 0
    page = run.path / "Run Report.html"
    assert (lines[-1]["page"], lines[-1]["run"]) == (str(page), run.name)
    assert {line["kind"] for line in lines[:-1]} == {"progress"}
    assert "<h1>20260921-090000-one" in page.read_text(encoding="utf-8")
    other = experiment.folder / "theirs.html"
    other.write_text("<p>mine</p>")
    code, lines = cli("report", run.path, "--html", "--output", other)
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, "monitor.report.taken")
    assert other.read_text() == "<p>mine</p>"
    assert main(["report", str(run.path), "--html"]) == 0  # its own is replaced
    assert capsys.readouterr().out.splitlines() == ["The report was written.", f"  {page}"]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--csv",), "cli.report.csv-html"),
        (("--output", "page.png"), "monitor.page.not-html"),
        (("--output", "nowhere/page.html"), "monitor.report.no-folder"),
        (("--language", "xx"), "monitor.page.other-language"),
    ],
)
def test_what_a_page_cannot_be_is_refused(
    experiment: Experiment, cli: Cli, words: tuple[str, ...], what: str
) -> None:
    run = recorded_run(experiment.runs_dir / "20260921-090000-one", 1, 30)
    code, lines = cli("report", run.path, "--html", *words)
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, what)
    assert not list(run.path.glob("*.html"))


@pytest.mark.parametrize("words", [("--html", "a.html"), ("a.png",)])
def test_a_place_that_takes_no_files_is_told_before_anything_is_read(
    experiment: Experiment, cli: Cli, tmp_path: Path, words: tuple[str, ...]
) -> None:
    run = recorded_run(experiment.runs_dir / "20260921-090000-one", 1, 30)
    *how, name = words
    for output, code, what in (
        (Path("/proc") / name, 1, "common.read-only"),
        (tmp_path / ("x" * 300 + name), 2, "common.name-too-long"),
    ):
        found, lines = cli("report", run.path, *how, "--output", output)
        assert (found, lines[-1]["error"]["what"]["id"]) == (code, what)
        assert {line["kind"] for line in lines} == {"error"}

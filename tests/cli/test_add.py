"""`deeptuner add`, `deeptuner init --sample`: what a person has becomes part of an experiment."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner.runs.experiment import Experiment
from deeptuner.runs.models import list_models
from deeptuner.shipped import shipped_folder
from tests.cli.conftest import Cli

MODEL = shipped_folder("assets") / "sample" / "models" / "harbour-tiny"


@pytest.fixture
def empty(tmp_path: Path) -> Experiment:
    return Experiment.init(tmp_path / "experiment")


def test_the_sample_is_laid_out_and_can_be_chosen(cli: Cli, tmp_path: Path) -> None:
    code, (told,) = cli("init", tmp_path / "sample", "--sample")
    assert code == 0
    experiment = Experiment(Path(told["path"]))
    assert [model.name for model in list_models(experiment.models_dir)] == ["harbour-tiny"]
    assert Path(told["settings"]).is_file()


def test_a_model_is_linked_and_found(cli: Cli, empty: Experiment) -> None:
    code, (told,) = cli("add", "model", MODEL, "--folder", empty.folder)
    assert (code, told["name"]) == (0, "harbour-tiny")
    assert told["model"]["architecture"] == "LlamaForCausalLM"
    assert Path(told["path"]).is_symlink()
    assert list_models(empty.models_dir)[0].errors == ()


def test_a_copy_tells_its_progress_in_megabytes(cli: Cli, empty: Experiment) -> None:
    code, told = cli("add", "model", MODEL, "--copy", "--name", "mine", "--folder", empty.folder)
    assert code == 0
    progress = [one for one in told if one["kind"] == "progress"]
    total = sum(file.stat().st_size for file in MODEL.iterdir())
    assert progress[-1]["done"] == progress[-1]["total"] == pytest.approx(total / 1e6, abs=0.001)
    assert not (empty.models_dir / "mine").is_symlink()
    assert list_models(empty.models_dir)[0].errors == ()


def test_a_dataset_is_linked(cli: Cli, empty: Experiment, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"anything": "that is a row"}\n')
    assert cli("add", "dataset", rows, "--folder", empty.folder)[0] == 0
    assert empty.resolve_dataset("rows").read_text() == rows.read_text()


def test_a_dataset_folder_is_copied(cli: Cli, empty: Experiment, tmp_path: Path) -> None:
    (tmp_path / "many").mkdir()
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / "many" / name).write_text('{"prompt": "a", "completion": "b"}\n')
    code, told = cli("add", "dataset", tmp_path / "many", "--copy", "--folder", empty.folder)
    assert (code, told[-1]["files"]) == (0, 2)
    assert (empty.datasets_dir / "many" / "b.jsonl").is_file()


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("model", "absent", "common.not-found"),
        ("model", "empty", "runs.models.no-config"),
        ("model", "pickles", "runs.models.only-pickles"),
        ("dataset", "nothing.jsonl", "data.reading.no-rows"),
        ("model", "picture.png", "runs.models.is-file"),
        ("dataset", "picture.png", "data.reading.unknown-kind"),
        ("dataset", "empty", "data.reading.no-data-files"),
        ("dataset", "torn.parquet", "data.reading.torn-columns"),
    ],
)
def test_what_is_neither_is_refused_with_the_reason(
    cli: Cli, empty: Experiment, tmp_path: Path, kind: str, name: str, said: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "pickles").mkdir()
    (tmp_path / "pickles" / "config.json").write_text('{"architectures": ["X"]}')
    (tmp_path / "pickles" / "pytorch_model.bin").touch()
    (tmp_path / "nothing.jsonl").touch()
    (tmp_path / "picture.png").touch()
    (tmp_path / "torn.parquet").write_bytes(b"PAR1 torn")
    code, (told,) = cli("add", kind, tmp_path / name, "--folder", empty.folder)
    assert (code, told["error"]["what"]["id"]) == (2, said)
    assert list(empty.models_dir.iterdir()) == list(empty.datasets_dir.iterdir()) == []


@pytest.mark.parametrize("name", ["renamed", "renamed.jsonl", "renamed.csv.gz", "renamed.tsv"])
def test_a_data_file_keeps_its_ending(
    cli: Cli, empty: Experiment, tmp_path: Path, name: str
) -> None:
    rows = tmp_path / "rows.v1.csv"
    rows.write_text("prompt,completion\na,b\n")
    code, (told,) = cli("add", "dataset", rows, "--name", name, "--folder", empty.folder)
    assert (code, told["error"]["what"]["id"]) == (2, "runs.add.ending")
    assert told["error"]["text"].count(".csv") == 2
    assert told["error"]["fix"]["params"]["name"] == "renamed.csv"
    assert list(empty.datasets_dir.iterdir()) == []
    assert cli("add", "dataset", rows, "--name", "Fine.CSV", "--folder", empty.folder)[0] == 0


def test_the_file_of_a_model_leads_to_its_folder(cli: Cli, empty: Experiment) -> None:
    code, (told,) = cli("add", "model", MODEL / "model.safetensors", "--folder", empty.folder)
    assert (code, told["error"]["what"]["id"]) == (2, "runs.models.is-file")
    assert told["error"]["fix"]["params"]["folder"] == str(MODEL)


@pytest.mark.parametrize("path", [MODEL, MODEL.parent, MODEL.parent.parent])
def test_a_folder_with_a_model_is_no_dataset(cli: Cli, empty: Experiment, path: Path) -> None:
    """Its tokenizer is JSON, and datasets may lie beside."""
    code, (told,) = cli("add", "dataset", path, "--folder", empty.folder)
    assert (code, told["error"]["what"]["id"]) == (2, "cli.add.holds-model")
    assert told["error"]["what"]["params"]["model"] == MODEL.name
    assert list(empty.datasets_dir.iterdir()) == []


def test_what_lies_beside_rows_makes_no_model_of_a_dataset(
    cli: Cli, empty: Experiment, tmp_path: Path
) -> None:
    for split in ("train", "test"):
        (tmp_path / "many" / split).mkdir(parents=True)
        (tmp_path / "many" / split / "0.jsonl").write_text('{"prompt": "a", "completion": "b"}\n')
    for name in ("dataset_info.json", "config.json", "README.md", "LICENSE", "vectors.bin"):
        (tmp_path / "many" / name).write_text("{}")
    code, (told,) = cli("add", "dataset", tmp_path / "many", "--folder", empty.folder)
    assert (code, told.get("files")) == (0, 1)


def test_a_taken_name_is_refused(cli: Cli, empty: Experiment) -> None:
    cli("add", "model", MODEL, "--folder", empty.folder)
    code, (told,) = cli("add", "model", MODEL, "--folder", empty.folder)
    assert (code, told["error"]["what"]["id"]) == (2, "runs.add.taken")

"""A proof is made on the run's own rows where they are at hand."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from deeptuner.engine.inputs import read_inputs
from deeptuner.engine.prepare import prepare
from deeptuner.engine.proof import held_out
from deeptuner.engine.proof.rows import LONGEST, MOST
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.settings.catalog import with_values
from deeptuner.settings.sections.config import Config

ROWS = [{"prompt": f"Say {n} " * 40, "completion": f"It is {n}."} for n in range(30)]


def prepared_run(model: Path, folder: Path, eval_split: float) -> RunFolder:
    made = Experiment.init(folder)
    (made.models_dir / "tiny").symlink_to(model)
    rows = "\n".join(map(json.dumps, ROWS))
    (made.datasets_dir / "rows.jsonl").write_text(rows)
    chosen: dict[str, Any] = {
        "model.path": "tiny",
        "data.dataset": "rows",
        "data.eval_split": eval_split,
        "hardware.gpus": [],
    }
    run = made.create_run(with_values(Config(), chosen))
    prepare(run)
    return run


@pytest.mark.parametrize(("split", "source"), [(10, "eval"), (0, "train")])
def test_rows_are_the_runs_own(tiny_model: Path, tmp_path: Path, split: float, source: str) -> None:
    run = prepared_run(tiny_model, tmp_path / "experiment", split)
    found = held_out(run, tiny_model)
    assert found.source == source
    assert len(found.rows) == MOST
    for row in found.rows:
        assert len(row.ids) == len(row.trained) <= LONGEST
        assert row.trained[1:].any(), "the answer lies far behind, and is in the piece"
        assert not row.trained.all()
    shutil.rmtree(read_inputs(run).data_dir)
    assert held_out(run, tiny_model).source == "sample"

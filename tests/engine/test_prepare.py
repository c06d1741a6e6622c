"""From a fresh run folder to everything the ranks need; and what is refused before that."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from deeptuner.data.prepare import open_prepared
from deeptuner.engine.inputs import read_inputs
from deeptuner.engine.plan import read_plan
from deeptuner.engine.prepare import main, prepare
from deeptuner.engine.probe import Machine
from deeptuner.errors import DeepTunerError, SettingsError
from deeptuner.files import read_json
from deeptuner.runs.child import read_launch
from deeptuner.runs.events import read_events
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.settings.catalog import specs, value_at, with_values
from deeptuner.settings.load import load_config
from deeptuner.settings.sections.config import Config
from tests.support.models import make_llama

MakeRun = Callable[..., RunFolder]
# Left to whoever reads them: "whenever a checkpoint is saved", the data path's own names, the
# cards' own limits, and what only several GPUs or machines need.
STAY_AUTO = {
    "checkpoints.saving_steps",
    "evaluation.eval_steps",
    "data.format",
    "data.template",
    "hardware.parallel",
    "hardware.max_memory",
    "hardware.main_port",
    "monitor.max_edge",
    "monitor.max_hotspot",
    "monitor.max_memory_temperature",
}


@pytest.fixture(scope="module")
def experiment(tmp_path_factory: pytest.TempPathFactory) -> Experiment:
    made = Experiment.init(tmp_path_factory.mktemp("prepare") / "experiment")
    make_llama(made.models_dir / "tiny")
    rows = [{"instruction": f"Say {n}", "input": "", "output": f"It is {n}."} for n in range(30)]
    (made.datasets_dir / "rows.json").write_text(json.dumps(rows))
    return made


@pytest.fixture
def make_run(experiment: Experiment) -> MakeRun:
    def make(**changes: Any) -> RunFolder:
        given = {name.replace("__", "."): value for name, value in changes.items()}
        chosen = {"model.path": "tiny", "data.dataset": "rows", "hardware.gpus": [], **given}
        return experiment.create_run(with_values(Config(), chosen))

    return make


def record(run: RunFolder) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(run.settings_file.read_text())["record"]
    return found


def test_everything_is_ready_and_every_auto_is_decided_with_a_reason(make_run: MakeRun) -> None:
    run = make_run()
    prepare(run)
    config = load_config(run.settings_file)
    left = {spec.path for spec in specs() if value_at(config, spec.path) == "auto"}
    assert left <= STAY_AUTO
    assert config.training.mixed_precision == "fp32"
    assert config.training.optimizer == "adamw_torch_fused"
    decisions = {decision["path"]: decision for decision in record(run)["decisions"]}
    assert decisions["data.max_length"]["value"] == config.data.max_length
    assert all(decision["reason"]["id"] for decision in decisions.values())
    assert {"created", "versions", "seeds", "base_model", "date"} <= record(run).keys()

    assert read_plan(run.plan_file).kind == "single"
    assert read_launch(run).command[-1] == str(run.path)
    inputs = read_inputs(run)
    assert inputs.model_dir == inputs.tokenizer_dir
    prepared = open_prepared(inputs.data_dir)
    assert len(prepared.train) == 29
    prepared.close()
    phases = [event["phase"] for event in read_events(run.events_file)[0] if event.kind == "phase"]
    assert phases[0] == "checking"
    assert "preparing" in phases


def test_a_resume_keeps_the_frozen_settings_and_plans_again(make_run: MakeRun) -> None:
    run = make_run(training__seed=-1, data__seed=-1)
    prepare(run)
    frozen = run.settings_file.read_bytes()
    config = load_config(run.settings_file)
    assert config.training.seed >= 0
    assert record(run)["seeds"]["training.seed"] == config.training.seed
    inputs = read_inputs(run)
    run.plan_file.unlink()
    run.launch_file.unlink()
    prepare(run)
    assert run.settings_file.read_bytes() == frozen
    assert read_inputs(run) == inputs
    assert read_plan(run.plan_file).kind == "single"


def test_random_seeds_differ_between_runs(make_run: MakeRun) -> None:
    seeds = set()
    for _ in range(2):
        run = make_run(training__seed=-1)
        prepare(run)
        seeds.add(load_config(run.settings_file).training.seed)
    assert len(seeds) == 2


def test_what_follows_from_the_plan_is_written(make_run: MakeRun) -> None:
    run = make_run(
        hardware__cpu_processes=2,
        training__effective_batch_size=8,
        training__epochs=None,
        training__min_update_steps=10,
    )
    prepare(run)
    config = load_config(run.settings_file)
    plan = read_plan(run.plan_file)
    assert (plan.kind, plan.world_size, config.hardware.parallel) == ("ddp", 2, "ddp")
    assert config.training.gradient_accumulation_steps == 2
    assert config.training.epochs == 3  # 29 rows are 4 steps of 8; 10 steps need 3 epochs
    assert plan.main_port > 0


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"model__path": "tinny"}, "tiny"),
        ({"data__dataset": "rowz"}, "no dataset called rowz"),
        ({"hardware__gpus": [7]}, "GPU7"),
        ({"training__mixed_precision": "fp16"}, "cannot train in fp16"),
        ({"model__attention": "flash_attention_2"}, "works only on a GPU"),
        ({"lora__target_modules": ["q_prj"]}, "Did you mean q_proj"),
        ({"lora__other": {"rank_patern": {}}}, "rank_pattern"),
        ({"training__lr_scheduler_options": {"num_cycle": 1}}, "num_cycles"),
        ({"logging__report_to": ["wandb"]}, "not installed"),
        ({"hardware__cpu_processes": 2, "hardware__parallel": "fsdp"}, "needs GPUs"),
    ],
)
def test_bad_settings_are_refused_before_anything_is_left(
    changes: dict[str, Any], says: str, make_run: MakeRun
) -> None:
    run = make_run(**changes)
    before = run.settings_file.read_bytes()
    with pytest.raises(DeepTunerError, match=says):
        prepare(run)
    assert run.settings_file.read_bytes() == before
    assert not run.launch_file.exists()


@pytest.fixture
def no_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine("cpu", (), cpu_cores=2, memory_bytes=2**34, bf16=True, torch_version="2")
    monkeypatch.setattr("deeptuner.engine.prepare.probe", lambda: machine)


@pytest.mark.usefixtures("no_gpu")
def test_all_that_this_machine_cannot_do_is_said_at_once(make_run: MakeRun) -> None:
    on_the_cpu = make_run(
        hardware__gpus="auto", training__mixed_precision="fp16", logging__report_to=["wandb"]
    )
    with pytest.raises(SettingsError) as refused:
        prepare(on_the_cpu)
    places = [mistake.where for mistake in refused.value.mistakes]
    assert places == ["training.mixed_precision, hardware.gpus", "logging.report_to"]
    with pytest.raises(SettingsError, match="no GPU that can train"):
        prepare(make_run(hardware__gpus=[0]))


@pytest.mark.usefixtures("no_gpu")
def test_a_warning_comes_once_before_the_run_or_when_the_machine_is_known(
    make_run: MakeRun,
) -> None:
    assert "settings.rule.paging-cpu" in warned(
        make_run(hardware__gpus="auto", memory__optimizer_paging=True)
    )
    assert "settings.rule.paging-cpu" not in warned(
        make_run(hardware__gpus=[], memory__optimizer_paging=True)
    )


def test_early_stopping_without_anything_to_evaluate_is_told(
    make_run: MakeRun, experiment: Experiment
) -> None:
    same = [{"instruction": "Say 1", "input": "", "output": "It is 1."}] * 4
    (experiment.datasets_dir / "same.json").write_text(json.dumps(same))
    stopping = {"training__early_stopping": True, "training__early_stopping_patience": 1}
    said = "engine.prepare.stopping-blind"
    assert said in warned(make_run(data__dataset="same", **stopping))
    assert said not in warned(make_run(**stopping))
    with pytest.raises(SettingsError, match="evaluation is off"):
        prepare(make_run(data__eval_split=0, **stopping))


def warned(run: RunFolder) -> list[str]:
    prepare(run)
    events, _ = read_events(run.events_file)
    return [event["message"]["id"] for event in events if event.kind == "warning"]


def test_an_error_reaches_the_supervisor_with_its_exit_code(make_run: MakeRun) -> None:
    run = make_run(model__path="nowhere")
    with pytest.raises(SystemExit) as ended:
        main([str(run.path)])
    assert ended.value.code == 2
    assert "nowhere" in read_json(run.error_file)["text"]


def test_leave_to_shard_on_the_cpu_is_kept_in_the_plan(make_run: MakeRun) -> None:
    run = make_run(hardware__cpu_processes=2, hardware__parallel="fsdp")
    assert main([str(run.path), "--allow-cpu-fsdp"]) == 0
    plan = read_plan(run.plan_file)
    assert (plan.kind, plan.allow_cpu_fsdp) == ("fsdp", True)
    sharded = make_run(
        hardware__cpu_processes=2,
        hardware__parallel="fsdp",
        training__optimizer="adamw_bnb_8bit",
    )
    with pytest.raises(DeepTunerError, match="cannot work on weights that are split"):
        prepare(sharded, allow_cpu_fsdp=True)


def test_a_folder_that_cannot_be_written_to(make_run: MakeRun, tmp_path: Path) -> None:
    run = make_run()
    run.events_file.mkdir()  # whatever stands in the way of the run's files
    with pytest.raises((DeepTunerError, OSError)):
        prepare(run)
    assert not run.launch_file.exists()

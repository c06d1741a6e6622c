"""The experiments that the pictures are made of, in a home folder of their own.

Knows how to bring runs, models and datasets into every state a page has to show. The training and
the merged model are real, made by the program's own commands. Does not know any page.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from deeptuner.cli.sample import make_sample
from deeptuner.runs.exit_reason import Ending, diagnose
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.fixes import fixes_for
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.identity import own_identity
from deeptuner.runs.state import read_state, write_state
from deeptuner.settings.load import load_config
from deeptuner.ui.services.draft import Draft, write_draft
from deeptuner.ui.services.process import program_words
from scripts.make_screens.judged import make_judged
from scripts.make_screens.merged import make_merges
from tests.support.telemetry import write_telemetry

FULL = "garden-support"
# as in Prepared
FOLDERS = (FULL, "orders", "new-idea", "old-disk", "usb", "big-machine", "long", "spring-shop")
NO_MEMORY = (
    "torch.OutOfMemoryError: HIP out of memory. Tried to allocate 2.10 GiB. GPU 0 has a total "
    "capacity of 23.98 GiB of which 1.31 GiB is free."
)
NIGHT = 8 * 3600.0  # seconds
RUNNING_SHARE = 0.6  # of the finished run's events that the running one has


@dataclass(frozen=True, slots=True)
class Prepared:
    """The folders, by what they show. `gone` does not exist; `gpus` has a run on many GPUs,
    `judged` runs whose curves say something."""

    full: Path
    done: Path  # with one finished run, and nothing that is wrong
    empty: Path
    odd: Path  # whatever can be wrong with a dataset, a model or a run
    gone: Path
    gpus: Path
    judged: Path
    merges: Path  # with runs whose merges ended in many ways


def prepare(home: Path) -> Prepared:
    """Make what is not there yet. The first time takes a minute or two: a model is trained."""
    made = Prepared(*(home / name for name in FOLDERS))
    if not (made.done / "export").is_dir():
        _train(made.done)
    for folder in (made.full, made.empty, made.odd, made.gpus, made.judged, made.merges):
        if folder.exists():
            shutil.rmtree(folder)
    shutil.copytree(made.done, made.full)
    Experiment.init(made.empty)
    _fill(Experiment(made.full))
    _run_on_many(Experiment(made.done), Experiment.init(made.gpus))
    make_judged(Experiment(made.done).runs()[0], Experiment.init(made.judged))
    make_merges(Experiment(made.done), Experiment.init(made.merges))
    _spoil(make_sample(made.odd).experiment)
    return made


def _train(folder: Path) -> None:
    """The sample experiment with a run, its merged model and that in every form, by the commands a
    person types."""
    if folder.exists():
        shutil.rmtree(folder)
    sample = make_sample(folder)
    export = ["export", "last"]
    for words in (
        ["train", str(sample.settings_file)],
        ["merge", "last"],
        [*export, "--to", "ollama"],
        [*export, "--types", "--measure"],
    ):
        subprocess.run(program_words(words), cwd=folder, check=True)
    write_draft(folder, Draft(load_config(sample.settings_file), ""))


def _fill(experiment: Experiment) -> None:
    """More datasets, a run that failed and one that goes on."""
    _more_datasets(experiment)
    (done,) = experiment.runs()
    failed = _copy(done, experiment, "big-batch", age=7200)
    config = load_config(failed.settings_file)
    write_state(failed, _out_of_memory(read_state(failed), config))
    _cut_events(failed, 0.1)
    going = _copy(done, experiment, "demo", age=40)
    _cut_events(going, RUNNING_SHARE, until=time.time())
    shutil.rmtree(going.adapter_dir, ignore_errors=True)
    now = time.time()
    state = replace(
        read_state(going), status="running", supervisor=own_identity(), ended=None, started=now - 40
    )
    write_state(going, state)
    _measure(going, gpus=2, integrated=True)


def _run_on_many(done: Experiment, big: Experiment) -> None:
    """A night's work of eight GPUs, whose curves are the small run's."""
    run = _copy(done.runs()[0], big, "eight-gpus", age=NIGHT + 600)
    events = [json.loads(line) for line in run.events_file.read_text().splitlines()]
    first, last = (events[end]["time"] for end in (0, -1))
    scale, began = NIGHT / (last - first), time.time() - NIGHT - 600
    for event in events:
        event["time"] = began + (event["time"] - first) * scale
    run.events_file.write_text("\n".join(map(json.dumps, events)) + "\n")
    _measure(run, gpus=8, interval=10.0)


def _measure(run: RunFolder, **machine: Any) -> None:
    """Telemetry as GPUs would have left it, in place of this machine's own."""
    for file in (*run.path.glob("telemetry*"), *run.path.glob("host*")):
        file.unlink()
    run.plan_file.unlink(missing_ok=True)  # which says that this machine has no GPU
    times = [json.loads(line)["time"] for line in run.events_file.read_text().splitlines()]
    write_telemetry(run, seconds=times[-1] - times[0], began=times[0], **machine)


def _out_of_memory(state: Any, config: Any) -> Any:
    found = diagnose(Ending(1, NO_MEMORY))
    return replace(
        state,
        status="failed",
        reason=found.message,
        evidence=found.evidence,
        fixes=fixes_for(found.cause, config),
    )


def _copy(run: RunFolder, experiment: Experiment, name: str, age: float) -> RunFolder:
    stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(time.time() - age))
    made = RunFolder(experiment.runs_dir / f"{stamp}-{name}")
    shutil.copytree(run.path, made.path)
    write_state(made, replace(read_state(made), created=time.time() - age))
    return made


def _cut_events(run: RunFolder, share: float, until: float | None = None) -> None:
    """Leave the first part of what happened; with `until`, as if it had happened up to then."""
    events = [json.loads(line) for line in run.events_file.read_text().splitlines()]
    last = share * max(event.get("step", 0) for event in events)
    kept = [event for event in events if event["kind"] == "phase" or event.get("step", 0) <= last]
    kept = [event for event in kept if event["kind"] != "end"]
    while kept[-1]["kind"] == "phase":
        kept.pop()
    later = until - kept[-1]["time"] if until else 0.0
    lines = [json.dumps({**event, "time": event["time"] + later}) for event in kept]
    run.events_file.write_text("\n".join(lines) + "\n")
    for saved in run.checkpoints_dir.glob("checkpoint-*"):
        if int(saved.name.rpartition("-")[2]) > last:
            shutil.rmtree(saved)


def _more_datasets(experiment: Experiment) -> None:
    draw = random.Random(7)
    things = ("mug", "plate", "bowl", "lamp", "kettle")
    rows: list[Any] = [
        {
            "instruction": f"How do I clean a {draw.choice(things)}?",
            "input": "",
            "output": f"With warm water, {'and soap, ' * draw.randrange(1, 6)}and a soft cloth.",
        }
        for _ in range(240)
    ]
    rows[12]["output"] = ""
    rows[40] = {"instruction": "Only a question"}
    rows[77]["output"] = "And once more. " * 400
    rows[90], rows[91] = rows[89], rows[89]
    _write_lines(experiment.datasets_dir / "cleaning-advice.jsonl", rows)
    talks = [
        {
            "conversations": [
                {"from": "human", "value": f"Do you have a {thing}?"},
                {"from": "gpt", "value": f"Yes, the {thing} is in the shop."},
            ]
        }
        for thing in things * 12
    ]
    _write_lines(experiment.datasets_dir / "talks.jsonl", talks)
    (experiment.datasets_dir / "stock-of-the-shop.csv").write_text(
        "article,shelf,pieces\n"
        + "".join(f"{thing},{n},{n * 3}\n" for n, thing in enumerate(things))
    )


def _write_lines(file: Path, rows: Sequence[Any]) -> None:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))


def _spoil(experiment: Experiment) -> None:
    (experiment.models_dir / "half-a-model").mkdir()
    (experiment.models_dir / "half-a-model" / "config.json").write_text('{"model_type": "llama"')
    (experiment.datasets_dir / "torn.json").write_text('[{"prompt": "Hello", "completi')
    (experiment.datasets_dir / "stock.csv").write_text("article,shelf\nmug,1\nplate,2\n")
    for name, state in (("torn", '{"status": "run'), ("from-tomorrow", "{}")):
        run = RunFolder(experiment.runs_dir / f"20260301-120000-{name}")
        run.checkpoints_dir.mkdir(parents=True)
        run.settings_file.write_text("version: 1\nmodel: {path: harbour-tiny}\n")
        run.state_file.write_text(state)

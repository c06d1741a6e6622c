"""The training recipe, read from top to bottom: load → wrap → data → trainer → train → result.

Knows the order of things. What each does stands in the module of its name. Every rank runs this;
`python -m deeptuner.engine.train RUN_DIR` is what accelerate starts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import torch
from peft import PeftModel
from torch import distributed
from transformers import PreTrainedModel, PreTrainedTokenizerBase, set_seed

from deeptuner.data.prepare import Prepared, open_prepared
from deeptuner.engine import fsdp_cpu
from deeptuner.engine.adapter import wrap
from deeptuner.engine.assembly import Assembly, Attempt, Data, assemble, make_data
from deeptuner.engine.checkpoint.layout import TRAINING
from deeptuner.engine.checkpoint.plain_adapter import Beginning, beginning_of
from deeptuner.engine.checkpoint.store import Found, clear_unfinished
from deeptuner.engine.checkpoint.weights import load_adapter
from deeptuner.engine.collective import wait_for_all
from deeptuner.engine.inputs import read_inputs
from deeptuner.engine.model import load_model, load_tokenizer
from deeptuner.engine.outcome import write_result
from deeptuner.engine.plan import Plan, read_plan
from deeptuner.engine.progress import Clock
from deeptuner.engine.ranks import check_world, rank
from deeptuner.engine.resume import choose_checkpoint, resume_point
from deeptuner.engine.schedule import make_schedule
from deeptuner.engine.telling import Teller
from deeptuner.engine.upstream import training_arguments
from deeptuner.errors import EngineError, RunError
from deeptuner.runs.events import EventLog
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.rank_side import SupervisorLink, reporting
from deeptuner.runs.state import read_state
from deeptuner.settings.load import load_config
from deeptuner.settings.sections.config import Config
from deeptuner.words import Message, message


@dataclass(frozen=True, slots=True)
class Opened:
    """What `engine.prepare` left."""

    prepared: Prepared
    model_dir: Path
    tokenizer_dir: Path


def train(
    run: RunFolder,
    config: Config,
    plan: Plan,
    opened: Opened,
    link: SupervisorLink,
) -> None:
    """One attempt on this rank, from what `engine.prepare` left to the run's result.

    `config` holds no `auto` any more.
    """
    data = make_data(config, plan, opened.prepared)
    schedule = make_schedule(config, data.sampler.steps_per_epoch, has_eval=data.eval is not None)
    arguments = training_arguments(
        config,
        plan,
        run.checkpoints_dir,
        max_steps=schedule.total,
        metric_for_best_model="loss",
        greater_is_better=False,
    )
    check_world(plan)
    fsdp_cpu.switch_on(plan)
    teller = _teller(run, data, schedule.total)
    if rank() == 0:
        clear_unfinished(run)

    teller.now("loading")
    checkpoint = choose_checkpoint(run, config.checkpoints.resume_from, teller)
    model, tokenizer, beginning = _load(config, plan, opened, checkpoint)
    resume = resume_point(checkpoint, data.order, teller) if checkpoint else None

    attempt = Attempt(run, config, plan, opened.prepared, data, schedule, teller, link)
    assembly = assemble(attempt, arguments, model, tokenizer, resume)
    if resume is None or resume.standing.steps_under(data.order)[0] < schedule.total:
        folder = str(resume.folder / TRAINING) if resume else None
        assembly.trainer.train(resume_from_checkpoint=folder)

    teller.now("finishing")
    if rank() == 0:
        adapter = isinstance(model, PeftModel)
        result = write_result(run, opened.model_dir, adapter=adapter, beginning=beginning)
        status = "stopped" if assembly.orders.stopped else "finished"
        teller.tell("end", status=status, message=_said(assembly, result).to_json())
    wait_for_all()


def _load(
    config: Config, plan: Plan, opened: Opened, checkpoint: Path | None
) -> tuple[PreTrainedModel | PeftModel, PreTrainedTokenizerBase, Beginning | None]:
    """The model as it begins or goes on. A fully trained one goes on from the checkpoint's own
    weights, an adapter from the base and the checkpoint's adapter; with it comes how it began."""
    whole = config.method.kind == "full" and checkpoint is not None
    folder = checkpoint if whole and checkpoint else opened.model_dir
    model, _ = load_model(config, plan, folder)
    tokenizer = _tokenizer(config, opened)
    _stop_where_rows_end(model, opened.prepared.stop_token_ids)
    set_seed(config.training.seed)
    wrapped = wrap(model, config)
    beginning = beginning_of(wrapped)
    if checkpoint is not None and isinstance(wrapped, PeftModel):
        load_adapter(checkpoint, wrapped)
    return wrapped, tokenizer, beginning


def _tokenizer(config: Config, opened: Opened) -> PreTrainedTokenizerBase:
    """With the chat template that was trained, where it is not the tokenizer's own."""
    tokenizer = load_tokenizer(opened.tokenizer_dir, config.model.trust_remote_code)
    template = opened.prepared.template
    if template is not None and template.save:
        tokenizer.chat_template = template.source
    return tokenizer


def _stop_where_rows_end(model: PreTrainedModel, stop_token_ids: Sequence[int]) -> None:
    """What is saved generates until the tokens that ended the answers it learned from."""
    settings = model.generation_config
    if settings is not None and stop_token_ids:
        known = settings.eos_token_id or []
        known = [known] if isinstance(known, int) else known
        settings.eos_token_id = sorted({*known, *stop_token_ids})


def _said(assembly: Assembly, result: Found) -> Message:
    step = result.standing.step
    if assembly.orders.stopped:
        return message("engine.end.stopped", step=step)
    if assembly.early_stopping and assembly.early_stopping.exhausted:
        return message("engine.end.early", step=step)
    return message("engine.end.finished", step=step)


def _teller(run: RunFolder, data: Data, total: int) -> Teller:
    """Evaluating is forward only, about a third of the work of training on as many items."""
    log = EventLog(run.events_file, _attempt(run)) if rank() == 0 else None
    evaluated = len(data.eval) if data.eval else 0
    return Teller(log, Clock(evaluated / data.order.batch / 3), total)


def _attempt(run: RunFolder) -> int:
    try:
        return max(1, read_state(run).attempt)
    except RunError:
        return 1  # started by hand, without a supervisor


def _opened(run: RunFolder) -> Opened:
    try:
        inputs = read_inputs(run)
    except FileNotFoundError as error:
        raise RunError(
            message("engine.train.not-prepared", path=error.filename),
            where=str(run.path),
            fix=message("engine.train.start-again"),
        ) from error
    return Opened(open_prepared(inputs.data_dir), inputs.model_dir, inputs.tokenizer_dir)


@contextmanager
def _out_of_memory_told() -> Iterator[None]:
    try:
        yield
    except torch.OutOfMemoryError as error:
        raise EngineError(
            message("engine.train.out-of-memory"), fix=message("engine.train.out-of-memory-fix")
        ) from error


def main(run_dir: Path) -> None:
    """One rank of one attempt. Errors for people end in `launch/error.json`, and the exit code."""
    run = RunFolder(run_dir.resolve())
    with reporting(run), SupervisorLink(run, rank()) as link, _out_of_memory_told():
        config = load_config(run.settings_file)
        plan = read_plan(run.plan_file)
        opened = _opened(run)
        with closing(opened.prepared):
            train(run, config, plan, opened, link)
    if distributed.is_initialized():
        distributed.destroy_process_group()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

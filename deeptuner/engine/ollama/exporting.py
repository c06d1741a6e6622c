"""A model brought to Ollama: from a run or a folder to a Modelfile with its proof, and created.

Knows where a run's merged model and its export lie. Does not know how anything is derived.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from deeptuner.data.templates.render import ChatTemplate
from deeptuner.data.tokenizer import load_tokenizer
from deeptuner.engine.ollama.derive import Derived, Reason, derive
from deeptuner.engine.ollama.grammar import Command
from deeptuner.engine.ollama.modelfile import modelfile, request, statements
from deeptuner.engine.ollama.names import check_name, suggested_name
from deeptuner.engine.ollama.rest import Ollama, Status
from deeptuner.engine.ollama.source import check_convertible, files_of
from deeptuner.errors import InputError
from deeptuner.files import Progress, telling_why, write_json, write_text
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.models import describe_model
from deeptuner.runs.weights import read_json_file
from deeptuner.settings.document import parse, read_text
from deeptuner.settings.load import RECORD, config_from_text
from deeptuner.words import message

MODELFILE: Final = "Modelfile"
REPORT: Final = "export.json"
GGUF: Final = "model.gguf"
ROOM: Final = 4096  # tokens of context that a conversation gets, if the model has them


@dataclass(frozen=True, slots=True)
class ExportTask:
    """`model_dir` is a whole model; `output` the folder of the export. `date` is what the chat
    template was told in training, `length` the longest sample in tokens, where they are known."""

    model_dir: Path
    output: Path
    name: str
    date: datetime
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """What was written. `source` is the file or folder behind FROM."""

    task: ExportTask
    source: Path
    conversation: Derived | Reason
    said: tuple[Command, ...]

    @property
    def modelfile(self) -> Path:
        return self.task.output / MODELFILE

    @property
    def commands(self) -> tuple[str, str]:
        """What to type where Ollama is installed."""
        return (
            f'ollama create {self.task.name} -f "{self.modelfile}"',
            f"ollama run {self.task.name}",
        )

    def to_json(self) -> dict[str, Any]:
        found = self.conversation
        proven = isinstance(found, Derived)
        return {
            "to": "ollama",
            "name": self.task.name,
            "model": str(self.task.model_dir),
            "from": str(self.source),
            "modelfile": str(self.modelfile),
            "template": "proven" if proven else "own",
            "reason": None if isinstance(found, Derived) else found.why.to_json(),
            "notes": [one.to_json() for one in found.notes] if isinstance(found, Derived) else [],
            "add_bos": found.add_bos if isinstance(found, Derived) else None,
            "checks": [one.to_json() for one in found.checks],
            "commands": list(self.commands),
        }


def task_of_run(run: RunFolder, output: Path | None = None, name: str | None = None) -> ExportTask:
    """The run's merged model (or its whole model), and `export/<run>/`.

    Raises InputError when there is no model yet.
    """
    text = read_text(run.settings_file)
    where = str(run.settings_file)
    config = config_from_text(text, where)
    record = parse(text, where).values.get(RECORD) or {}
    experiment = Experiment.find(run.path)
    full = config.method.kind == "full"
    model_dir = run.model_dir if full else experiment.folder / "merge" / run.name
    if not (model_dir / "config.json").is_file():
        raise InputError(
            message("engine.ollama.not-merged", run=run.name),
            where=str(model_dir),
            fix=message("engine.ollama.merge-first", run=run.name),
        )
    length = config.data.max_length
    return ExportTask(
        model_dir,
        (output or experiment.folder / "export" / run.name).expanduser().absolute(),
        check_name(name or suggested_name(run.name)),
        datetime.fromisoformat(record["date"]) if "date" in record else datetime.now(),
        length if isinstance(length, int) else None,
    )


def task_of_folder(
    model_dir: Path, output: Path | None = None, name: str | None = None
) -> ExportTask:
    """Any whole model. Without `output` it goes to `export/` of the experiment that it lies in."""
    model_dir = model_dir.expanduser().absolute()
    target = output or Experiment.find(model_dir).folder / "export" / model_dir.name
    label = check_name(name or suggested_name(model_dir.name))
    return ExportTask(model_dir, target.expanduser().absolute(), label, datetime.now())


def export(task: ExportTask, *, overwrite: bool = False) -> Export:
    """Write Modelfile and report. A GGUF in the output is taken, else the model's own folder.

    Raises InputError where Ollama cannot take the model, or a Modelfile is there already.
    """
    file = task.output / MODELFILE
    if file.exists() and not overwrite:
        raise InputError(
            message("engine.ollama.exists"),
            where=str(file),
            fix=message("engine.ollama.fix-exists"),
        )
    info = describe_model(task.model_dir).require()
    source = task.output / GGUF
    if not source.is_file():
        source = task.model_dir
        check_convertible(source)
    conversation = _conversation(task)
    if source == task.model_dir:
        conversation = _with_bos_told(conversation, source)
    path = os.path.relpath(source, task.output)
    start = path if path.startswith("..") else f"./{path}"
    said = statements(start, conversation, _context(task.length, info.context_length))
    done = Export(task, source, conversation, tuple(said))
    with telling_why(task.output):
        task.output.mkdir(parents=True, exist_ok=True)
    text = modelfile(said, task.name)
    write_json(task.output / REPORT, done.to_json())
    write_text(file, text)
    return done


def create(done: Export, ollama: Ollama, progress: Progress) -> Iterator[Status]:
    """Send the files to Ollama and create the model; yields what Ollama says.

    `progress` is called with bytes done and all, while files are sent. Raises RunError.
    """
    files = files_of(done.source)
    total = 2 * sum(file.stat().st_size for file in files)
    digests: dict[str, str] = {}
    before = 0
    for file in files:
        digests[file.name] = ollama.upload(file, _shifted(progress, before, total))
        before += 2 * file.stat().st_size
    yield from ollama.create(done.task.name, request(done.said, digests))


def _shifted(progress: Progress, before: int, total: int) -> Callable[[int, int], None]:
    return lambda done, _: progress(before + done, total)


def _conversation(task: ExportTask) -> Derived | Reason:
    tokenizer = load_tokenizer(task.model_dir)
    source = tokenizer.templates.get("default")
    if source is None:
        return Reason(message("engine.ollama.no-template"))
    template = ChatTemplate(source, tokenizer.special_tokens, now=task.date)
    return derive(template, tokenizer.ids)


def _with_bos_told(conversation: Derived | Reason, model_dir: Path) -> Derived | Reason:
    """Ollama's converter learns from the tokenizer's config alone whether BOS is added."""
    file = model_dir / "tokenizer_config.json"
    told = read_json_file(file).get("add_bos_token") if file.exists() else None
    if not isinstance(conversation, Derived) or told is conversation.add_bos:
        return conversation
    needed = "true" if conversation.add_bos else "false"
    note = message("engine.ollama.bos-untold", needed=needed)
    return replace(conversation, notes=(*conversation.notes, note))


def _context(length: int | None, limit: int | None) -> int | None:
    """At least what was trained with; None, Ollama's own choice, where neither is known."""
    wanted = max(length or 0, ROOM)
    return min(wanted, limit) if limit else wanted if length else None

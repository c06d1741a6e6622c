"""A model brought to Ollama: from a whole model to a Modelfile with its proof, and created.

Knows what an export consists of. Does not know how anything is derived.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from deeptuner.data.templates.render import ChatTemplate
from deeptuner.data.tokenizer import load_tokenizer
from deeptuner.engine.export_record import (
    created_models,
    forget_created,
    note_created,
    write_report,
)
from deeptuner.engine.export_task import ExportTask
from deeptuner.engine.gguf.exporting import gguf_file
from deeptuner.engine.gguf.reading import read_gguf
from deeptuner.engine.gguf.vocabulary import read_vocabulary
from deeptuner.engine.ollama.connection import NotFoundError
from deeptuner.engine.ollama.derive import Derived, Reason, derive
from deeptuner.engine.ollama.grammar import Command
from deeptuner.engine.ollama.live import Live, check_live
from deeptuner.engine.ollama.modelfile import modelfile, request, statements
from deeptuner.engine.ollama.rest import Ollama, Status
from deeptuner.engine.ollama.source import Source, files_of
from deeptuner.engine.quants.making import Made, Phases, make_gguf
from deeptuner.errors import InputError
from deeptuner.files import Progress, require_place, telling_why, write_text
from deeptuner.runs.models import describe_model
from deeptuner.runs.weights import read_json_file
from deeptuner.words import Message, message

MODELFILE: Final = "Modelfile"
NAME: Final = "name"
ROOM: Final = 4096  # tokens of context that a conversation gets, if the model has them
_ADD_BOS: Final = "tokenizer.ggml.add_bos_token"


@dataclass(frozen=True, slots=True)
class Export:
    """What was written. `made` is the GGUF file behind FROM, None where that is the folder, of
    which `unread` then tells what Ollama should read and does not."""

    task: ExportTask
    source: Source
    made: Made | None
    conversation: Derived | Reason
    said: tuple[Command, ...]
    unread: tuple[Message, ...] = ()

    @property
    def modelfile(self) -> Path:
        return self.task.output / MODELFILE

    @property
    def behind(self) -> Path:
        """The file or folder that FROM names."""
        return self.made.file if self.made else self.task.model_dir

    @property
    def commands(self) -> tuple[str, str]:
        """What to type where Ollama is installed, as a shell reads it."""
        create = ["ollama", "create", self.task.name, "-f", str(self.modelfile)]
        if self.source.quantize:
            create += ["--quantize", self.source.quantize]
        return shlex.join(create), shlex.join(["ollama", "run", self.task.name])

    @property
    def notes(self) -> tuple[Message, ...]:
        """What to know of the file, then of the conversation."""
        why = (self.source.why,) if self.source.why else ()
        file = self.made.notes if self.made else ()
        found = self.conversation.notes if isinstance(self.conversation, Derived) else ()
        return (*why, *file, *found, *self.unread)

    def to_json(self) -> dict[str, Any]:
        found = self.conversation
        proven = isinstance(found, Derived)
        return {
            "to": "ollama",
            NAME: self.task.name,
            "model": str(self.task.model_dir),
            "from": str(self.behind),
            "type": self.source.quantize.lower() or self.source.type,
            "gguf": str(self.made.file) if self.made else None,
            "file": str(self.made.file) if self.made else None,
            "bytes": self.made.size_bytes if self.made else None,
            "modelfile": str(self.modelfile),
            "template": "proven" if proven else "own",
            "reason": None if isinstance(found, Derived) else found.why.to_json(),
            "notes": [one.to_json() for one in self.notes],
            "add_bos": found.add_bos if isinstance(found, Derived) else None,
            "checks": [one.to_json() for one in found.checks],
            "commands": list(self.commands),
        }


def export(
    task: ExportTask, source: Source, progress: Phases, *, overwrite: bool = False
) -> Export:
    """Make the GGUF file where it is needed, write Modelfile and report.

    `progress` is that of `make_gguf`. Raises InputError when another Modelfile is there already;
    else what making the file raises.
    """
    planned = gguf_file(task, source.type) if source.type else task.model_dir
    conversation = _conversation(task, with_gguf=source.type is not None)
    if source.type is None:
        conversation = _with_bos_told(conversation, task.model_dir)
    info = describe_model(task.model_dir).require()
    path = os.path.relpath(planned, task.output)
    start = path if path.startswith("..") else f"./{path}"
    said = statements(start, conversation, _context(task.length, info.context_length))
    text = modelfile(said, task.name)
    require_place(task.output / MODELFILE)
    _check_free(task.output / MODELFILE, text, overwrite)
    made = make_gguf(task, source.type, progress, overwrite=overwrite) if source.type else None
    if made is not None:
        conversation = _with_bos_of(conversation, made.file)
    unread = () if made else _unread(conversation, task.model_dir)
    done = Export(task, source, made, conversation, tuple(said), unread)
    with telling_why(task.output):
        task.output.mkdir(parents=True, exist_ok=True)
    write_report(task.output, done.to_json())
    write_text(done.modelfile, text)
    return done


def create(done: Export, ollama: Ollama, progress: Progress) -> Iterator[Status]:
    """Send the files to Ollama and create the model; yields what Ollama says.

    `progress` is called with bytes done and all, while files are sent. That it is there is recorded
    at the end. Raises RunError.
    """
    files = files_of(done.behind)
    total = 2 * sum(file.stat().st_size for file in files)
    digests: dict[str, str] = {}
    before = 0
    for file in files:
        digests[file.name] = ollama.upload(file, _shifted(progress, before, total))
        before += 2 * file.stat().st_size
    asked = request(done.said, digests)
    if done.source.quantize:
        asked["quantize"] = done.source.quantize
    yield from ollama.create(done.task.name, asked)
    note_created(done.task.output, done.task.name, str(ollama.where))


def check_name_free(ollama: Ollama, name: str) -> None:
    """Raises InputError when Ollama has a model of that name."""
    if ollama.has(name):
        raise InputError(
            message("engine.ollama.name-taken", name=name),
            where=str(ollama.where),
            fix=message("engine.ollama.name-taken-fix"),
        )


def delete_created(task: ExportTask, ollama: Ollama, name: str | None) -> str:
    """Delete the model `name`, else the newest, that was created in this Ollama from here; gives
    its name. Raises InputError where there is none such: what others made there is left alone."""
    where = str(ollama.where)
    names = [one[NAME] for one in created_models(task.output) if one["where"] == where]
    found = name or (names[-1] if names else task.name)
    if found not in names:
        raise InputError(
            message("engine.ollama.not-created", name=found),
            where=where,
            fix=message("engine.ollama.not-created-fix", command=f"ollama rm {shlex.quote(found)}"),
        )
    try:
        ollama.delete(found)
    except NotFoundError:  # one that comes to have its name is not ours
        forget_created(task.output, found, where)
        raise
    forget_created(task.output, found, where)
    return found


def try_live(task: ExportTask, ollama: Ollama, progress: Progress) -> Live | None:
    """Have the created model render conversations; None where there is nothing to compare, or this
    Ollama does not tell."""
    template = _template(task)
    return check_live(ollama, task.name, template, progress) if template else None


def _check_free(file: Path, text: str, overwrite: bool) -> None:
    """One that says the same is no other."""
    if overwrite or not file.exists() or file.read_bytes() == text.encode():
        return
    raise InputError(
        message("engine.ollama.exists"), where=str(file), fix=message("engine.ollama.fix-exists")
    )


def _shifted(progress: Progress, before: int, total: int) -> Callable[[int, int], None]:
    return lambda done, _: progress(before + done, total)


def _template(task: ExportTask) -> ChatTemplate | None:
    tokenizer = load_tokenizer(task.model_dir)
    source = tokenizer.templates.get("default")
    if source is None:
        return None
    return ChatTemplate(source, tokenizer.special_tokens, now=task.date)


def _conversation(task: ExportTask, *, with_gguf: bool) -> Derived | Reason:
    template = _template(task)
    if template is None:
        return Reason(message("engine.ollama.no-template"))
    prompt_ids = read_vocabulary(task.model_dir).prompt_ids if with_gguf else None
    return derive(template, load_tokenizer(task.model_dir).ids, prompt_ids)


def _with_bos_told(conversation: Derived | Reason, model_dir: Path) -> Derived | Reason:
    """Ollama's converter learns from the tokenizer's config alone whether BOS is added."""
    file = model_dir / "tokenizer_config.json"
    told = read_json_file(file).get("add_bos_token") if file.exists() else None
    return _with_bos(conversation, told, "bos-untold")


def _unread(conversation: Derived | Reason, model_dir: Path) -> tuple[Message, ...]:
    """Ollama's converter takes the chat template from the tokenizer's config alone. Matters where
    the TEMPLATE does not say it all."""
    if isinstance(conversation, Derived) and conversation.whole:
        return ()
    file = model_dir / "tokenizer_config.json"
    told = file.exists() and "chat_template" in read_json_file(file)
    has_template = "default" in load_tokenizer(model_dir).templates
    return () if told or not has_template else (message("engine.ollama.template-unread"),)


def _with_bos_of(conversation: Derived | Reason, file: Path) -> Derived | Reason:
    return _with_bos(conversation, read_gguf(file).keys.get(_ADD_BOS), "bos-otherwise")


def _with_bos(conversation: Derived | Reason, told: object, what: str) -> Derived | Reason:
    if not isinstance(conversation, Derived) or told is conversation.add_bos:
        return conversation
    needed = "true" if conversation.add_bos else "false"
    note = message(f"engine.ollama.{what}", needed=needed)
    return replace(conversation, notes=(*conversation.notes, note))


def _context(length: int | None, limit: int | None) -> int | None:
    """At least what was trained with; None, Ollama's own choice, where neither is known."""
    wanted = max(length or 0, ROOM)
    return min(wanted, limit) if limit else wanted if length else None

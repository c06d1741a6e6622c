"""What one preparation is about: its inputs, read once, and the names they give to cached work.

Knows which inputs change the tokens and which only the choice among samples. Does not do the work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

from deeptuner.data.cache import Cache, Tick, code_version, hash_files, key_of
from deeptuner.data.encode import Encoder
from deeptuner.data.formats import Detection
from deeptuner.data.lengths import longest_text
from deeptuner.data.reach import reach
from deeptuner.data.report import Report
from deeptuner.data.sources import Sources, find_sources
from deeptuner.data.templates.named import Choice, choose_template
from deeptuner.data.templates.render import ChatTemplate
from deeptuner.data.templates.selfcheck import TemplateCheck, checked_masker
from deeptuner.data.tokenizer import Tokenizer, load_tokenizer
from deeptuner.settings.sections.config import Config
from deeptuner.settings.sections.inputs import DataSection
from deeptuner.words import Message

TOKENIZER_FILES = (
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "generation_config.json",
)


@dataclass(frozen=True, slots=True)
class Template:
    """The chat template that was used; `save`: it must be written beside the trained model."""

    template: ChatTemplate
    name: str | None
    save: bool

    @property
    def source(self) -> str:
        return self.template.source

    def to_json(self) -> dict[str, Any]:
        return {"template": self.template.to_json(), "name": self.name, "save": self.save}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Template:
        return cls(ChatTemplate.from_json(value["template"]), value["name"], value["save"])


@dataclass(frozen=True, slots=True)
class Job:
    """Everything that preparing needs, looked up and checked.

    `hashes` are those of the data files; `notes` were made while looking.
    """

    settings: DataSection
    sample_prompts: tuple[str, ...]
    sample_count: int
    context: int | None
    sources: Sources
    hashes: list[tuple[str, str]]
    tokenizer: Tokenizer
    choice: Choice
    check: TemplateCheck
    encoder: Encoder
    detection: Detection
    notes: tuple[Message, ...]
    tokens_key: str

    @property
    def tokens_name(self) -> str:
        return f"tokens-{self.tokens_key}"

    @property
    def wider_tokens_name(self) -> str:
        """Where the tokens lie if those under the plain name lack rows that may fit here."""
        return f"{self.tokens_name}-{self.encoder.longest}"

    @property
    def choice_name(self) -> str:
        """Names everything that decides which samples there are and what else is left behind."""
        used = {name: value for name, value in self.settings if name != "loader_workers"}
        more = [self.context, self.sample_prompts, self.sample_count]
        return f"choice-{key_of({'tokens': self.tokens_key, 'settings': used, 'more': more})}"

    @property
    def template(self) -> Template:
        return Template(self.choice.template, self.choice.name, self.choice.save)

    @property
    def warnings(self) -> tuple[Message, ...]:
        """What to think about: of the tokenizer, the template, and what its self-check found."""
        return (*self.tokenizer.notes, *self.choice.warnings, *self.check.advice())

    @property
    def stop_token_ids(self) -> list[int]:
        """What ends an answer: the model's own tokens, and the template's end tokens."""
        ends = map(self.tokenizer.token_to_id, self.encoder.masker.end_tokens())
        return sorted({*self.tokenizer.stop_ids, *(end for end in ends if end is not None)})


def plan_job(
    config: Config,
    model_dir: Path,
    dataset: Path,
    eval_dataset: Path | None,
    context: int | None,
    frozen_date: datetime | None,
    cache: Cache,
    tick: Tick,
) -> Job:
    """Look up what is needed. Raises DataError, ModelError, or InputError for the template.

    Templates are told midnight of the date, so that runs of one day share their tokens.
    """
    tokenizer = load_tokenizer(model_dir)
    date = (frozen_date or datetime.now()).date()
    choice = choose_template(config.data.template, tokenizer, now=datetime.combine(date, time()))
    masker, check = checked_masker(choice.template, tokenizer)
    seen = Report()
    sources = find_sources(config.data, dataset, eval_dataset, seen)
    detection = sources.detect()
    if detection.format != "text":
        check.require_usable()
    hashes = sources.hashes(cache, tick)
    longest = longest_text(config.data, context, reach(tokenizer))
    encoder = Encoder(
        tokenizer, masker, train_on_source=config.data.train_on_source, longest=longest
    )
    return Job(
        settings=config.data,
        sample_prompts=tuple(config.evaluation.sample_prompts),
        sample_count=config.evaluation.sample_count,
        context=context,
        sources=sources,
        hashes=hashes,
        tokenizer=tokenizer,
        choice=choice,
        check=check,
        encoder=encoder,
        detection=detection,
        notes=tuple(seen.notes),
        tokens_key=_tokens_key(config.data, model_dir, sources, hashes, choice.template, context),
    )


def _tokens_key(
    settings: DataSection,
    model_dir: Path,
    sources: Sources,
    hashes: list[tuple[str, str]],
    template: ChatTemplate,
    context: int | None,
) -> str:
    """Names what decides the tokens of every row.

    Lengths are among it only where they change what is encoded; the date, where the template asks.
    """
    rendered = template.to_json()
    if not template.asks_for_date:
        rendered.pop("now")
    used = {"format", "columns", "train_on_source", "long_samples"}
    if settings.long_samples == "drop-oldest-turns":
        used |= {"max_length", "max_source_length", "max_target_length"}
    else:
        context = None
    return key_of(
        {
            "code": code_version(),
            "files": hashes,
            "evaluation": [str(path) for path in sources.evaluation],
            "settings": {name: value for name, value in settings if name in used},
            "context": context,
            "template": rendered,
            "tokenizer": hash_files(model_dir / name for name in TOKENIZER_FILES),
        }
    )

"""A question is put to the model just as the conversations that it was trained on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from deeptuner.data.encode import Encoder
from deeptuner.data.row import Row, Source, Turn
from deeptuner.data.store import Encoded
from deeptuner.data.templates.mask import Masker
from deeptuner.data.templates.named import choose_template
from deeptuner.data.tokenizer import load_tokenizer
from deeptuner.engine.chat.prompt import Prompter, open_prompter, usual_sampling
from deeptuner.engine.chat.target import Target, find_target
from deeptuner.errors import InputError
from tests.support.models import make_llama, make_tokenizer

DATED = (
    "{{ strftime_now('%d %b %Y') }}{% for message in messages %}<|im_start|>{{ message.role }}\n"
    "{{ message.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
REFUSING = (
    "{% for message in messages %}{% if message.role == 'system' %}"
    "{{ raise_exception('System role not supported') }}{% endif %}{{ message.content }}<|im_end|>"
    "{% endfor %}"
)
Open = Callable[..., Prompter]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """A prompter for a new model with this chat template."""

    def make(template: str | None, **more: int) -> Prompter:
        folder = make_llama(tmp_path / "model", **more)
        if template is not None or (folder / "chat_template.jinja").exists():
            make_tokenizer(folder, chat_template=template)
        if template is None:
            (folder / "chat_template.jinja").unlink(missing_ok=True)
        target = replace(find_target(str(folder)), date=datetime(2024, 2, 29))
        return open_prompter(target, target.tokenizer_dir)

    return make


def said(*contents: str, system: str = "") -> list[dict[str, str]]:
    before = [{"role": "system", "content": system}] if system else []
    roles = ("user", "assistant")
    turns = [{"role": roles[at % 2], "content": text} for at, text in enumerate(contents)]
    return [*before, *turns]


@pytest.mark.parametrize("setting", ["auto", "chatml", "llama3", "alpaca", "zephyr"])
def test_a_prompt_is_the_beginning_of_what_training_reads(tmp_path: Path, setting: str) -> None:
    folder = make_llama(tmp_path / "model")
    make_tokenizer(folder, chat_template=DATED)
    target = find_target(str(folder))
    data = target.config.data.model_copy(update={"template": setting})
    config = target.config.model_copy(update={"data": data})
    target = replace(target, config=config, date=datetime(2024, 2, 29))
    prompt = open_prompter(target, folder).prompt(said("Hi 👋", "Yes", "And?", system="Sys"), 8)

    tokenizer = load_tokenizer(folder)
    template = choose_template(setting, tokenizer, now=datetime(2024, 2, 29)).template
    turns = said("Hi 👋", "Yes", "And?", "The answer", system="Sys")
    messages = tuple(Turn(one["role"], one["content"]) for one in turns)  # type: ignore[arg-type]
    row = Row(messages, None, None, Source("x", 1))
    (sample,) = Encoder(tokenizer, Masker(template)).encode([row])
    assert isinstance(sample, Encoded)
    trained = sample.trained.tolist()
    last = max(at for at, one in enumerate(trained) if one and not trained[at - 1])
    assert list(prompt.ids) == sample.ids[:last].tolist()
    assert prompt.dropped == 0


def test_dates_are_those_of_training_and_stops_are_known(opened: Open) -> None:
    prompter = opened(DATED)
    assert prompter.prompt(said("Hi"), 8).text.startswith("29 Feb 2024")
    assert prompter.stop_ids == (4,)
    assert prompter.has_system


def test_a_template_that_refuses_system_texts_says_so(opened: Open) -> None:
    prompter = opened(REFUSING)
    assert not prompter.has_system
    with pytest.raises(InputError, match="System role not supported"):
        prompter.prompt(said("Hi", system="Sys"), 8)


def test_without_a_template_the_text_is_plain(opened: Open) -> None:
    prompter = opened(None)
    prompt = prompter.prompt(said("Once upon", " a time", "there"), 8)
    assert prompt.text == "Once upon\n a time\nthere"
    assert [note.id for note in prompter.notes] == ["engine.chat.no-template"]


def test_the_oldest_turns_go_where_the_context_ends(opened: Open) -> None:
    prompter = opened(DATED, max_position_embeddings=96)
    turns = said("first question " * 4, "first answer", "second question", "second", "third?")
    prompt = prompter.prompt([{"role": "system", "content": "Sys"}, *turns], 40)
    assert prompt.dropped == 2
    assert "first" not in prompt.text
    assert "Sys" in prompt.text
    assert "third?" in prompt.text
    assert len(prompt.ids) + prompt.room <= 96
    with pytest.raises(InputError) as refused:
        prompter.prompt(said("much too long " * 40), 8)
    assert refused.value.what.params["context"] == 96


def test_what_the_makers_recommend_is_the_beginning(tmp_path: Path) -> None:
    folder = make_llama(tmp_path / "model")

    def usual(**given: object) -> object:
        (folder / "generation_config.json").write_text(json.dumps(given))
        target: Target = find_target(str(folder))
        return usual_sampling(target)

    assert usual(temperature=0.6, top_k=20, top_p=0.95, do_sample=True).top_k == 20  # type: ignore[attr-defined]
    assert usual(do_sample=False, temperature=0.6).temperature == 0  # type: ignore[attr-defined]
    assert usual(temperature="warm").temperature == 0.7  # type: ignore[attr-defined]

"""The prompt templates that DeepTuner ships, and which template a model is trained with.

Knows the choice: the one that was asked for, else the tokenizer's own, else ChatML where its
tokens exist, else Alpaca. Does not check whether the template can be masked (selfcheck.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from deeptuner.data.templates.render import ChatTemplate
from deeptuner.data.tokenizer import Tokenizer
from deeptuner.errors import InputError
from deeptuner.words import Message, message

AUTO = "auto"

# By name, the markup that should be single tokens; {eos} is the tokenizer's EOS token.
NEEDS: Mapping[str, tuple[str, ...]] = {
    "alpaca": (),
    "chatml": ("<|im_start|>", "<|im_end|>"),
    "gemma": ("<start_of_turn>", "<end_of_turn>"),
    "llama2": (),
    "llama3": ("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"),
    "mistral": (),
    "phi3": ("<|user|>", "<|assistant|>", "<|end|>"),
    "qwen": ("<|im_start|>", "<|im_end|>"),
    "vicuna": (),
    "zephyr": (),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """The template to train with.

    `name` is a named template's, or None for the tokenizer's own. `save`: the template must be
    written into the trained model's tokenizer, so that it is asked the way it was trained.
    `decision` says what was chosen where that was not plain; `warnings` what to think about.
    """

    template: ChatTemplate
    name: str | None
    save: bool
    decision: Message | None
    warnings: tuple[Message, ...]


def template_names() -> tuple[str, ...]:
    """The named templates, in order."""
    return tuple(NEEDS)


def template_source(name: str) -> str:
    """The Jinja source of a named template. Raises InputError for an unknown name."""
    if name not in NEEDS:
        raise InputError(
            message("data.template-unknown", name=name),
            where="data.template",
            fix=message("data.template-unknown-fix", names=", ".join(NEEDS)),
        )
    return (files(__package__) / "named" / f"{name}.jinja").read_text(encoding="utf-8").strip()


def choose_template(setting: str, tokenizer: Tokenizer, *, now: datetime) -> Choice:
    """The template for the setting `data.template`: `auto` or a name.

    Raises InputError for an unknown name, ModelError when the tokenizer's own is not valid Jinja.
    """
    own = tokenizer.templates
    if setting == AUTO and own:
        default = own.get("default", next(iter(own.values())))
        tools = own.get("tool_use")
        template = ChatTemplate(default, tokenizer.special_tokens, now=now, tools_source=tools)
        return Choice(template, None, save=False, decision=None, warnings=())
    name = _fallback(tokenizer) if setting == AUTO else setting
    told = "data.template-made" if not own else "data.template-replaced"
    return Choice(
        ChatTemplate(_source_for(name, tokenizer), tokenizer.special_tokens, now=now),
        name,
        save=True,
        decision=message(told, name=name),
        warnings=_missing_tokens(name, tokenizer),
    )


def _fallback(tokenizer: Tokenizer) -> str:
    known = all(tokenizer.is_single_token(token) for token in NEEDS["chatml"])
    return "chatml" if known else "alpaca"


def _source_for(name: str, tokenizer: Tokenizer) -> str:
    """The source, beginning with BOS where plain text of this tokenizer does."""
    source = template_source(name)
    needs_bos = tokenizer.add_bos and "bos_token" not in source
    return "{{- bos_token -}}" + source if needs_bos else source


def _missing_tokens(name: str, tokenizer: Tokenizer) -> tuple[Message, ...]:
    missing = [token for token in NEEDS[name] if not tokenizer.is_single_token(token)]
    if not missing:
        return ()
    return (message("data.template-tokens-missing", name=name, tokens=", ".join(missing)),)

"""A model's tokenizer as a GGUF file tells it, measured against the real one.

Knows what the two kinds of tokenizer have in common: special tokens, padding, chat templates. What
is kind by kind is in `byte_level.py` and `sentencepiece.py`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from gguf import TokenType

from deeptuner.data.templates.render import CannotMask, ChatTemplate
from deeptuner.data.tokenizer import Tokenizer, load_tokenizer
from deeptuner.engine.gguf.byte_level import read_byte_level
from deeptuner.engine.gguf.cut import Cut, Draft
from deeptuner.engine.gguf.probes import TEXTS, mixtures, with_tokens
from deeptuner.engine.gguf.sentencepiece import read_sentencepiece
from deeptuner.engine.ollama.cases import cases
from deeptuner.engine.tokenizer_files import tokenizer_folder
from deeptuner.errors import ModelError
from deeptuner.runs.weights import read_json_file
from deeptuner.words import Message, message

_SPECIAL: Final = {
    "bos_token_id": "bos_token",
    "eos_token_id": "eos_token",
    "unknown_token_id": "unk_token",
    "seperator_token_id": "sep_token",  # llama.cpp's spelling
    "padding_token_id": "pad_token",
    "mask_token_id": "mask_token",
}
_MANY: Final = 0.5  # a share of texts; a tokenizer that differs in more is another one
_SOME_DAY: Final = datetime(2026, 3, 1)
_SHOWN: Final = 40  # characters of a text in a note


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What stands in the file after `tokenizer.`, and how text is cut by it.

    `ids` gives the tokens that llama.cpp makes of a text, special tokens found, nothing added.
    `strips` tells that tokens swallow blanks after them, which llama.cpp knows of Phi-3 alone, by
    the model's name. `notes` tell which texts come out otherwise than in training.
    """

    keys: Mapping[str, Any] = field(repr=False)
    ids: Cut = field(repr=False)
    add_bos: bool
    bos_id: int | None
    strips: bool
    notes: tuple[Message, ...]

    def prompt_ids(self, text: str) -> list[int]:
        """The tokens of a prompt as Ollama and llama.cpp begin it: with BOS where it is added."""
        start = [self.bos_id] if self.add_bos and self.bos_id is not None else []
        return [*start, *self.ids(text)]


def read_vocabulary(model_dir: Path, rows: int | None = None) -> Vocabulary:
    """The tokenizer of a model folder; `rows` are those of its embedding.

    Raises ModelError for a tokenizer that llama.cpp cannot do, or with tokens beyond the embedding.
    """
    with tempfile.TemporaryDirectory() as converted:
        folder = tokenizer_folder(model_dir, Path(converted))
        tokenizer = load_tokenizer(folder)
        content = read_json_file(folder / "tokenizer.json")
    drafts = _drafts(content, tokenizer, model_dir)
    texts = [*TEXTS, *mixtures(), *with_tokens(sorted(tokenizer.added)[:8])]
    chats = _chats(tokenizer)
    measured = [_Measured.of(draft, tokenizer, chats, texts) for draft in drafts]
    best = min(measured, key=lambda one: (len(one.chats), len(one.texts)))
    if len(best.texts) > _MANY * len(texts) and (best.chats or not chats):
        raise _unlike(best, model_dir)
    return _finished(best, tokenizer, rows, model_dir, _told(best, len(texts)))


@dataclass(frozen=True, slots=True)
class _Measured:
    """A draft, whether BOS has to be added, and the texts that it cuts otherwise."""

    draft: Draft
    add_bos: bool
    chats: tuple[str, ...]
    texts: tuple[str, ...]

    @classmethod
    def of(
        cls, draft: Draft, tokenizer: Tokenizer, chats: Sequence[str], texts: Sequence[str]
    ) -> _Measured:
        bos = tokenizer.special_tokens.get("bos_token", "")
        written = [bool(bos) and chat.startswith(bos) for chat in chats]
        add_bos = all(written) if chats else tokenizer.add_bos

        def cut(text: str) -> list[int]:
            """As programs do: a BOS that the template wrote is taken off, and added as a token."""
            if add_bos and tokenizer.bos_id is not None and text.startswith(bos):
                return [tokenizer.bos_id, *draft.cut(text.removeprefix(bos))]
            return draft.cut(text)

        other = tuple(chat for chat in chats if cut(chat) != tokenizer.ids(chat))
        differing = tuple(text for text in texts if draft.cut(text) != tokenizer.ids(text))
        return cls(draft, add_bos, other, differing)


def _drafts(content: Mapping[str, Any], tokenizer: Tokenizer, model_dir: Path) -> list[Draft]:
    """Each way in which llama.cpp could be told of this tokenizer."""
    model = content.get("model")
    kind = model.get("type") if isinstance(model, dict) else None
    if kind != "BPE":
        raise ModelError(
            message("engine.gguf.tokenizer-kind", kind=str(kind)),
            where=str(model_dir / "tokenizer.json"),
            fix=message("engine.gguf.fix-tokenizer"),
        )
    if "'ByteLevel'" in repr((content.get("pre_tokenizer"), content.get("decoder"))):
        return [read_byte_level(content, tokenizer, model_dir)]
    return read_sentencepiece(content, model_dir)


def _chats(tokenizer: Tokenizer) -> list[str]:
    """Conversations as the model's own chat template writes them."""
    source = tokenizer.templates.get("default")
    if source is None:
        return []
    template = ChatTemplate(source, tokenizer.special_tokens, now=_SOME_DAY)
    rendered = []
    for case in cases():
        asked = case.messages[-1]["role"] == "user"
        try:
            rendered.append(template.render(case.messages, add_generation_prompt=asked))
        except CannotMask:
            continue
    return rendered


def _finished(
    best: _Measured,
    tokenizer: Tokenizer,
    rows: int | None,
    model_dir: Path,
    told: Sequence[Message],
) -> Vocabulary:
    draft = _padded(best.draft, rows, model_dir)
    ids = {key: tokenizer.special_tokens.get(name) for key, name in _SPECIAL.items()}
    special = {
        key: number
        for key, token in ids.items()
        if token is not None and (number := tokenizer.token_to_id(token)) is not None
    }
    keys = {
        **{f"ggml.{key}": value for key, value in draft.keys.items()},
        **{f"ggml.{key}": value for key, value in special.items()},
        **_end_of_turn(tokenizer, special.get("eos_token_id")),
        "ggml.add_bos_token": best.add_bos,
        "ggml.add_eos_token": tokenizer.add_eos,
        **_templates(tokenizer.templates),
    }
    notes = [*draft.notes, *told]
    if tokenizer.add_bos and not best.add_bos:
        notes.append(message("engine.gguf.no-bos"))
    return Vocabulary(
        {f"tokenizer.{key}": value for key, value in keys.items()},
        draft.cut,
        best.add_bos,
        special.get("bos_token_id"),
        draft.strips,
        tuple(notes),
    )


def _padded(draft: Draft, rows: int | None, model_dir: Path) -> Draft:
    """As many tokens as the embedding has rows; those that nothing stands for are marked unused."""
    tokens, types = list(draft.keys["tokens"]), list(draft.keys["token_type"])
    if rows is None or rows == len(tokens):
        return draft
    if rows < len(tokens):
        raise ModelError(
            message("engine.gguf.beyond", tokens=len(tokens), rows=rows),
            where=str(model_dir),
            fix=message("engine.merge.fix-vocabulary"),
        )
    more = range(len(tokens), rows)
    keys = dict(draft.keys)
    keys["tokens"] = tokens + [f"[PAD{number}]" for number in more]
    keys["token_type"] = types + [int(TokenType.UNUSED)] * len(more)
    if "scores" in keys:
        keys["scores"] = list(keys["scores"]) + [-1e6] * len(more)
    return replace(draft, keys=keys)


def _end_of_turn(tokenizer: Tokenizer, eos: int | None) -> dict[str, int]:
    """The token that ends an answer, where it is not EOS."""
    others = [number for number in tokenizer.stop_ids if number != eos]
    return {"ggml.eot_token_id": others[0]} if others else {}


def _templates(templates: Mapping[str, str]) -> dict[str, Any]:
    """The chat template to the letter, and others by their names."""
    keys: dict[str, Any] = {}
    others = {name: text for name, text in templates.items() if name != "default"}
    if default := templates.get("default"):
        keys["chat_template"] = default
    if others:
        keys["chat_templates"] = sorted(others)
        keys |= {f"chat_template.{name}": text for name, text in others.items()}
    return keys


def _told(best: _Measured, total: int) -> list[Message]:
    notes = []
    if best.chats:
        notes.append(message("engine.gguf.chats-differ", count=len(best.chats)))
    if best.texts:
        shown = repr(min(best.texts, key=len))[:_SHOWN]
        counts = {"count": len(best.texts), "total": total}
        notes.append(message("engine.gguf.texts-differ", **counts, text=shown))
    return notes


def _unlike(best: _Measured, model_dir: Path) -> ModelError:
    shown = repr(min(best.texts, key=len))[:_SHOWN]
    return ModelError(
        message("engine.gguf.tokenizer-unlike", text=shown),
        where=str(model_dir / "tokenizer.json"),
        fix=message("engine.gguf.fix-tokenizer"),
    )

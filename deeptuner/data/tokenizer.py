"""The tokenizer of a model folder, read without transformers.

Knows the files of Hugging Face's layout (tokenizer.json, tokenizer_config.json,
special_tokens_map.json, chat_template.jinja or .json, generation_config.json). Does not convert a
`tokenizer.model` (the engine does), nor choose a template (templates/named.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
import tokenizers

from deeptuner.data.templates.tokens import Encoding
from deeptuner.errors import ModelError
from deeptuner.words import Message, message

SPECIAL_NAMES = (
    "bos_token",
    "eos_token",
    "unk_token",
    "sep_token",
    "pad_token",
    "cls_token",
    "mask_token",
)
MAX_QUOTED = 200


@dataclass(frozen=True, slots=True)
class Tokenizer:
    """A fast tokenizer and the facts around it.

    `special_tokens` are the texts by name (`bos_token`, …), as a chat template is given them.
    `templates` are the tokenizer's own chat templates by name (`default`, `tool_use`, …).
    `add_bos`, `add_eos`: whether plain text gets them. `stop_ids`: the tokens that end an answer
    according to the model (generation_config.json, else the EOS token). `added` are the tokens
    that text is searched for before it is cut, such as `<|im_end|>`; `vocab_size` counts them too.
    `notes` tell what was odd in the files.
    """

    backend: Any = field(repr=False)
    special_tokens: dict[str, str]
    templates: dict[str, str]
    added: frozenset[str] = field(repr=False)
    add_bos: bool
    add_eos: bool
    stop_ids: tuple[int, ...]
    notes: tuple[Message, ...] = field(default=())

    @property
    def vocab_size(self) -> int:
        return int(self.backend.get_vocab_size(with_added_tokens=True))

    @property
    def bos_id(self) -> int | None:
        return self._special_id("bos_token")

    @property
    def eos_id(self) -> int | None:
        return self._special_id("eos_token")

    @property
    def pad_id(self) -> int | None:
        return self._special_id("pad_token")

    @property
    def unk_id(self) -> int | None:
        return self._special_id("unk_token")

    def token_to_id(self, token: str) -> int | None:
        """The id of a token, or None where the vocabulary does not have it."""
        found: int | None = self.backend.token_to_id(token)
        return found

    def is_single_token(self, text: str) -> bool:
        """Whether this text is always exactly one token, whatever stands around it."""
        return text in self.added

    def encode_batch(self, texts: Sequence[str]) -> list[Encoding]:
        """Each text as tokens, nothing added, truncated or padded. Offsets are in characters."""
        found: list[Encoding] = self.backend.encode_batch(list(texts), add_special_tokens=False)
        return found

    def ids(self, text: str) -> list[int]:
        """The token ids of one text, nothing added."""
        found: list[int] = self.backend.encode(text, add_special_tokens=False).ids
        return found

    def decode(self, ids: Sequence[int], skip_special_tokens: bool = False) -> str:
        return str(self.backend.decode(list(ids), skip_special_tokens=skip_special_tokens))

    def _special_id(self, name: str) -> int | None:
        token = self.special_tokens.get(name)
        return self.token_to_id(token) if token is not None else None


def load_tokenizer(model_dir: Path) -> Tokenizer:
    """The tokenizer of a model folder.

    Raises ModelError where there is none, where it must be converted, or where it is damaged.
    """
    backend = _load_backend(model_dir)
    config = _read_object(model_dir / "tokenizer_config.json")
    older = _read_object(model_dir / "special_tokens_map.json")
    special, notes = _special_tokens(backend, {**older, **_given(config)})
    bos, eos = special.get("bos_token"), special.get("eos_token")
    add_bos, add_eos = _adds(backend, config, bos, eos)
    backend.post_processor = None  # it only adds tokens, and some cut the offsets
    backend.no_truncation()
    backend.no_padding()
    return Tokenizer(
        backend=backend,
        special_tokens=special,
        templates=_templates(model_dir, config),
        added=frozenset(token.content for token in backend.get_added_tokens_decoder().values()),
        add_bos=add_bos,
        add_eos=add_eos,
        stop_ids=_stop_ids(model_dir, backend.token_to_id(eos) if eos else None),
        notes=tuple(notes),
    )


def _load_backend(model_dir: Path) -> Any:
    file = model_dir / "tokenizer.json"
    if not file.is_file():
        kind = "needs-conversion" if (model_dir / "tokenizer.model").is_file() else "missing"
        raise ModelError(
            message(f"data.tokenizer-{kind}"),
            where=str(model_dir),
            fix=message(f"data.tokenizer-{kind}-fix"),
        )
    try:
        return tokenizers.Tokenizer.from_file(str(file))
    except Exception as error:  # the library raises bare Exception
        raise ModelError(
            message("data.tokenizer-invalid", said=str(error)[:MAX_QUOTED]),
            where=str(file),
            fix=message("data.tokenizer-invalid-fix"),
        ) from error


def _read_object(file: Path) -> dict[str, Any]:
    """A JSON object, empty where the file is absent."""
    if not file.is_file():
        return {}
    try:
        value = orjson.loads(file.read_bytes())
        if not isinstance(value, dict):
            raise TypeError(f"{type(value).__name__} instead of an object")
    except (ValueError, TypeError) as error:
        raise ModelError(
            message("data.tokenizer-not-json", said=str(error)[:MAX_QUOTED]),
            where=str(file),
            fix=message("data.tokenizer-invalid-fix"),
        ) from error
    return value


def _given(config: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in config.items() if value is not None}


def _special_tokens(backend: Any, config: dict[str, Any]) -> tuple[dict[str, str], list[Message]]:
    named = {name: config.get(name) for name in SPECIAL_NAMES}
    extra = config.get("extra_special_tokens")
    if isinstance(extra, dict):
        named.update(extra)
    special, notes = {}, []
    for name, value in named.items():
        token = value.get("content") if isinstance(value, dict) else value
        if not isinstance(token, str):
            continue
        if backend.token_to_id(token) is None:
            notes.append(message("data.tokenizer-unknown-special", name=name, token=token))
        else:
            special[name] = token
    return special, notes


def _adds(
    backend: Any, config: dict[str, Any], bos: str | None, eos: str | None
) -> tuple[bool, bool]:
    """Whether plain text gets BOS and EOS: the config's word, else what tokenizer.json does."""
    tokens = backend.encode("a", add_special_tokens=True).tokens
    given = {"bos": config.get("add_bos_token"), "eos": config.get("add_eos_token")}
    add_bos = given["bos"] if isinstance(given["bos"], bool) else tokens[:1] == [bos]
    add_eos = given["eos"] if isinstance(given["eos"], bool) else tokens[-1:] == [eos]
    return bool(add_bos and bos), bool(add_eos and eos)


def _templates(model_dir: Path, config: dict[str, Any]) -> dict[str, str]:
    """The chat templates by name; a file of its own counts before the config's entry."""
    file = model_dir / "chat_template.jinja"
    if file.is_file():
        more = sorted((model_dir / "additional_chat_templates").glob("*.jinja"))
        return {"default": _text(file)} | {path.stem: _text(path) for path in more}
    found = _read_object(model_dir / "chat_template.json").get("chat_template")
    if found is None:
        found = config.get("chat_template")
    if isinstance(found, str):
        return {"default": found}
    if isinstance(found, dict):
        return {str(name): text for name, text in found.items() if isinstance(text, str)}
    if isinstance(found, list):
        named = [entry for entry in found if isinstance(entry, dict)]
        return {
            str(entry["name"]): str(entry["template"])
            for entry in named
            if "name" in entry and "template" in entry
        }
    return {}


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _stop_ids(model_dir: Path, eos_id: int | None) -> tuple[int, ...]:
    given = _read_object(model_dir / "generation_config.json").get("eos_token_id")
    ids = given if isinstance(given, list) else [given]
    stops = [number for number in ids if isinstance(number, int)]
    return tuple(stops) if stops else ((eos_id,) if eos_id is not None else ())

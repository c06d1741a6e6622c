"""Tokenizers of many families, trained in a second on texts of many scripts.

How text is cut is written as each family's own tokenizer.json has it, not as our table does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, trainers
from tokenizers import pre_tokenizers as pre

from deeptuner.engine.gguf.probes import TEXTS, mixtures
from tests.support.models import CHATML

CORPUS: Final = [*TEXTS * 3, *mixtures()]
SPECIAL: Final = ("<pad>", "<s>", "</s>", "<|im_start|>", "<|im_end|>")
ADDED: Final = ("<tool_call>", "</tool_call>")
_LLAMA3: Final = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_TEKKEN: Final = (
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"
    r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|\p{N}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_GPT_4O: Final = (
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
    r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_DEEPSEEK_V3: Final = (
    r"[!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+"
    r"|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def _split(pattern: str) -> Any:
    return pre.Split(Regex(pattern), "isolated")


def _bytes(*before: Any, use_regex: bool = False) -> Any:
    return pre.Sequence([*before, pre.ByteLevel(add_prefix_space=False, use_regex=use_regex)])


_CUTS: Final[Mapping[str, Any]] = {
    "llama-bpe": lambda: _bytes(_split(_LLAMA3)),
    "dbrx": lambda: _bytes(_split(_LLAMA3)),
    "qwen2": lambda: _bytes(_split(_LLAMA3.replace(r"\p{N}{1,3}", r"\p{N}"))),
    "gpt-2": lambda: pre.ByteLevel(add_prefix_space=False),
    "starcoder": lambda: _bytes(pre.Digits(individual_digits=True), use_regex=True),
    "falcon": lambda: pre.Sequence(
        [
            pre.Punctuation("contiguous"),
            pre.ByteLevel(add_prefix_space=False),
            pre.Digits(individual_digits=False),
            _split("[0-9][0-9][0-9]"),
        ]
    ),
    "tekken": lambda: _bytes(_split(_TEKKEN)),
    "gpt-4o": lambda: _bytes(_split(_GPT_4O)),
    "deepseek-v3": lambda: _bytes(
        _split(r"\p{N}{1,3}"), _split("[一-龥぀-ゟ゠-ヿ]+"), _split(_DEEPSEEK_V3)
    ),
    "bloom": lambda: _bytes(_split(r" ?[^(\s|[.,!?…。，、।۔،])]+")),
}
BYTE_LEVEL: Final = tuple(_CUTS)


def make_byte_level(folder: Path, family: str, size: int = 900, **config: Any) -> Path:
    """A tokenizer that works on bytes and cuts as `family` does; with Qwen's NFC for `qwen2`."""
    tokenizer = Tokenizer(models.BPE(ignore_merges=family == "llama-bpe"))
    tokenizer.pre_tokenizer = _CUTS[family]()
    tokenizer.decoder = decoders.ByteLevel()
    if family == "qwen2":
        tokenizer.normalizer = normalizers.NFC()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=list(SPECIAL),
        initial_alphabet=pre.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(CORPUS, trainer)
    tokenizer.add_tokens(list(ADDED))
    named = {"bos_token": "<s>", "eos_token": "<|im_end|>", "pad_token": "<pad>"}
    return save(tokenizer, folder, {**named, "chat_template": CHATML, **config})


def make_sentencepiece(
    folder: Path,
    spaces: str = "first",
    size: int = 900,
    swallowing: Sequence[str] = (),
    **config: Any,
) -> Path:
    """A tokenizer on pieces of words with bytes. `spaces`: where a text gets a blank before it:
    `first` (Llama 2 in transformers 5), `always` (Llama 2 before), `never` (Gemma)."""
    pieces, merges = _trained(size)
    starts = ["<unk>", "<s>", "</s>", *(f"<0x{number:02X}>" for number in range(256))]
    vocabulary = {piece: number for number, piece in enumerate([*starts, *pieces])}
    tokenizer = Tokenizer(
        models.BPE(vocabulary, merges, unk_token="<unk>", byte_fallback=True, fuse_unk=True)
    )
    if spaces == "first":
        tokenizer.pre_tokenizer = pre.Metaspace(prepend_scheme="first", split=False)
    else:
        first = [normalizers.Prepend("▁")] if spaces == "always" else []
        tokenizer.normalizer = normalizers.Sequence([*first, normalizers.Replace(" ", "▁")])
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
    )
    tokenizer.add_special_tokens([*starts[:3], "<|endoftext|>", "<|im_start|>", "<|im_end|>"])
    if not swallowing:
        tokenizer.add_tokens(list(ADDED))
    named = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "add_bos_token": True}
    saved = save(tokenizer, folder, {**named, **config})
    _swallow(saved / "tokenizer.json", swallowing)
    return saved


def _trained(size: int) -> tuple[list[str], list[tuple[str, str]]]:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre.Metaspace(prepend_scheme="first", split=True)
    trainer = trainers.BpeTrainer(vocab_size=size, limit_alphabet=200, show_progress=False)
    tokenizer.train_from_iterator(CORPUS, trainer)
    model = json.loads(tokenizer.to_str())["model"]
    pieces = sorted(model["vocab"], key=model["vocab"].__getitem__)
    return pieces, [tuple(pair) for pair in model["merges"]]


def _swallow(file: Path, tokens: Sequence[str]) -> None:
    content = json.loads(file.read_text())
    for entry in content["added_tokens"]:
        entry["rstrip"] = entry["content"] in tokens
    file.write_text(json.dumps(content))


def save(tokenizer: Tokenizer, folder: Path, config: Mapping[str, Any]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(json.dumps(config))
    return folder

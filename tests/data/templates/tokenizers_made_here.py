"""Small tokenizers of both kinds, made in a moment: byte-level BPE and SentencePiece-like."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, processors, trainers

CORPUS = [
    "The quick brown fox jumps over the lazy dog. A good answer begins with a good question.",
    "user assistant system: what is the colour of the sky? The sky is blue, two and two is four.",
    "Grüße aus München, naïve café, numbers 0123456789, code {a: [1, 2]} <b>.\n\nHello *you*!",
]
CHATML_TOKENS = ["<|im_start|>", "<|im_end|>"]


def make_bpe(
    folder: Path, added: list[str] = CHATML_TOKENS, *, trim_offsets: bool = False, **config: Any
) -> Path:
    """Byte-level BPE, as of GPT-2, Llama 3 and Qwen; no BOS. `</s>` is EOS."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=trim_offsets)
    trainer = trainers.BpeTrainer(
        vocab_size=400,
        special_tokens=[AddedToken(token, special=True) for token in ["<s>", "</s>", *added]],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(CORPUS, trainer)
    return _save(tokenizer, folder, {"eos_token": "</s>", **config})


def make_spm(folder: Path, added: list[str] = CHATML_TOKENS, **config: Any) -> Path:
    """BPE over ▁words with byte fallback, as of Llama 2; plain text begins with `<s>`."""
    letters = sorted({letter for line in CORPUS for letter in line if letter > " "} - {"👋"})
    merges = [("▁", "t"), ("▁t", "h"), ("▁th", "e"), ("i", "s"), ("▁", "is"), ("a", "n")]
    bytes_ = [f"<0x{number:02X}>" for number in range(256)]
    pieces = ["<unk>", "<s>", "</s>", *bytes_, "▁", *letters, *("".join(pair) for pair in merges)]
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = Tokenizer(
        models.BPE(vocabulary, merges, unk_token="<unk>", byte_fallback=True, fuse_unk=True)
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first", split=False)
    tokenizer.decoder = decoders.Sequence(
        [
            decoders.Replace("▁", " "),
            decoders.ByteFallback(),
            decoders.Fuse(),
            decoders.Strip(content=" ", left=1),
        ]
    )
    tokenizer.add_special_tokens(["<unk>", "<s>", "</s>", *added])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A", special_tokens=[("<s>", 1)]
    )
    named = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>"}
    return _save(tokenizer, folder, {**named, **config})


def _save(tokenizer: Tokenizer, folder: Path, config: dict[str, Any]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(json.dumps(config))
    return folder

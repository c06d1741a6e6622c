"""llama.cpp cuts text by our GGUF files as training did, and as we say that it does.

With DEEPTUNER_TOKENIZERS=DIR the folders in it are tried too, and with DEEPTUNER_TEMPLATES=DIR each
of them with every chat template there.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from deeptuner.data.templates.render import CannotMask, ChatTemplate
from deeptuner.data.tokenizer import load_tokenizer
from deeptuner.engine.gguf import write_gguf
from deeptuner.engine.gguf.probes import TEXTS, mixtures, with_tokens
from deeptuner.engine.gguf.vocabulary import read_vocabulary
from deeptuner.engine.ollama.cases import cases
from tests.data.templates.helpers import FOLDER
from tests.interop.llama import loaded, needs_llama, tokens
from tests.support.gguf_tokenizers import BYTE_LEVEL, make_byte_level, make_sentencepiece
from tests.support.models import CHATML, make_llama

pytestmark = [pytest.mark.interop, needs_llama]
NOW = datetime(2026, 3, 1)
PHI3 = ["</s>", "<|im_start|>", "<|im_end|>"]
WITH_BOS = "{{ bos_token }}" + CHATML
PLAIN_START = "{{ bos_token }}[INST] {{ messages[-1]['content'] }} [/INST]"
KINDS: dict[str, Callable[[Path], Path]] = {
    **{name: lambda folder, name=name: make_byte_level(folder, name) for name in BYTE_LEVEL},
    "spaces-first": lambda folder: make_sentencepiece(folder, "first"),
    "spaces-first-chat": lambda folder: make_sentencepiece(folder, chat_template=PLAIN_START),
    "spaces-always": lambda folder: make_sentencepiece(folder, "always"),
    "spaces-always-chat": lambda folder: make_sentencepiece(
        folder, "always", chat_template=WITH_BOS
    ),
    "spaces-never": lambda folder: make_sentencepiece(folder, "never", chat_template=WITH_BOS),
    "phi3": lambda folder: make_sentencepiece(folder, swallowing=PHI3, chat_template=CHATML),
}
# Of these llama.cpp is known to cut some texts otherwise: capitals of other scripts; accents apart.
INEXACT = {"tekken", "gpt-4o", "qwen2"}
_OUTSIDE = os.environ.get("DEEPTUNER_TOKENIZERS", "")
_TEMPLATES = os.environ.get("DEEPTUNER_TEMPLATES", "")
REAL = sorted(Path(_OUTSIDE).iterdir()) if _OUTSIDE else []
CHATS = sorted(Path(_TEMPLATES).glob("*.jinja")) if _TEMPLATES else sorted(FOLDER.glob("*.jinja"))


def written(folder: Path, tokenizer: Path, more: int = 0) -> Path:
    """A GGUF file of a tiny model with this tokenizer, and `more` rows than it has tokens."""
    rows = load_tokenizer(tokenizer).vocab_size + more
    make_llama(folder, layers=1, vocab_size=rows)
    (folder / "chat_template.jinja").unlink()
    for file in tokenizer.iterdir():
        shutil.copy(file, folder / file.name)
    file = folder.parent / f"{folder.name}.gguf"
    write_gguf(folder, file, "f16")
    return file


def chats_of(tokenizer: Any, source: str) -> list[str]:
    template = ChatTemplate(source, tokenizer.special_tokens, now=NOW)
    rendered = []
    for case in cases():
        asked = case.messages[-1]["role"] == "user"
        try:
            rendered.append(template.render(case.messages, add_generation_prompt=asked))
        except CannotMask:
            continue
    return rendered


def prompt(model: Any, text: str, bos: str, add_bos: bool) -> list[int]:
    """As llama.cpp's server and Ollama do: a BOS that the text begins with is added as a token."""
    text = text.removeprefix(bos) if add_bos else text
    return [int(one) for one in model.tokenize(text.encode(), add_bos=add_bos, special=True)]


@pytest.mark.parametrize("kind", KINDS)
def test_text_is_cut_as_in_training_and_as_told(kind: str, tmp_path: Path) -> None:
    folder = KINDS[kind](tmp_path / "tokenizer")
    tokenizer, vocabulary = load_tokenizer(folder), read_vocabulary(folder)
    texts = [*TEXTS, *mixtures(), *with_tokens(sorted(tokenizer.added))]
    with loaded(written(tmp_path / "model", folder), vocab_only=True) as llama:
        found = [tokens(llama, text) for text in texts]
        chats = [
            (prompt(llama, chat, "<s>", vocabulary.add_bos), tokenizer.ids(chat))
            for chat in chats_of(tokenizer, tokenizer.templates.get("default", CHATML))
        ]
    assert found == [vocabulary.ids(text) for text in texts]
    differing = [one for one, text in zip(found, texts, strict=True) if one != tokenizer.ids(text)]
    told = {note.id for note in vocabulary.notes}
    assert bool(differing) == ("engine.gguf.texts-differ" in told)
    assert bool(differing) == (kind in INEXACT or kind.startswith(("spaces-first", "phi3"))) or (
        kind.startswith("spaces-always") and differing
    )
    if "default" in tokenizer.templates and kind not in INEXACT:
        assert all(one == other for one, other in chats)


def test_a_vocabulary_with_room_loads(tmp_path: Path) -> None:
    folder = make_sentencepiece(tmp_path / "tokenizer")
    with loaded(written(tmp_path / "model", folder, more=37), vocab_only=True) as llama:
        assert llama.n_vocab() == load_tokenizer(folder).vocab_size + 37
        assert tokens(llama, "Hello you")


@pytest.mark.parametrize("name", ["phi3-mini-tuned", "my Phi-3", "PHI3"])
def test_no_name_makes_tokens_swallow_blanks(name: str, tmp_path: Path) -> None:
    folder = make_byte_level(tmp_path / "tokenizer", "gpt-2")
    file = written(tmp_path / name, folder)
    text = "<|im_end|> \n you"
    with loaded(file, vocab_only=True) as llama:
        assert tokens(llama, text) == load_tokenizer(folder).ids(text)


@pytest.mark.parametrize("folder", REAL, ids=lambda one: one.name)
def test_real_tokenizers(folder: Path, tmp_path: Path) -> None:
    tokenizer, vocabulary = load_tokenizer(folder), read_vocabulary(folder)
    texts = [*TEXTS, *mixtures(), *with_tokens(sorted(tokenizer.added)[:5])]
    with loaded(written(tmp_path / "model", folder), vocab_only=True) as llama:
        assert [tokens(llama, text) for text in texts] == [vocabulary.ids(text) for text in texts]


@pytest.mark.parametrize("chat", CHATS, ids=lambda one: one.stem)
@pytest.mark.parametrize("folder", REAL, ids=lambda one: one.name)
def test_conversations_with_real_tokenizers(folder: Path, chat: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "tokenizer", copy_function=shutil.copyfile)
    copy.chmod(0o755)
    config = json.loads((copy / "tokenizer_config.json").read_text())
    source = chat.read_text(encoding="utf-8")
    (copy / "tokenizer_config.json").write_text(json.dumps({**config, "chat_template": source}))
    tokenizer, vocabulary = load_tokenizer(copy), read_vocabulary(copy)
    bos = tokenizer.special_tokens.get("bos_token", "")
    with loaded(written(tmp_path / "model", copy), vocab_only=True) as llama:
        for text in chats_of(tokenizer, source):
            assert prompt(llama, text, bos, vocabulary.add_bos) == tokenizer.ids(text), text

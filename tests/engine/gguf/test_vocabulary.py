"""Tokenizers are told to llama.cpp as measured: names, spaces, special tokens, templates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from gguf import TokenType
from hypothesis import given, settings
from hypothesis import strategies as st

from deeptuner.data.tokenizer import load_tokenizer
from deeptuner.engine.gguf.vocabulary import Vocabulary, read_vocabulary
from deeptuner.errors import ModelError
from tests.data.templates.tokenizers_made_here import make_spm
from tests.support.gguf_tokenizers import (
    ADDED,
    BYTE_LEVEL,
    make_byte_level,
    make_sentencepiece,
)
from tests.support.models import CHATML

WITH_BOS = "{{ bos_token }}" + CHATML
PLAIN_START = "{{ bos_token }}[INST] {{ messages[-1]['content'] }} [/INST]"


def told(vocabulary: Vocabulary, key: str) -> Any:
    return vocabulary.keys.get(f"tokenizer.ggml.{key}")


def notes(vocabulary: Vocabulary) -> set[str]:
    return {note.id.removeprefix("engine.gguf.") for note in vocabulary.notes}


@pytest.mark.parametrize("family", BYTE_LEVEL)
def test_the_way_of_cutting_is_recognised(family: str, tmp_path: Path) -> None:
    vocabulary = read_vocabulary(make_byte_level(tmp_path, family))
    assert told(vocabulary, "pre") == family
    assert told(vocabulary, "model") == "gpt2"


def test_another_way_of_cutting_is_refused(tmp_path: Path) -> None:
    file = make_byte_level(tmp_path, "qwen2") / "tokenizer.json"
    text = file.read_text()
    assert r"\\p{N}|" in text
    file.write_text(text.replace(r"\\p{N}|", r"\\p{N}{1,4}|"))
    with pytest.raises(ModelError) as refused:
        read_vocabulary(tmp_path)
    assert refused.value.what.id == "engine.gguf.pretokenizer"


def test_words_that_only_the_vocabulary_knows_need_the_right_name(tmp_path: Path) -> None:
    """Where merges do not reach a token, it matters whether words that are tokens stay whole."""
    file = make_byte_level(tmp_path, "dbrx") / "tokenizer.json"
    content = json.loads(file.read_text())
    size = max(entry["id"] for entry in content["added_tokens"]) + 1
    content["model"]["vocab"]["Zyzzyva"] = size
    file.write_text(json.dumps(content))
    assert told(read_vocabulary(tmp_path), "pre") == "dbrx"
    content["model"]["ignore_merges"] = True
    file.write_text(json.dumps(content))
    vocabulary = read_vocabulary(tmp_path)
    assert told(vocabulary, "pre") == "llama-bpe"
    assert vocabulary.ids("Zyzzyva") == [size]


@pytest.mark.parametrize(
    ("spaces", "template", "first"),
    [
        ("first", None, True),
        ("first", WITH_BOS, False),
        ("first", PLAIN_START, False),
        ("always", None, True),
        ("always", WITH_BOS, True),
        ("never", None, False),
        ("never", WITH_BOS, False),
    ],
)
def test_the_blank_before_a_text_is_measured(
    spaces: str, template: str | None, first: bool, tmp_path: Path
) -> None:
    more = {"chat_template": template} if template else {}
    vocabulary = read_vocabulary(make_sentencepiece(tmp_path, spaces, **more))
    assert told(vocabulary, "add_space_prefix") is first
    assert "chats-differ" not in notes(vocabulary)
    assert ("texts-differ" in notes(vocabulary)) == (spaces != "never")


@pytest.mark.parametrize(
    ("template", "plain", "added"),
    [
        (None, True, True),
        (None, False, False),
        (WITH_BOS, False, True),
        (WITH_BOS, True, True),
        (CHATML, True, False),
    ],
)
def test_bos_is_added_as_in_training(
    template: str | None, plain: bool, added: bool, tmp_path: Path
) -> None:
    more: dict[str, Any] = {"chat_template": template} if template else {}
    folder = make_sentencepiece(tmp_path, "never", add_bos_token=plain, **more)
    vocabulary = read_vocabulary(folder)
    assert told(vocabulary, "add_bos_token") is vocabulary.add_bos is added
    assert told(vocabulary, "add_eos_token") is False
    assert ("no-bos" in notes(vocabulary)) == (plain and not added)
    prompt = vocabulary.prompt_ids("Hello")
    assert (prompt[0] == vocabulary.bos_id) == added


@pytest.mark.parametrize("added", [True, False])
def test_eos_is_added_where_the_tokenizer_says_so(added: bool, tmp_path: Path) -> None:
    vocabulary = read_vocabulary(make_byte_level(tmp_path, "gpt-2", add_eos_token=added))
    assert told(vocabulary, "add_eos_token") is added


def test_special_tokens_and_types(tmp_path: Path) -> None:
    folder = make_byte_level(tmp_path, "qwen2")
    (folder / "generation_config.json").write_text('{"eos_token_id": [4, 2]}')
    vocabulary = read_vocabulary(folder)
    types = dict(zip(told(vocabulary, "tokens"), told(vocabulary, "token_type"), strict=True))
    assert types["<|im_end|>"] == TokenType.CONTROL
    assert all(types[token] == TokenType.USER_DEFINED for token in ADDED)
    assert types["a"] == TokenType.NORMAL
    assert told(vocabulary, "bos_token_id") == 1
    assert told(vocabulary, "eos_token_id") == 4
    assert told(vocabulary, "padding_token_id") == 0
    assert told(vocabulary, "eot_token_id") == 2  # the other token that ends an answer
    assert vocabulary.keys["tokenizer.chat_template"] == CHATML
    assert "composing" in notes(vocabulary)


def test_bytes_scores_and_unknown(tmp_path: Path) -> None:
    vocabulary = read_vocabulary(make_sentencepiece(tmp_path))
    tokens, types = told(vocabulary, "tokens"), told(vocabulary, "token_type")
    assert types[tokens.index("<0x0A>")] == TokenType.BYTE
    assert types[tokens.index("<unk>")] == TokenType.UNKNOWN
    scores = dict(zip(tokens, told(vocabulary, "scores"), strict=True))
    assert scores["▁t"] > scores["▁the"]  # made earlier


def test_several_chat_templates_keep_their_names(tmp_path: Path) -> None:
    named = [{"name": "default", "template": CHATML}, {"name": "tool_use", "template": "tools"}]
    vocabulary = read_vocabulary(make_byte_level(tmp_path, "gpt-2", chat_template=named))
    assert vocabulary.keys["tokenizer.chat_template"] == CHATML
    assert vocabulary.keys["tokenizer.chat_template.tool_use"] == "tools"
    assert vocabulary.keys["tokenizer.chat_templates"] == ["tool_use"]


def test_rows_without_a_token_are_unused(tmp_path: Path) -> None:
    folder = make_sentencepiece(tmp_path)
    size = len(told(read_vocabulary(folder), "tokens"))
    vocabulary = read_vocabulary(folder, size + 3)
    assert len(told(vocabulary, "tokens")) == len(set(told(vocabulary, "tokens"))) == size + 3
    assert told(vocabulary, "token_type")[-3:] == [TokenType.UNUSED] * 3
    assert len(told(vocabulary, "scores")) == size + 3
    with pytest.raises(ModelError) as refused:
        read_vocabulary(folder, size - 1)
    assert refused.value.what.id == "engine.gguf.beyond"


def test_without_a_template_file_the_converted_tokenizer_serves(tmp_path: Path) -> None:
    """An older form is converted; the person's folder stays as it is."""
    folder = make_byte_level(tmp_path / "made", "gpt-2")
    content = json.loads((folder / "tokenizer.json").read_text())
    older = tmp_path / "older"
    older.mkdir()
    (older / "vocab.json").write_text(json.dumps(content["model"]["vocab"]))
    merges = [" ".join(pair) for pair in content["model"]["merges"]]
    (older / "merges.txt").write_text("#version: 0.2\n" + "\n".join(merges) + "\n")
    config = {"tokenizer_class": "GPT2Tokenizer", "bos_token": "<s>", "eos_token": "</s>"}
    (older / "tokenizer_config.json").write_text(json.dumps({**config, "unk_token": "</s>"}))
    (older / "config.json").write_text('{"model_type": "gpt2"}')
    before = sorted(file.name for file in older.iterdir())
    vocabulary = read_vocabulary(older)
    assert told(vocabulary, "pre") == "gpt-2"
    assert sorted(file.name for file in older.iterdir()) == before


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Vocabulary]:
    folder = make_spm(tmp_path_factory.mktemp("spm"), chat_template=WITH_BOS)
    return load_tokenizer(folder), read_vocabulary(folder)


@given(st.text())
@settings(max_examples=150, deadline=None)
def test_any_text_after_bos_is_cut_as_in_training(
    pieces: tuple[Any, Vocabulary], text: str
) -> None:
    tokenizer, vocabulary = pieces
    text = text.encode(errors="ignore").decode()
    assert vocabulary.prompt_ids(text) == tokenizer.ids("<s>" + text)

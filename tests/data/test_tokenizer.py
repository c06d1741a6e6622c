"""Tokenizer folders as they come, whole and broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deeptuner.data.tokenizer import load_tokenizer
from deeptuner.errors import ModelError
from tests.data.templates.tokenizers_made_here import make_bpe, make_spm


def test_facts_of_a_byte_level_tokenizer(tmp_path: Path) -> None:
    folder = make_bpe(tmp_path, pad_token="<|im_end|>")
    tokenizer = load_tokenizer(folder)
    assert tokenizer.special_tokens == {"eos_token": "</s>", "pad_token": "<|im_end|>"}
    assert tokenizer.bos_id is None
    assert tokenizer.eos_id == tokenizer.token_to_id("</s>") == 1
    assert tokenizer.pad_id == 3
    assert (tokenizer.add_bos, tokenizer.add_eos) == (False, False)
    assert tokenizer.stop_ids == (1,)
    assert tokenizer.templates == {}
    assert tokenizer.vocab_size == 400
    assert tokenizer.is_single_token("<|im_end|>")
    assert not tokenizer.is_single_token("the")


def test_facts_of_a_sentencepiece_like_tokenizer(tmp_path: Path) -> None:
    tokenizer = load_tokenizer(make_spm(tmp_path))
    assert (tokenizer.bos_id, tokenizer.eos_id, tokenizer.unk_id) == (1, 2, 0)
    assert (tokenizer.add_bos, tokenizer.add_eos) == (True, False)


def test_encoding_adds_nothing_and_decodes_back(tmp_path: Path) -> None:
    for make in (make_bpe, make_spm):
        tokenizer = load_tokenizer(make(tmp_path / make.__name__))
        text = "the sky 👋🏽 你好<|im_end|>\n  is"
        ids = tokenizer.ids(text)
        assert ids[0] != tokenizer.bos_id
        assert tokenizer.decode(ids) == text
        assert "<|im_end|>" not in tokenizer.decode(ids, skip_special_tokens=True)
        (encoding,) = tokenizer.encode_batch([text])
        assert len(encoding) == len(ids)


def test_truncation_and_padding_in_the_file_are_not_used(tmp_path: Path) -> None:
    file = make_bpe(tmp_path) / "tokenizer.json"
    content = json.loads(file.read_text())
    content["truncation"] = {
        "direction": "Right", "max_length": 2, "strategy": "LongestFirst", "stride": 0,
    }  # fmt: skip
    content["padding"] = {
        "strategy": {"Fixed": 9}, "direction": "Right", "pad_to_multiple_of": None,
        "pad_id": 0, "pad_type_id": 0, "pad_token": "<s>",
    }  # fmt: skip
    file.write_text(json.dumps(content))
    tokenizer = load_tokenizer(tmp_path)
    short, long = tokenizer.encode_batch(["a", "the sky is blue"])
    assert len(short) == 1
    assert len(long) > 2


def test_the_configs_word_about_bos_and_eos_counts(tmp_path: Path) -> None:
    tokenizer = load_tokenizer(make_spm(tmp_path, add_bos_token=False, add_eos_token=True))
    assert (tokenizer.add_bos, tokenizer.add_eos) == (False, True)
    no_bos = load_tokenizer(make_bpe(tmp_path / "bpe", add_bos_token=True))
    assert no_bos.add_bos is False  # there is no BOS token to add


def test_special_tokens_written_as_objects_or_in_the_older_file(tmp_path: Path) -> None:
    make_bpe(tmp_path, eos_token={"content": "<|im_end|>", "lstrip": False}, bos_token=None)
    older = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": {"content": "</s>"}}
    (tmp_path / "special_tokens_map.json").write_text(json.dumps(older))
    special = load_tokenizer(tmp_path).special_tokens
    assert special == {"bos_token": "<s>", "eos_token": "<|im_end|>", "pad_token": "</s>"}


def test_a_special_token_outside_the_vocabulary_is_noted_and_not_used(tmp_path: Path) -> None:
    tokenizer = load_tokenizer(make_bpe(tmp_path, pad_token="[PAD]"))
    assert tokenizer.pad_id is None
    assert [note.id for note in tokenizer.notes] == ["data.tokenizer-unknown-special"]
    assert "[PAD]" in str(tokenizer.notes[0])


def test_stop_ids_of_the_generation_config(tmp_path: Path) -> None:
    make_bpe(tmp_path)
    config = tmp_path / "generation_config.json"
    config.write_text('{"eos_token_id": [1, 3]}')
    assert load_tokenizer(tmp_path).stop_ids == (1, 3)
    config.write_text('{"eos_token_id": 3}')
    assert load_tokenizer(tmp_path).stop_ids == (3,)
    config.write_text("{}")
    assert load_tokenizer(tmp_path).stop_ids == (1,)


def test_where_chat_templates_come_from(tmp_path: Path) -> None:
    make_bpe(tmp_path, chat_template="config")
    assert load_tokenizer(tmp_path).templates == {"default": "config"}
    (tmp_path / "chat_template.json").write_text('{"chat_template": "json"}')
    assert load_tokenizer(tmp_path).templates == {"default": "json"}
    (tmp_path / "chat_template.jinja").write_text("jinja ü", encoding="utf-8")
    assert load_tokenizer(tmp_path).templates == {"default": "jinja ü"}
    more = tmp_path / "additional_chat_templates"
    more.mkdir()
    (more / "tool_use.jinja").write_text("tools")
    assert load_tokenizer(tmp_path).templates == {"default": "jinja ü", "tool_use": "tools"}


def test_named_chat_templates_in_the_config(tmp_path: Path) -> None:
    named = [{"name": "default", "template": "a"}, {"name": "tool_use", "template": "b"}]
    tokenizer = load_tokenizer(make_bpe(tmp_path, chat_template=named))
    assert tokenizer.templates == {"default": "a", "tool_use": "b"}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, "data.tokenizer-missing"),
        ({"tokenizer.model": "x"}, "data.tokenizer-needs-conversion"),
        ({"tokenizer.json": "{torn"}, "data.tokenizer-invalid"),
        ({"tokenizer.json": "[]"}, "data.tokenizer-invalid"),
    ],
)
def test_folders_without_a_usable_tokenizer(
    tmp_path: Path, files: dict[str, str], expected: str
) -> None:
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    with pytest.raises(ModelError) as caught:
        load_tokenizer(tmp_path)
    assert caught.value.what.id == expected
    assert caught.value.fix is not None
    assert caught.value.exit_code == 2
    assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize("content", ["{torn", "[1]", "\xff"])
def test_a_broken_config_names_its_file(tmp_path: Path, content: str) -> None:
    make_bpe(tmp_path)
    (tmp_path / "tokenizer_config.json").write_text(content, encoding="latin-1")
    with pytest.raises(ModelError) as caught:
        load_tokenizer(tmp_path)
    assert caught.value.what.id == "data.tokenizer-not-json"
    assert caught.value.where == str(tmp_path / "tokenizer_config.json")

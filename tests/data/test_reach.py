"""How much a token can stand for: never less than it does, and nothing said where that is open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tokenizers
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import AddedToken, decoders, models, normalizers, pre_tokenizers

from deeptuner.data.reach import reach
from deeptuner.data.tokenizer import Tokenizer, load_tokenizer
from tests.support.models import make_tokenizer

BYTES = {f"<0x{number:02X}>": number for number in range(256)}


@pytest.fixture(scope="module")
def by_bytes(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    folder = tmp_path_factory.mktemp("tokenizer")
    make_tokenizer(folder)
    return load_tokenizer(folder)


def changed(tokenizer: Tokenizer, **parts: Any) -> Tokenizer:
    backend = tokenizers.Tokenizer.from_str(tokenizer.backend.to_str())
    for name, part in parts.items():
        setattr(backend, name, part)
    return replace(tokenizer, backend=backend)


def spm(vocabulary: dict[str, int], **how: Any) -> Any:
    backend = tokenizers.Tokenizer(models.BPE(vocab=vocabulary, merges=[], **how))
    backend.pre_tokenizer = pre_tokenizers.Metaspace()
    backend.decoder = decoders.Metaspace()
    return backend


@settings(max_examples=50, deadline=None)
@given(text=st.text(max_size=300))
@pytest.mark.parametrize("normalizer", [None, normalizers.NFC()])
def test_no_text_has_fewer_tokens_than_its_characters_ask_for(
    by_bytes: Tokenizer, normalizer: Any, text: str
) -> None:
    tokenizer = changed(by_bytes, normalizer=normalizer)
    most = reach(tokenizer)
    assert most is not None
    assert len(tokenizer.ids(text)) * most >= len(text)


def test_byte_fallback_counts_and_unknown_words_do_not(by_bytes: Tokenizer) -> None:
    known = {**BYTES, "<unk>": 256, "\N{LOWER ONE EIGHTH BLOCK}": 257, "abcdefgh": 258}
    assert reach(replace(by_bytes, backend=spm(known, byte_fallback=True))) == len("abcdefgh")
    unknown = spm(known, unk_token="<unk>", fuse_unk=True)
    assert reach(replace(by_bytes, backend=unknown)) is None
    del known["<0x41>"]
    known["other"] = 65
    assert reach(replace(by_bytes, backend=spm(known, byte_fallback=True))) is None


@pytest.mark.parametrize(
    "parts",
    [
        {"normalizer": normalizers.Strip()},
        {"normalizer": normalizers.Replace(tokenizers.Regex(" +"), " ")},
        {"normalizer": normalizers.Replace("ab", "a")},
        {"normalizer": normalizers.Sequence([normalizers.NFC(), normalizers.StripAccents()])},
        {"pre_tokenizer": pre_tokenizers.Whitespace()},
        {"pre_tokenizer": pre_tokenizers.Split(" ", "removed")},
    ],
)
def test_a_step_that_may_drop_characters_leaves_it_open(
    by_bytes: Tokenizer, parts: dict[str, Any]
) -> None:
    assert reach(by_bytes) is not None
    assert reach(changed(by_bytes, **parts)) is None


def test_a_token_that_takes_white_space_along_leaves_it_open(tmp_path: Path) -> None:
    make_tokenizer(tmp_path)
    tokenizer = load_tokenizer(tmp_path)
    tokenizer.backend.add_special_tokens([AddedToken("<mask>", lstrip=True)])
    assert reach(tokenizer) is None

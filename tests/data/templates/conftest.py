"""Tokenizers that the tests of this folder share."""

from __future__ import annotations

import pytest

from deeptuner.data.tokenizer import Tokenizer, load_tokenizer
from tests.data.templates.tokenizers_made_here import make_bpe, make_spm


@pytest.fixture(scope="session")
def bpe(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    return load_tokenizer(make_bpe(tmp_path_factory.mktemp("tokenizers") / "bpe"))


@pytest.fixture(scope="session")
def spm(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    return load_tokenizer(make_spm(tmp_path_factory.mktemp("tokenizers") / "spm"))


@pytest.fixture(params=["bpe", "spm"])
def tokenizer(request: pytest.FixtureRequest) -> Tokenizer:
    """Each kind of tokenizer in turn."""
    found: Tokenizer = request.getfixturevalue(request.param)
    return found

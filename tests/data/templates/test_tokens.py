"""From spans to tokens, with both kinds of tokenizer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from deeptuner.data.row import Rejection, Row
from deeptuner.data.templates.mask import Masker
from deeptuner.data.templates.named import template_source
from deeptuner.data.templates.render import ChatTemplate
from deeptuner.data.templates.tokens import straddling, trained_tokens
from deeptuner.data.tokenizer import Tokenizer, load_tokenizer
from tests.data.templates.helpers import NOW, TOKENS, answer, row, template, user
from tests.data.templates.test_properties import conversations
from tests.data.templates.tokenizers_made_here import make_bpe

CHATML = Masker(ChatTemplate(template_source("chatml"), TOKENS, now=NOW))
TALK = row(
    user("the sky? 👋🏽"),
    answer("the sky is blue 👩‍🚀 你好"),
    user("  is it"),
    answer("\nyes 👋🏽"),
)


def trained_text(tokenizer: Tokenizer, masker: Masker, conversation: Row) -> str:
    samples = masker.spans(conversation)
    assert not isinstance(samples, Rejection)
    encodings = tokenizer.encode_batch([sample.text for sample in samples])
    ids: list[int] = []
    for sample, encoding in zip(samples, encodings, strict=True):
        trained = trained_tokens(encoding, sample.spans)
        assert trained.dtype == np.bool_
        assert trained.shape == (len(encoding),)
        ids += np.asarray(encoding.ids)[trained].tolist()  # type: ignore[attr-defined]
    return tokenizer.decode(ids)


def test_the_trained_tokens_are_the_answers_and_their_ends(tokenizer: Tokenizer) -> None:
    expected = "the sky is blue 👩‍🚀 你好<|im_end|>\nyes 👋🏽<|im_end|>"
    assert trained_text(tokenizer, CHATML, TALK) == expected


def test_an_end_of_many_bytes_is_trained_to_its_last_token(tokenizer: Tokenizer) -> None:
    text = "a👩‍🚀b"
    (encoding,) = tokenizer.encode_batch([text])
    trained = trained_tokens(encoding, [(1, len(text) - 1)])
    ids = np.asarray(tokenizer.ids(text))
    assert tokenizer.decode(ids[trained].tolist()) == "👩‍🚀"
    assert tokenizer.decode(ids[~trained].tolist()).strip() == "ab"


def test_a_token_over_the_start_is_not_trained_and_counted(bpe: Tokenizer) -> None:
    text = "A good answer"
    (encoding,) = bpe.encode_batch([text])
    assert encoding.token_to_chars(1) == (1, 6)  # " good" is one token
    spans = [(2, len(text))]
    assert trained_tokens(encoding, spans).tolist()[:2] == [False, False]
    assert trained_tokens(encoding, spans)[2:].all()
    assert straddling(encoding, spans) == 1
    assert straddling(encoding, [(1, len(text))]) == 0


def test_a_token_over_the_end_is_trained_whole(bpe: Tokenizer) -> None:
    (encoding,) = bpe.encode_batch(["A good answer"])
    assert trained_tokens(encoding, [(1, 4)]).tolist()[:3] == [False, True, False]


def test_an_end_token_of_several_pieces_is_trained_whole(tokenizer: Tokenizer) -> None:
    masker = Masker(template("header_differs"))  # <|stop|> is no token of these tokenizers
    text = trained_text(tokenizer, masker, row(user("the"), answer("sky")))
    assert text.startswith(("sky", "ky"))
    assert "<|stop|>" in text


def test_white_space_that_a_processor_would_cut_from_offsets_counts(tmp_path: Path) -> None:
    trimming = load_tokenizer(make_bpe(tmp_path / "trim", trim_offsets=True))
    text = "x  the sky"
    (encoding,) = trimming.encode_batch([text])
    assert trained_tokens(encoding, [(1, len(text))]).sum() == len(trimming.ids(text)) - 1


def test_nothing_is_trained_without_spans(tokenizer: Tokenizer) -> None:
    (encoding,) = tokenizer.encode_batch(["the sky"])
    assert not trained_tokens(encoding, []).any()
    (empty,) = tokenizer.encode_batch([""])
    assert trained_tokens(empty, [(0, 0)]).shape == (0,)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(conversation=conversations())
@pytest.mark.parametrize("kind", ["bpe", "spm"])
def test_any_conversation(kind: str, conversation: Row, request: pytest.FixtureRequest) -> None:
    tokenizer: Tokenizer = request.getfixturevalue(kind)
    samples = CHATML.spans(conversation)
    assert not isinstance(samples, Rejection)
    (sample,) = samples
    (encoding,) = tokenizer.encode_batch([sample.text])
    trained = trained_tokens(encoding, sample.spans)
    for token in range(len(encoding)):
        begin, end = encoding.token_to_chars(token) or (0, 0)
        if begin < end:
            inside = any(start <= begin < stop for start, stop in sample.spans)
            assert trained[token] == inside, (token, begin, end)

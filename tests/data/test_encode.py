"""Encoding rows: exactly the assistant's tokens, nothing doubled, nothing missing, nothing lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deeptuner.data import encode, pieces
from deeptuner.data.encode import Encoder, TooLong, group_of
from deeptuner.data.lengths import Limits
from deeptuner.data.row import Rejection, Row, Source, Turn
from deeptuner.data.store import Encoded
from deeptuner.data.templates.mask import Masker
from deeptuner.data.templates.render import ChatTemplate
from deeptuner.data.tokenizer import Tokenizer, load_tokenizer
from tests.support.models import make_tokenizer

NOW = datetime(2026, 1, 2)
CHATML = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] "
    "+ '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
WITH_BOS = "{{ bos_token }}" + CHATML


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    folder = tmp_path_factory.mktemp("tokenizer")
    make_tokenizer(folder)
    return load_tokenizer(folder)


@pytest.fixture
def encoder(tokenizer: Tokenizer) -> Encoder:
    return make_encoder(tokenizer)


def make_encoder(tokenizer: Tokenizer, source: str = CHATML, **options: Any) -> Encoder:
    template = ChatTemplate(source, tokenizer.special_tokens, now=NOW)
    return Encoder(tokenizer, Masker(template), **options)


def chat(*contents: str, system: str | None = None, line: int = 1) -> Row:
    roles = ("user", "assistant")
    turns = [Turn(roles[number % 2], text) for number, text in enumerate(contents)]
    first = [Turn("system", system)] if system else []
    return Row((*first, *turns), None, None, Source("a.jsonl", line))


def plain(text: str, line: int = 1) -> Row:
    return Row((), None, text, Source("a.txt", line))


def one(encoder: Encoder, row: Row) -> Encoded:
    (found,) = encoder.encode([row])
    assert isinstance(found, Encoded), found
    return found


def trained_text(encoder: Encoder, found: Encoded) -> str:
    return encoder.tokenizer.decode(found.ids[found.trained].tolist())


def test_the_answers_and_their_end_tokens_are_trained(encoder: Encoder) -> None:
    row = chat("Hi 👋", "Grüße, 你好!", "And 2+2?", "Four.", system="Be brief.")
    found = one(encoder, row)
    assert trained_text(encoder, found) == "Grüße, 你好!<|im_end|>Four.<|im_end|>"
    assert encoder.tokenizer.decode(found.ids.tolist()) == encoder.masker.template.render(
        [turn.to_template() for turn in row.messages]
    )
    assert found.answers == found.targets == found.trained.sum()


def test_training_on_the_source_trains_all_but_still_counts_answers(tokenizer: Tokenizer) -> None:
    encoder = make_encoder(tokenizer, train_on_source=True)
    row = chat("Hello there", "Yes.")
    found = one(encoder, row)
    assert found.trained[1:].all()
    assert not found.trained[0]
    assert found.answers == one(make_encoder(tokenizer), row).answers < found.targets


def test_a_template_with_bos_gives_it_once(tokenizer: Tokenizer) -> None:
    tokenizer = replace(tokenizer, add_bos=True)
    found = one(make_encoder(tokenizer, WITH_BOS), chat("Hello", "Yes."))
    assert found.ids.tolist().count(tokenizer.bos_id) == 1
    assert found.ids[0] == tokenizer.bos_id


@pytest.mark.parametrize("text", ["The sky.", "<s>The sky.", "The sky.<|im_end|>"])
def test_plain_text_has_bos_and_eos_once(tokenizer: Tokenizer, text: str) -> None:
    encoder = make_encoder(replace(tokenizer, add_bos=True))
    found = one(encoder, plain(text))
    assert encoder.tokenizer.decode(found.ids.tolist()) == "<s>The sky.<|im_end|>"
    assert found.trained.tolist() == [False] + [True] * (len(found.ids) - 1)


def test_plain_text_has_no_bos_where_the_tokenizer_gives_none(encoder: Encoder) -> None:
    ids = one(encoder, plain("The sky.")).ids.tolist()
    assert encoder.tokenizer.decode(ids) == "The sky.<|im_end|>"
    assert encoder.plain_ids("The sky.", end=False) == ids[:-1]


@pytest.mark.parametrize("size", [7, 50])
@given(text=st.text(st.sampled_from("ab é你👋.,'\n\r\t 7<|im_end|>"), max_size=400))
@settings(max_examples=40, deadline=None)
def test_huge_texts_are_encoded_in_pieces_that_lose_nothing(
    tokenizer: Tokenizer, size: int, text: str
) -> None:
    whole = tokenizer.ids(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "SIZE", size)
        found = list(pieces.encoded(text, tokenizer))
    assert max(piece.length for piece in found) <= size
    ids = [number for piece in found for number in piece.encoding.ids]
    assert tokenizer.decode(ids) == tokenizer.decode(whole)


WORDS = (
    "The",
    "sky",
    "blue.",
    "Grüße,",
    "你好世界",
    "👋🙂",
    "don't",
    "12345",
    "{a:",
    "[1,",
    "2]}\n",
)


@settings(max_examples=40, deadline=None)
@given(text=st.lists(st.sampled_from([*WORDS, "\n", "\n\n", ""]), min_size=30, max_size=90))
def test_a_cut_changes_no_token_where_there_are_words(
    tokenizer: Tokenizer, text: list[str]
) -> None:
    joined = " ".join(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "SIZE", 60)
        found = list(pieces.encoded(joined, tokenizer))
    assert len(found) > 1 or len(joined) <= 60
    ids = [number for piece in found for number in piece.encoding.ids]
    assert ids == tokenizer.ids(joined)


def test_a_long_conversation_is_masked_piece_by_piece_as_it_is_whole(
    tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = chat(
        "Is the sky blue? " * 9, "The sky is blue. " * 20, "And now? " * 9, "Yes, it is. " * 9
    )
    for source in (False, True):
        encoder = make_encoder(tokenizer, train_on_source=source)
        whole = one(encoder, row)
        with monkeypatch.context() as patch:
            patch.setattr(pieces, "SIZE", 40)
            patch.setattr(encode, "CHARACTERS", 40)
            found = one(encoder, row)
        assert found.ids.tolist() == whole.ids.tolist()
        assert found.trained.tolist() == whole.trained.tolist()
        assert (found.answers, found.group) == (whole.answers, whole.group)


def test_no_more_text_is_encoded_at_once_than_fits_in_memory(
    tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_together: list[int] = []

    def watched(self: Tokenizer, texts: list[str]) -> list[Any]:
        given_together.append(sum(map(len, texts)))
        return encode_batch(self, texts)

    encode_batch = Tokenizer.encode_batch
    monkeypatch.setattr(Tokenizer, "encode_batch", watched)
    encoder = make_encoder(tokenizer, longest=3_000_000)
    rows = [
        chat("Go on.", "and on " * count) for count in (9, 40_000, 30_000, 10, 200_000, 450_000)
    ]
    found = list(encoder.encode(rows))
    assert [type(one) for one in found] == [Encoded] * 5 + [TooLong]
    assert max(given_together) <= pieces.SIZE
    assert sum(given_together) < 3_000_000


@pytest.mark.parametrize("batch", [1, 3, 1000])
def test_order_and_content_do_not_depend_on_the_batch(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    rows: list[Row] = [
        chat(f"Question {number}", f"Answer {number}", line=number)
        if number % 3
        else (plain(f"Text {number}", number) if number % 2 else chat("No answer", line=number))
        for number in range(20)
    ]
    monkeypatch.setattr(encode, "BATCH", batch)
    found = list(encoder.encode(rows))
    assert [one.source.line for one in found] == list(range(20))
    for one, row in zip(found, rows, strict=True):
        assert isinstance(one, Rejection) == (len(row.messages) == 1)
        if isinstance(one, Encoded):
            words = row.text or row.messages[-1].content
            assert trained_text(encoder, one).endswith(words[1:] + "<|im_end|>")


def test_rows_are_read_only_as_they_are_needed(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encode, "BATCH", 4)
    read = 0

    def endless() -> Iterable[Row]:
        nonlocal read
        while True:
            read += 1
            yield chat("Hello", "Yes.")

    found = encoder.encode(endless())
    for _ in range(5):
        next(found)
    assert read == 8


def test_a_row_without_a_token_to_learn_is_left_out(tokenizer: Tokenizer) -> None:
    bare = replace(tokenizer, special_tokens={}, add_bos=False)
    for text in ("", "a"):
        (found,) = make_encoder(bare).encode([plain(text)])
        assert isinstance(found, Rejection)
        assert found.reason.id == "data.no-trained-token"


EXCHANGES = ("First question", "first answer", "Second question", "second answer", "Third", "3rd")


def test_the_oldest_exchanges_go_and_the_system_message_stays(encoder: Encoder) -> None:
    row = chat(*EXCHANGES, system="Be brief.")
    whole, two = one(encoder, row), one(encoder, chat(*EXCHANGES[2:], system="Be brief."))
    found = encoder.shortened(row, Limits(len(whole.ids) - 1))
    assert isinstance(found, list)
    assert found[0].ids.tolist() == two.ids.tolist()
    assert found[0].group == whole.group
    shortest = one(encoder, chat(*EXCHANGES[4:], system="Be brief."))
    found = encoder.shortened(row, Limits(len(two.ids) - 1))
    assert isinstance(found, list)
    assert found[0].ids.tolist() == shortest.ids.tolist()
    left_out = encoder.shortened(row, Limits(len(shortest.ids) - 1))
    assert isinstance(left_out, Rejection)
    assert left_out.reason.id == "data.last-turn-too-long"


@settings(max_examples=25, deadline=None)
@given(words=st.lists(st.integers(1, 12), min_size=1, max_size=12), limit=st.integers(8, 200))
def test_shortening_keeps_as_much_as_fits(
    tokenizer: Tokenizer, words: list[int], limit: int
) -> None:
    encoder = make_encoder(tokenizer)
    contents = [part for count in words for part in ("ask " * count, "say " * count)]
    row = chat(*contents)
    fitting = [
        length
        for start in range(2, len(contents), 2)
        if (length := len(one(encoder, chat(*contents[start:])).ids)) <= limit
    ]
    found = encoder.shortened(row, Limits(limit))
    if fitting:
        assert isinstance(found, list)
        assert len(found[0].ids) == max(fitting)
    else:
        assert isinstance(found, Rejection)


def test_rows_that_ask_the_same_share_a_group() -> None:
    same = group_of(chat("What  is\nit?", "This."))
    assert group_of(chat("what is it?", "Something else.")) == same
    assert group_of(chat("What is it?", "This.", "More?", "Yes.")) == same
    assert group_of(chat("What is that?", "This.")) != same
    assert group_of(chat("What is it?", "This.", system="Lie.")) != same
    long = "Some words  and\t more\n" * 20_000
    assert group_of(plain(long)) == group_of(plain(" ".join(long.split())))
    assert group_of(plain("One  text")) == group_of(plain("one text")) != group_of(plain("Other"))


def test_a_greeting_of_the_assistant_is_no_prompt() -> None:
    hello = Turn("assistant", "Hello!")
    first = Row((hello, *chat("One?", "1").messages), None, None, Source("a", 1))
    second = Row((hello, *chat("Two?", "2").messages), None, None, Source("a", 2))
    assert group_of(first) != group_of(second)


def test_masks_are_boolean_and_ids_32_bit(encoder: Encoder) -> None:
    found = one(encoder, chat("Hello", "Yes."))
    assert found.ids.dtype == np.int32
    assert found.trained.dtype == np.bool_


def test_the_tokenizer_is_not_told_to_add_anything(tokenizer: Tokenizer, tmp_path: Path) -> None:
    """A post-processor that adds BOS must not double the template's."""
    from tokenizers import processors

    make_tokenizer(tmp_path)
    backend = load_tokenizer(tmp_path).backend
    backend.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 1), ("</s>", 2)]
    )
    encoder = make_encoder(replace(tokenizer, backend=backend), WITH_BOS)
    found = one(encoder, chat("Hello", "Yes."))
    assert found.ids.tolist().count(1) == 1
    assert 2 not in found.ids

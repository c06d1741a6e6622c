"""Text in whole pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deeptuner.data.templates.text import (
    first_markup,
    last_markup,
    pieces,
    shared_end,
    shared_start,
    starts,
)

TEXT = st.lists(
    st.one_of(
        st.text(max_size=5),
        st.sampled_from(["<think>", "</think>", "<|end|>", "[INST]", "<｜x｜>"]),
    )
).map("".join)


@given(TEXT)
def test_pieces_give_back_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


@given(TEXT, TEXT)
def test_what_two_texts_share_is_in_both(one: str, other: str) -> None:
    start, end = shared_start(one, other), shared_end(one, other)
    assert one.startswith(start) and other.startswith(start)
    assert one.endswith(end) and other.endswith(end)


def test_markup_is_one_piece() -> None:
    text = "<|im_start|>user\n<think>a</think>[/INST] <｜end▁of▁sentence｜></s>"
    assert [piece for piece in pieces(text) if len(piece) > 4] == [
        "<|im_start|>", "<think>", "</think>", "[/INST]", "<｜end▁of▁sentence｜>",
    ]  # fmt: skip
    assert first_markup(text) == "<|im_start|>"
    assert last_markup(text) == "</s>"
    assert first_markup("a < b | c > d [x]") == ""


def test_tags_are_not_cut() -> None:
    assert shared_start("<|a|><think>", "<|a|></think>") == "<|a|>"
    assert shared_end("x</s><|user|>", "y<s><|user|>") == "<|user|>"
    assert list(starts("<|a|>b\n")) == ["<|a|>b\n", "<|a|>b", "<|a|>"]
    assert list(starts(" \n")) == []

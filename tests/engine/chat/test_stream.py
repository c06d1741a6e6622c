"""Text while it is written: whole characters, and nothing lost or told twice."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, decoders, models

from deeptuner.data.tokenizer import load_tokenizer
from deeptuner.engine.chat.stream import UNFINISHED, TextStream
from tests.support.models import make_tokenizer

WORDS = "Grüße 👋🏽 你好 family 👨‍👩‍👧 naïve\n code{}"


@cache
def byte_level() -> object:
    with TemporaryDirectory() as folder:
        make_tokenizer(Path(folder))
        return load_tokenizer(Path(folder))


def pieces(ids: list[int]) -> tuple[list[str], str]:
    """The pieces as tokens come, and what is left at the end."""
    tokenizer = byte_level()
    stream = TextStream(lambda some: tokenizer.decode(some, skip_special_tokens=True))  # type: ignore[attr-defined]
    found = [stream.push(one) for one in ids]
    rest = stream.finish()
    assert stream.text == "".join(found) + rest
    assert stream.tokens == len(ids)
    return found, rest


@given(st.text(st.sampled_from(WORDS), max_size=30) | st.text(max_size=20))
def test_pieces_are_whole_characters_and_join_to_the_text(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    found, rest = pieces(byte_level().ids(text))  # type: ignore[attr-defined]
    assert "".join(found) + rest == text
    if UNFINISHED not in text:
        assert rest == ""
        assert all(UNFINISHED not in piece for piece in found)


@given(st.lists(st.integers(5, 399), max_size=25))
def test_tokens_that_are_no_text_are_told_as_they_decode_at_once(ids: list[int]) -> None:
    found, rest = pieces(ids)
    whole = byte_level().decode(ids, skip_special_tokens=True)  # type: ignore[attr-defined]
    assert "".join(found) + rest == whole


def test_an_emoji_of_several_tokens_comes_in_one_piece() -> None:
    ids = byte_level().ids("a👋b")  # type: ignore[attr-defined]
    assert len(ids) > 3
    found, _ = pieces(ids)
    assert [piece for piece in found if piece] == ["a", "👋", "b"]


def test_a_first_space_is_dropped_once_alone() -> None:
    """SentencePiece's decoder takes the space off the beginning of whatever it is given."""
    words = {"▁one": 0, "▁two": 1, "s": 2}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="s"))
    tokenizer.decoder = decoders.Metaspace()
    stream = TextStream(lambda ids: tokenizer.decode(list(ids)))
    assert [stream.push(one) for one in (0, 1, 2, 1)] == ["one", " two", "s", " two"]
    assert stream.finish() == ""

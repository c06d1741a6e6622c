"""How text is cut into words before bytes are merged: the names that llama.cpp knows for it.

Knows the patterns behind the names. A tokenizer gets a name only where it cuts a large set of texts
as those patterns do; nothing is guessed from a model's name. Source of the patterns: the
`pre_tokenizer` of each family's own tokenizer.json; which name means which: llama.cpp's
src/llama-vocab.cpp.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tokenizers import Regex, pre_tokenizers

_ENGLISH: Final = "'s|'t|'re|'ve|'m|'ll|'d"
_ANY_CASE: Final = f"(?i:{_ENGLISH})"
_BLANKS: Final = r"\s+(?!\S)|\s+"
_GPT2: Final = rf"{_ENGLISH}| ?\p{{L}}+| ?\p{{N}}+| ?[^\s\p{{L}}\p{{N}}]+|{_BLANKS}"
_DIGIT: Final = r"\p{N}"
_CASED: Final = (
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*",
)
_CASED_SERVED: Final = (  # to llama.cpp a capital is what is no small ASCII letter
    r"[^\r\n\p{L}\p{N}]?(?:(?=\p{L})[^a-z])*(?:(?=\p{L})[^A-Z])+",
    r"[^\r\n\p{L}\p{N}]?(?:(?=\p{L})[^a-z])+(?:(?=\p{L})[^A-Z])*",
)
_CJK: Final = "[一-龥぀-ゟ゠-ヿ]+"
_ASCII_SIGN: Final = r"[!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"
_STOPS: Final = ".,!?…。，、।۔،"


def _modern(digits: str, letters: str = r"\p{L}", signs: str = r"\s\p{L}\p{N}") -> str:
    """The pattern of Llama 3 and Qwen, which differ in digits alone."""
    return (
        rf"{_ANY_CASE}|[^\r\n\p{{L}}\p{{N}}]?[{letters}]+|{digits}| ?[^{signs}]+[\r\n]*"
        rf"|\s*[\r\n]+|{_BLANKS}"
    )


def _cased(words: Sequence[str], after: str, digits: str) -> str:
    """Capitals begin a word of their own, as in GPT-4o and Tekken."""
    first, second = (word + after for word in words)
    tail = rf" ?[^\s\p{{L}}\p{{N}}]+[\r\n/]*|\s*[\r\n]+|{_BLANKS}"
    return f"{first}|{second}|{digits}|{tail}"


def _falcon() -> Any:
    """Falcon looks for digits after bytes were made letters, some of which look like digits."""
    return pre_tokenizers.Sequence(
        [
            pre_tokenizers.Punctuation("contiguous"),
            pre_tokenizers.ByteLevel(add_prefix_space=False),
            pre_tokenizers.Digits(individual_digits=False),
            pre_tokenizers.Split(Regex("[0-9][0-9][0-9]"), "isolated"),
        ]
    )


@dataclass(frozen=True, slots=True)
class Pre:
    """A name, and the patterns that text is cut by, one after the other.

    `served`: llama.cpp's, where it comes close only. `own`: the family's way, where it is more than
    patterns. `ignore_merges`: a word that is a token stays whole.
    """

    name: str
    patterns: tuple[str, ...]
    served: tuple[str, ...] = ()
    own: Callable[[], Any] | None = None
    ignore_merges: bool = False

    def cutter(self, served: bool = False) -> Any:
        if self.own is not None and not served:
            return self.own()
        patterns = self.served if served and self.served else self.patterns
        splits = [pre_tokenizers.Split(Regex(one), "isolated") for one in patterns]
        last = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
        return pre_tokenizers.Sequence([*splits, last])


KNOWN: Final[tuple[Pre, ...]] = (
    Pre("llama-bpe", (_modern(r"\p{N}{1,3}"),), ignore_merges=True),
    Pre("dbrx", (_modern(r"\p{N}{1,3}"),)),
    Pre("qwen2", (_modern(_DIGIT),)),
    Pre("qwen35", (_modern(_DIGIT, r"\p{L}\p{M}", r"\s\p{L}\p{M}\p{N}"),)),
    Pre("gpt-2", (_GPT2,)),
    Pre("starcoder", (_DIGIT, _GPT2)),
    Pre("falcon", (r"[\p{P}\$\+<=>\^~\|`]+", _GPT2, "[0-9][0-9][0-9]"), own=_falcon),
    Pre(
        "tekken",
        (_cased(_CASED, "", _DIGIT),),
        (_cased(_CASED_SERVED, "", _DIGIT),),
        ignore_merges=False,
    ),
    Pre(
        "gpt-4o",
        (_cased(_CASED, f"{_ANY_CASE}?", r"\p{N}{1,3}"),),
        (_cased(_CASED_SERVED, f"{_ANY_CASE}?", r"\p{N}{1,3}"),),
    ),
    Pre(
        "deepseek-v3",
        (
            r"\p{N}{1,3}",
            _CJK,
            rf"{_ASCII_SIGN}[A-Za-z]+|[^\r\n\p{{L}}\p{{P}}\p{{S}}]?[\p{{L}}\p{{M}}]+"
            rf"| ?[\p{{P}}\p{{S}}]+[\r\n]*|\s*[\r\n]+|{_BLANKS}",
        ),
    ),
    Pre("bloom", (rf" ?[^(\s|[{_STOPS}])]+",), (rf" ?[^(\s|{_STOPS})]+",)),
)


def recognised(cutter: Any, texts: Sequence[str]) -> Iterator[Pre]:
    """The known ones that cut every text where this tokenizer does."""
    wanted = [_places(cutter, text) for text in texts]
    for pre in KNOWN:
        known = pre.cutter()
        if all(_places(known, text) == cut for text, cut in zip(texts, wanted, strict=True)):
            yield pre


def _places(cutter: Any, text: str) -> list[tuple[int, int]]:
    return [place for _, place in cutter.pre_tokenize_str(text)]

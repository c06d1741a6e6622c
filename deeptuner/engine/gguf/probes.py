"""Texts to compare tokenizers by: many scripts, blanks, digits, signs, and mixtures of them.

Knows texts only.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import cache
from typing import Final

TEXTS: Final = (
    "Hello",
    "Hello, world! It's 2024-03-15, isn't it?",
    "I'll say THEY'RE here; we've WON, he'D go, I'M sure you'Ll see.",
    "The price rose from 1234567.89 to ١٢٣٤ or ४५६ (½ of ⅧⅨ²).",
    "Grüße aus München: naïve café, Übergrößenträger, ÀÉÎÕÜ straße",
    "請用繁體中文回答。你好，世界！這是第123個測試。",
    "日本語のテキスト、カタカナとひらがな。ｶﾀｶﾅ　全角　スペース",
    "한국어 텍스트입니다. 오늘 날씨가 어때요?",
    "Привет, мир! Съешь же ещё этих мягких булок.",
    "مرحبا بالعالم، كيف حالك اليوم؟ نَصٌّ مُشَكَّل",
    "नमस्ते दुनिया, हिन्दी में पाठ। বাংলা টেক্সট",
    "สวัสดีชาวโลก ภาษาไทยไม่มีช่องว่าง",
    "שלום עולם עם ניקוד: שָׁלוֹם",
    "Ελληνικά κείμενα και Ὀδυσσεύς; Հայերեն ქართული",
    "Tiếng Việt có dấu: nghiêng, đường, Nguyễn",
    "emoji 👋🏽 👩‍🚀 🇹🇼 ❤️ 🙂🙃🙂 end",
    "  two leading blanks, trailing too  ",
    "tab\tand\t\ttabs\nnewline\n\n\nthree\r\nwindows\r\n\r\n",
    "     indented(code):\n        return {'a': [1, 2], \"b\": None}  # comment\n\n",
    "a = b == c != d <= e >= f && g || !h ?? i ++ -- -> => :: ... ;;",
    "https://example.org/path?query=1&other=%20two#fragment @user #tag $5.00 100%",
    "camelCaseAndPascalCase snake_case_name SCREAMING_CASE kebab-case XMLHttpRequest2",
    "\u00a0no-break\u2003em\u200bzero\u3000wide\ufeff",
    "“quotes” ‘single’ «guillemets» — dash – en … ellipsis ·",
    "$$\\int_0^1 x^2\\,dx = \\frac{1}{3}$$ \\n not a newline",
    "aaaaaaaaaaaaaaaaaaaaaaaa 0000000000000000 ................ ----------------",
    "1 22 333 4444 55555 666666 7777777",
    "\n",
    " ",
    "   ",
    "\t",
    "\n\n",
    "a",
    "é",
    "好",
    "🙂",
    ".",
    "don't DON'T Don'T l'été d'accord",
    "x\n y\n  z\n\n   w \n",
    "<tag attr='v'>text</tag> [INST] not a token [/INST] ### Instruction:",
    "A\u0301 e\u0301 o\u0308",
)
_PARTS: Final = (
    *(
        "a",
        "Zed",
        "the",
        "été",
        "ÄÖ",
        "привет",
        "Мир",
        "你好",
        "カナ",
        "한글",
        "नमस्ते",
        "سلام",
        "ไทย",
    ),
    *("1", "22", "333", "4096", "½", "٣", " ", "  ", "   ", "\n", "\n\n", "\r\n", "\t", "\u3000"),
    *("'s", "'T", "'ll", "'", '"', ".", ",", "!?", "...", "-", "_", "(", "]}", "/", "<", "|", "$"),
    *("+=", "~", "`", "^", "🙂", "👩‍🚀", "é", "ß", "ﬁ", "Ⅷ", "ǅ", "ª"),
)
_MIXTURES: Final = 400
_LONGEST: Final = 12


@cache
def mixtures() -> tuple[str, ...]:
    """Always the same random mixtures of words, digits, blanks and signs."""
    chance = random.Random(20260301)
    return tuple(
        "".join(chance.choice(_PARTS) for _ in range(chance.randint(1, _LONGEST)))
        for _ in range(_MIXTURES)
    )


def with_tokens(tokens: Iterable[str]) -> list[str]:
    """Texts in which special tokens stand at the beginning, at the end, in words, side by side."""
    forms = ("{}", "{}Hello", "Hello{}", "Hi {} there", "Hi{}\n{}\nyou", "{} {}", "日本{}語")
    return [form.replace("{}", token) for token in tokens for form in forms]

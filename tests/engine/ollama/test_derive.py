"""TEMPLATEs derived from chat templates: proven equal, or refused with a reason."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deeptuner.data.templates.named import template_names, template_source
from deeptuner.data.templates.render import ChatTemplate
from deeptuner.data.tokenizer import load_tokenizer
from deeptuner.engine.gguf.vocabulary import read_vocabulary
from deeptuner.engine.ollama.cases import compare
from deeptuner.engine.ollama.derive import Derived, Reason, derive
from deeptuner.engine.ollama.prompt import prompt
from deeptuner.words import render
from tests.data.templates.helpers import FOLDER, TOKENS
from tests.support.gguf_tokenizers import make_byte_level, make_sentencepiece

NOW = datetime(2026, 3, 1)
REFUSED = {"escapes_unicode", "needs_tools", "shouts"}
_OUTSIDE = os.environ.get("DEEPTUNER_TEMPLATES", "")
_REAL = sorted(Path(_OUTSIDE).glob("*.jinja")) if _OUTSIDE else []


def chat_template(source: str, now: datetime = NOW) -> ChatTemplate:
    return ChatTemplate(source, TOKENS, now=now)


def own(name: str) -> ChatTemplate:
    return chat_template((FOLDER / f"{name}.jinja").read_text(encoding="utf-8"))


def derived(template: ChatTemplate) -> Derived:
    found = derive(template)
    assert isinstance(found, Derived), render(found.why)
    return found


def talk(*words: str, system: str | None = None) -> list[dict[str, str]]:
    said = [
        {"role": ("user", "assistant")[number % 2], "content": word}
        for number, word in enumerate(words)
    ]
    return said if system is None else [{"role": "system", "content": system}, *said]


@pytest.mark.parametrize("name", template_names())
def test_every_named_template_has_one(name: str) -> None:
    found = derived(chat_template(template_source(name)))
    assert all(one.same for one in found.checks if one.needed)
    assert "bos" not in found.template
    assert not any(stop in ("", "\n") for stop in found.stops)


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.jinja")), ids=lambda file: file.stem)
def test_odd_templates_are_proven_or_refused_in_words(file: Path) -> None:
    found = derive(own(file.stem))
    assert isinstance(found, Reason) == (file.stem in REFUSED)
    if isinstance(found, Reason):
        assert "engine.ollama" not in render(found.why)
    else:
        assert "<s>" not in found.template or not found.add_bos


@pytest.mark.parametrize("make", [make_byte_level, make_sentencepiece])
@pytest.mark.parametrize("name", ["chatml", "llama3"])
def test_token_ids_are_those_of_training(
    make: Callable[..., Path], name: str, tmp_path: Path
) -> None:
    """With the tokenizer of the GGUF file, which adds BOS where the template writes it."""
    kind = "llama-bpe" if make is make_byte_level else "never"
    source = template_source(name)
    folder = make(tmp_path, kind, chat_template=source)
    tokenizer, vocabulary = load_tokenizer(folder), read_vocabulary(folder)
    template = ChatTemplate(source, tokenizer.special_tokens, now=NOW)
    found = derive(template, tokenizer.ids, vocabulary.prompt_ids)
    assert isinstance(found, Derived)
    assert found.add_bos is vocabulary.add_bos is (name != "chatml")
    for one in found.checks:
        assert one.same and one.tokens_training == one.tokens_ollama, one.case


@pytest.mark.skipif(not _REAL, reason="DEEPTUNER_TEMPLATES names no templates")
@pytest.mark.parametrize("file", _REAL, ids=[file.stem for file in _REAL])
def test_published_templates(file: Path) -> None:
    found = derive(chat_template(file.read_text(encoding="utf-8")))
    assert isinstance(found, Derived) or found.why.id == "engine.ollama.needs-tools", found.why


@pytest.mark.parametrize(
    ("name", "stops", "bos"),
    [
        ("chatml", ("<|im_end|>", "<|im_start|>"), False),
        ("llama3", ("<|eot_id|>", "<|start_header_id|>"), True),
        ("gemma", ("<end_of_turn>", "<start_of_turn>"), True),
        ("mistral", ("</s>", "[INST]"), True),
    ],
)
def test_stops_are_what_ends_an_answer(name: str, stops: tuple[str, ...], bos: bool) -> None:
    found = derived(chat_template(template_source(name)))
    assert (found.stops, found.add_bos) == (stops, bos)


def test_the_inner_end_of_an_answer_in_parts_does_not_stop_it() -> None:
    assert derived(own("other_end_last")).stops == ("<|return|>",)


def test_an_end_without_usual_markup_stops_too() -> None:
    assert derived(own("odd_markup")).stops[0] == "[e~["


def test_who_speaks_next_stops_an_answer_that_has_no_end_of_its_own() -> None:
    assert derived(own("borrowed_end")).stops == ("<|user|>",)
    assert derived(own("no_end_after_last")).stops == ("<|assistant_end|>", "<|user_start|>")


def test_the_default_system_prompt_is_found_and_may_be_replaced() -> None:
    found = derived(
        chat_template(
            "{% if messages[0].role == 'system' %}{% set s = messages[0].content %}"
            "{% set messages = messages[1:] %}{% else %}{% set s = 'Be \"kind\".' %}{% endif %}"
            "<|sys|>{{ s }}<|end|>"
            "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}<|end|>{% endfor %}"
            "{% if add_generation_prompt %}<|assistant|>{% endif %}"
        )
    )
    assert found.system == 'Be "kind".'
    question = talk("Hi")
    own_words = prompt(found.template, question)
    assert own_words == prompt(found.template, question, system=found.system)
    assert own_words == '<|sys|>Be "kind".<|end|><|user|>Hi<|end|><|assistant|>'
    assert prompt(found.template, talk("Hi", system="")).startswith("<|sys|><|end|>")


def test_a_refused_system_prompt_goes_before_the_question_and_is_told() -> None:
    found = derived(own("strict_alternation"))
    assert [note.id for note in found.notes] == ["engine.ollama.no-system"]
    said = prompt(found.template, talk("Hi", system="Be kind."))
    assert "Be kind.\n\nHi" in said
    assert "Be kind." not in prompt(found.template, talk("Hi"))


def test_blanks_are_cut_off_as_the_chat_template_does() -> None:
    found = derived(own("strict_alternation"))
    assert "\nHi<" in prompt(found.template, talk(" \n\u3000Hi \u00a0\n"))
    assert all(one.same for one in found.checks)


DATED = (
    "{{{{ strftime_now('{form}') }}}}"
    "{{% for m in messages %}}<|{{{{ m.role }}}}|>{{{{ m.content }}}}{{% endfor %}}"
    "{{% if add_generation_prompt %}}<|assistant|>{{% endif %}}"
)


def test_the_date_of_the_day_is_asked_of_ollama() -> None:
    template = chat_template(DATED.format(form="%Y-%m-%d"))
    found = derived(template)
    assert [note.id for note in found.notes] == ["engine.ollama.date-of-the-day"]
    later = datetime(2031, 12, 24)
    assert prompt(found.template, talk("Hi"), now=later).startswith("2031-12-24<|user|>")


def test_a_date_in_another_form_stays_that_of_the_training() -> None:
    found = derived(chat_template(DATED.format(form="%d %B %Y")))
    assert [note.id for note in found.notes] == ["engine.ollama.date-stays"]
    later = datetime(2031, 12, 24)
    assert prompt(found.template, talk("Hi"), now=later).startswith("01 March 2026<|user|>")


def test_bos_in_some_conversations_only_is_refused() -> None:
    found = derive(
        chat_template(
            "{% if messages|length > 2 %}{{ bos_token }}{% endif %}"
            "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}{% endfor %}"
        )
    )
    assert isinstance(found, Reason)
    assert found.why.id == "engine.ollama.bos-varies"


def test_what_depends_on_the_words_is_found_by_the_check() -> None:
    found = derive(
        chat_template(
            "{% for m in messages %}<|{{ m.role }}|>{{ m.content | replace('\\n', ' ') }}"
            "{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}"
        )
    )
    assert isinstance(found, Reason)
    assert "several turns" in render(found.why)
    assert any(one.difference for one in found.checks)


def test_a_wrong_template_is_seen() -> None:
    template = chat_template(template_source("chatml"))
    go = derived(template).template.replace("<|im_end|>\\n", "<|im_end|>", 1)
    assert not all(one.same for one in compare(go, template, bos=False))


def test_a_text_that_ollama_cuts_otherwise_is_told() -> None:
    template = chat_template(template_source("llama3"))

    def ids(text: str) -> list[int]:
        return [*text.encode()]

    def prompt_ids(text: str) -> list[int]:
        return [*ids("<s>"), *ids(text.replace("Cedar", "cedar"))]

    found = derive(template, ids, prompt_ids)
    assert isinstance(found, Derived)
    assert {one.id for one in found.notes} == {"engine.ollama.cut-otherwise"}
    assert found.checks[0].same and not found.checks[1].same
    assert "single turn" in render(found.notes[0])


def test_tools_that_are_left_out_are_told() -> None:
    found = derived(own("last_unlike_history"))
    assert "engine.ollama.no-tools" not in {one.id for one in found.notes}
    offered = derived(own("text_arguments"))
    assert "engine.ollama.no-tools" in {one.id for one in offered.notes}


# Odd blanks, which nobody types: Python's trim knows more of them than TEMPLATEs cut off.
ODD = "\x1c\x1d\x1e\x1f\x85\u1680\u2029\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B)))
words = st.text(
    st.one_of(
        st.sampled_from(" \t\n{}\"'\\<|>`-"), st.characters(codec="utf-8", exclude_characters=ODD)
    ),
    min_size=1,
    max_size=12,
).filter(str.strip)
cached = cache(lambda name: derived(chat_template(template_source(name))))


@pytest.mark.parametrize("name", ["chatml", "gemma", "llama2", "alpaca"])
@given(said=st.lists(words, min_size=1, max_size=4), system=st.none() | words)
@settings(max_examples=40, deadline=None)
def test_any_words_are_rendered_alike(name: str, said: list[str], system: str | None) -> None:
    found, template = cached(name), chat_template(template_source(name))
    chat = talk(*said, system=system)
    expected = template.render(chat, add_generation_prompt=len(said) % 2 == 1)
    start = "<s>" if found.add_bos else ""
    assert start + prompt(found.template, chat) == expected

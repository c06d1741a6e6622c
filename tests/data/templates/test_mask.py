"""What is trained, by hand, for every way in which a template can be awkward."""

from __future__ import annotations

import pytest

from deeptuner.data.row import Rejection
from deeptuner.data.templates.mask import Masker
from deeptuner.data.templates.named import template_names, template_source
from deeptuner.data.templates.render import ChatTemplate
from tests.data.templates.helpers import (
    NOW,
    TOKENS,
    answer,
    refusal,
    row,
    system,
    template,
    texts,
    trained,
    user,
)

TALK = row(user("Hi 👋?"), answer("Hello, *you*!"), user("  Two plus two? "), answer("Four 你好."))
WITH_SYSTEM = row(system("Be brief."), *TALK.messages)
END = "<|im_end|>"


def named(name: str) -> ChatTemplate:
    return ChatTemplate(template_source(name), TOKENS, now=NOW)


def method(chat_template: ChatTemplate, conversation: object = TALK) -> str:
    samples = Masker(chat_template).spans(conversation)  # type: ignore[arg-type]
    assert not isinstance(samples, Rejection)
    return samples[0].method


def test_a_regular_template_is_masked_by_strict_prefix() -> None:
    assert trained(named("chatml"), WITH_SYSTEM) == [["Hello, *you*!" + END, "Four 你好." + END]]
    assert method(named("chatml")) == "prefix"


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        ("alpaca", ["Hello, *you*!</s>", "Four 你好.</s>"]),
        ("gemma", ["Hello, *you*!<end_of_turn>", "Four 你好.<end_of_turn>"]),
        ("llama2", [" Hello, *you*! </s>", " Four 你好. </s>"]),
        ("llama3", ["Hello, *you*!<|eot_id|>", "Four 你好.<|eot_id|>"]),
        ("mistral", [" Hello, *you*!</s>", " Four 你好.</s>"]),
        ("phi3", ["Hello, *you*!<|end|>", "Four 你好.<|end|>"]),
        ("qwen", ["Hello, *you*!<|im_end|>", "Four 你好.<|im_end|>"]),
        ("vicuna", [" Hello, *you*!</s>", " Four 你好.</s>"]),
        ("zephyr", ["Hello, *you*!</s>", "Four 你好.</s>"]),
    ],
)
def test_every_named_template_trains_the_answers_and_their_ends(
    name: str, pieces: list[str]
) -> None:
    assert trained(named(name), WITH_SYSTEM) == [pieces]


def test_named_templates_have_all_been_tried() -> None:
    assert set(template_names()) == {
        "alpaca", "chatml", "gemma", "llama2", "llama3", "mistral", "phi3", "qwen", "vicuna",
        "zephyr",
    }  # fmt: skip


def test_the_white_space_behind_an_end_token_is_not_trained() -> None:
    sample = Masker(named("chatml")).spans(TALK)
    assert not isinstance(sample, Rejection)
    (start, end), _ = sample[0].spans
    assert sample[0].text[end] == "\n"
    assert sample[0].text[:start].endswith("<|im_start|>assistant\n")


def test_a_header_that_answers_lack_is_left_out_as_far_as_it_is_there() -> None:
    # The model is asked with <|assistant|><think>, but the answer stands behind <|assistant|>.
    chat = template("header_differs")
    assert trained(chat, WITH_SYSTEM) == [["Hello, *you*!<|stop|>", "Four 你好.<|stop|>"]]
    assert method(chat) == "twin"


def test_a_thought_that_the_header_opens_is_trained_from_within() -> None:
    conversation = row(user("Hi?"), answer("<think>\nHm.</think>Yes."))
    assert trained(template("header_differs"), conversation) == [["Hm.</think>Yes.<|stop|>"]]


def test_a_cut_header_does_not_split_think_from_its_slash() -> None:
    conversation = row(user("Hi?"), answer("</think>Yes."))
    assert trained(template("header_differs"), conversation) == [["</think>Yes.<|stop|>"]]


def test_markup_that_looks_like_no_tag() -> None:
    chat = template("odd_markup")
    assert trained(chat, WITH_SYSTEM) == [["Hello, *you*![e~[", "Four 你好.[e~["]]
    assert method(chat) == "twin"


def test_a_last_answer_unlike_earlier_ones() -> None:
    chat = template("last_unlike_history")
    first, last = "Hello, *you*!<|im_end|>", "<think>\n\n</think>\n\nFour 你好.<|im_end|>"
    assert trained(chat, WITH_SYSTEM) == [[first, last]]
    assert method(chat) == "twin"


def test_reasoning_that_history_loses_makes_a_sample_of_each_answer() -> None:
    conversation = row(
        user("One?"), answer("Ja.", "Mull it over."), user("Two?"), answer("Nein.", "Again.")
    )
    chat = template("strips_reasoning")
    assert trained(chat, conversation) == [
        ["<think>\nMull it over.\n</think>\n\nJa.<|end_turn|>"],
        ["<think>\nAgain.\n</think>\n\nNein.<|end_turn|>"],
    ]
    first, second = texts(chat, conversation)
    assert second.startswith("<|turn|>user\nOne?<|end_turn|><|turn|>assistant\nJa.<|end_turn|>")
    assert "Two?" not in first


def test_reasoning_inside_the_content_is_handled_alike() -> None:
    conversation = row(
        user("One?"), answer("<think>Mull.</think>\n\nJa."), user("Two?"), answer("Nein.")
    )
    assert trained(template("strips_reasoning"), conversation) == [
        ["<think>\nMull.\n</think>\n\nJa.<|end_turn|>"],
        ["Nein.<|end_turn|>"],
    ]


def test_without_reasoning_the_same_template_keeps_one_sample() -> None:
    pieces = [["Hello, *you*!<|end_turn|>", "Four 你好.<|end_turn|>"]]
    assert trained(template("strips_reasoning"), TALK) == pieces


def test_reasoning_that_a_template_never_shows_refuses_the_row() -> None:
    conversation = row(user("One?"), answer("Yes.", "Mull it over."))
    assert refusal(named("chatml"), conversation) == "data.mask-drops-reasoning"


def test_an_end_token_that_is_missing_after_the_last_answer_is_added() -> None:
    chat = template("no_end_after_last")
    pieces = [["Hello, *you*!<|assistant_end|>", "Four 你好.<|assistant_end|>"]]
    assert trained(chat, TALK) == pieces
    assert texts(chat, TALK)[0].endswith("Four 你好.<|assistant_end|>")


def test_an_end_token_borrowed_from_the_next_speaker() -> None:
    chat = template("borrowed_end")
    assert trained(chat, TALK) == [["Hello, *you*!<|user|>", "Four 你好.<|user|>"]]
    assert texts(chat, TALK)[0].count("<|user|>") == 3  # two questions, and the last answer's end


def test_an_answer_ends_as_it_ends_when_it_is_the_last() -> None:
    # <|end|> closes an answer in the history, but the model has to write <|return|>.
    chat = template("other_end_last")
    assert trained(chat, WITH_SYSTEM) == [
        ["<|channel|>final<|message|>Hello, *you*!<|return|>"],
        ["<|channel|>final<|message|>Four 你好.<|return|>"],
    ]
    assert "Hello, *you*!<|end|>" in texts(chat, WITH_SYSTEM)[1]


def test_one_end_token_for_each_answer_even_if_the_text_ends_with_another() -> None:
    chat = template("eos_behind_end")
    assert trained(chat, TALK) == [["Hello, *you*!<|end|>", "Four 你好.<|end|>"]]
    assert texts(chat, TALK)[0].endswith("<|end|>\n</s>")


def test_without_any_end_token_each_answer_is_ended_with_eos() -> None:
    chat = template("no_end_token")
    assert trained(chat, TALK) == [["Hello, *you*!</s>"], ["Four 你好.</s>"]]
    assert texts(chat, TALK)[0] == "### user:\nHi 👋?\n\n### assistant:\nHello, *you*!</s>"


def test_without_any_end_token_and_without_eos_the_row_is_refused() -> None:
    source = template("no_end_token").source
    assert refusal(ChatTemplate(source, {}, now=NOW), TALK) == "data.mask-no-end"


def test_a_template_that_raises_leaves_the_row_out() -> None:
    chat = template("strict_alternation")
    assert refusal(chat, WITH_SYSTEM) == "data.template-raises"
    assert refusal(chat, row(user("a"), user("b"), answer("c"))) == "data.template-raises"
    assert trained(chat, TALK) == [["Hello, *you*!<end_of_turn>", "Four 你好.<end_of_turn>"]]


def test_content_that_the_template_strips_is_trained_stripped() -> None:
    conversation = row(user("  a  "), answer("\n  b  c \n"), user("d"), answer(" e"))
    pieces = [["b  c<end_of_turn>", "e<end_of_turn>"]]
    assert trained(template("strict_alternation"), conversation) == pieces


def test_white_space_that_the_template_keeps_is_trained() -> None:
    conversation = row(user("a"), answer("\n  b  c \n"))
    assert trained(named("chatml"), conversation) == [["\n  b  c \n" + END]]


def test_a_system_message_shown_only_while_asked_is_trained_behind_the_prompt() -> None:
    chat = template("system_only_when_asked")
    assert texts(chat, WITH_SYSTEM) == [
        "<s>[INST]Be brief.\n\nHi 👋?[/INST]Hello, *you*!</s>",
        "<s>[INST]Hi 👋?[/INST]Hello, *you*!</s>[INST]Be brief.\n\n  Two plus two? [/INST]"
        "Four 你好.</s>",
    ]
    assert trained(chat, WITH_SYSTEM) == [["Hello, *you*!</s>"], ["Four 你好.</s>"]]
    assert len(texts(chat, TALK)) == 1


def test_a_message_that_the_template_drops_refuses_the_row() -> None:
    source = "{% for m in messages if m.role != 'system' %}<|{{ m.role }}|>{{ m.content }}<|e|>"
    chat = ChatTemplate(
        source + "{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}",
        TOKENS,
        now=NOW,
    )
    assert refusal(chat, WITH_SYSTEM) == "data.mask-drops-message"
    assert refusal(chat, row(system("e"), user("3"), answer("4"))) == "data.mask-drops-message"
    assert trained(chat, TALK) == [["Hello, *you*!<|e|>", "Four 你好.<|e|>"]]


def test_the_generation_tag_changes_nothing() -> None:
    assert trained(template("generation_tag"), TALK) == [
        ["Hello, *you*!" + END, "Four 你好." + END]
    ]


def test_answers_without_a_letter_or_digit() -> None:
    conversation = row(user("?"), answer("!!!"), user("..."), answer("(-:"))
    assert trained(template("header_differs"), conversation) == [["!!!<|stop|>", "(-:<|stop|>"]]


def test_the_same_words_everywhere() -> None:
    conversation = row(*[turn for _ in range(3) for turn in (user("same"), answer("same"))])
    assert trained(template("header_differs"), conversation) == [["same<|stop|>"] * 3]


def test_an_answer_that_quotes_the_markup_is_trained_whole() -> None:
    said = "Write <|stop|> or <|assistant|> or <think>; <|stop|>"
    conversation = row(user("<|assistant|>how<|stop|>"), answer(said), user("b"), answer("c"))
    expected = [[said + "<|stop|>", "c<|stop|>"]]
    assert trained(template("header_differs"), conversation) == expected
    quoted = row(user("<|im_end|>"), answer("x <|im_end|>\n<|im_start|>user\ny"))
    assert trained(named("chatml"), quoted) == [["x <|im_end|>\n<|im_start|>user\ny" + END]]


def test_an_answer_that_begins_like_the_header_keeps_its_beginning() -> None:
    conversation = row(user("a"), answer("<|assistant|> is a tag"))
    pieces = [["<|assistant|> is a tag<|stop|>"]]
    assert trained(template("header_differs"), conversation) == pieces


def test_rows_without_an_answer_are_refused() -> None:
    assert refusal(named("chatml"), row(user("a"))) == "data.mask-no-answer"
    assert refusal(named("chatml"), row(user("a"), answer(" \n"))) == "data.mask-empty-answer"
    assert refusal(template("header_differs"), row(user("a"), answer(""))) == (
        "data.mask-empty-answer"
    )


def test_a_conversation_that_begins_with_the_assistant() -> None:
    assert trained(named("chatml"), row(answer("Welcome."), user("Hi"), answer("Ho"))) == [
        ["Welcome." + END, "Ho" + END]
    ]


def test_questions_after_the_last_answer_are_kept_and_not_trained() -> None:
    conversation = row(user("a"), answer("b"), user("c"))
    assert trained(named("chatml"), conversation) == [["b" + END]]
    assert trained(template("no_end_after_last"), conversation) == [["b<|assistant_end|>"]]


def test_train_on_source_trains_every_character_once() -> None:
    samples = Masker(named("chatml")).spans(WITH_SYSTEM, train_on_source=True)
    assert not isinstance(samples, Rejection)
    assert [sample.spans for sample in samples] == [((0, len(samples[0].text)),)]
    split = Masker(template("other_end_last")).spans(TALK, train_on_source=True)
    assert not isinstance(split, Rejection)
    assert split[0].spans == ((0, len(split[0].text)),)
    assert split[1].text[slice(*split[1].spans[0])].startswith("end|><|start|>user<|message|>  Two")


def test_kinds_of_rows_that_the_check_refused_are_left_out() -> None:
    from deeptuner.words import message

    reason = message("data.check-words")
    masker = Masker(named("chatml"), refused={frozenset({"system", "turns"}): reason})
    rejected = masker.spans(WITH_SYSTEM)
    assert isinstance(rejected, Rejection)
    assert rejected.reason == reason
    assert not isinstance(masker.spans(TALK), Rejection)


def test_end_tokens_are_those_the_model_has_to_write() -> None:
    assert Masker(template("other_end_last")).end_tokens() == ("<|return|>",)
    assert Masker(template("borrowed_end")).end_tokens() == ("<|user|>", "<|observation|>")
    assert Masker(named("alpaca")).end_tokens() == ("</s>",)

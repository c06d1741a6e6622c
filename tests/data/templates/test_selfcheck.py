"""The check that runs when a model is loaded: what it allows, refuses and tells."""

from __future__ import annotations

import pytest

from deeptuner.data.row import Rejection
from deeptuner.data.templates.named import choose_template, template_names
from deeptuner.data.templates.render import ChatTemplate
from deeptuner.data.templates.selfcheck import TemplateCheck, check_template, checked_masker
from deeptuner.data.tokenizer import Tokenizer
from deeptuner.errors import ModelError
from tests.data.templates.helpers import NOW, TOKENS, answer, row, template, user

TALK = row(user("a"), answer("b"))


def outcomes(check: TemplateCheck) -> dict[str, str]:
    return {result.scenario: result.outcome for result in check.results}


def told(check: TemplateCheck) -> dict[str, str]:
    return {finding.message.id: str(finding.message) for finding in check.findings}


@pytest.mark.parametrize("name", template_names())
def test_named_templates_are_faithful(name: str, tokenizer: Tokenizer) -> None:
    choice = choose_template(name, tokenizer, now=NOW)
    check = check_template(choice.template, tokenizer)
    check.require_usable()
    assert check.refused == {}
    found = outcomes(check)
    for scenario in ("single", "turns", "system", "turns with system", "unicode", "spaces"):
        assert found[scenario] == "prefix", scenario
    assert found["inline reasoning"] == "prefix"
    assert found["reasoning"] == "refused"
    assert found["tools"] == found["tool calls"] == ("prefix" if name == "qwen" else "refused")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("header_differs", {"single": "twin", "turns": "twin", "inline reasoning": "prefix"}),
        ("last_unlike_history", {"single": "prefix", "turns": "twin"}),
        (
            "strips_reasoning",
            {"turns": "prefix", "reasoning": "split", "inline reasoning": "split"},
        ),
        ("no_end_after_last", {"turns": "prefix", "spaces": "prefix"}),
        ("borrowed_end", {"turns": "prefix", "tools": "prefix"}),
        ("other_end_last", {"single": "prefix", "turns": "split"}),
        ("eos_behind_end", {"single": "prefix", "turns": "twin"}),
        ("strict_alternation", {"turns": "prefix", "system": "refused"}),
        ("system_only_when_asked", {"turns": "prefix", "turns with system": "split"}),
        ("needs_tools", {"single": "refused", "tools": "twin", "tool calls": "refused"}),
        ("nine_letter_ids", {"tools": "prefix", "tool calls": "prefix"}),
        ("text_arguments", {"tools": "prefix"}),
        ("null_content_for_calls", {"tools": "prefix"}),
        ("no_end_token", {"single": "prefix", "turns": "split", "unicode": "split"}),
        ("generation_tag", {"turns": "prefix"}),
    ],
)
def test_how_each_awkward_template_is_masked(
    name: str, expected: dict[str, str], tokenizer: Tokenizer
) -> None:
    check = check_template(template(name), tokenizer)
    assert check.ok
    assert check.refused == {}
    found = outcomes(check)
    assert {scenario: found[scenario] for scenario in expected} == expected


def test_a_refused_kind_is_told_with_its_reason(bpe: Tokenizer) -> None:
    check = check_template(template("strict_alternation"), bpe)
    refused = [finding for finding in check.findings if finding.message.id == "data.check-refused"]
    text = next(str(f.message) for f in refused if f.message.params["scenario"] == "system")
    assert "no system messages here" in text
    assert {finding.severity for finding in refused} == {"warning"}


def test_a_template_that_changes_the_words_is_not_trained_with(bpe: Tokenizer) -> None:
    source = template("header_differs").source.replace(
        "m.content", "m.content | replace('Cedar', 'Plane')"
    )
    masker, check = checked_masker(ChatTemplate(source, TOKENS, now=NOW), bpe)
    assert outcomes(check)["single"] == "unfaithful"
    assert isinstance(masker.spans(TALK), Rejection)
    with pytest.raises(ModelError) as caught:
        check.require_usable()
    assert caught.value.fix is not None
    assert "not exactly the assistant's" in str(caught.value)


def test_a_template_that_shouts_is_refused(bpe: Tokenizer) -> None:
    check = check_template(template("shouts"), bpe)
    assert not check.ok
    assert set(outcomes(check).values()) == {"refused"}


def test_a_template_that_renders_nothing_is_not_trained_with(bpe: Tokenizer) -> None:
    check = check_template(ChatTemplate("nothing", TOKENS, now=NOW), bpe)
    assert not check.ok
    assert {finding.severity for finding in check.findings} == {"error"}
    with pytest.raises(ModelError):
        check.require_usable()


def test_letters_escaped_to_ascii_refuse_what_is_not_ascii(bpe: Tokenizer) -> None:
    masker, check = checked_masker(template("escapes_unicode"), bpe)
    assert outcomes(check)["unicode"] == "refused"
    plain = row(user("quick fox"), answer("lazy dog"))
    assert not isinstance(masker.spans(plain), Rejection)
    assert isinstance(masker.spans(row(user("quick fox"), answer("ü 你"))), Rejection)


def test_a_second_bos_is_found(spm: Tokenizer) -> None:
    source = "{{ bos_token }}{{ bos_token }}" + template("header_differs").source
    check = check_template(ChatTemplate(source, TOKENS, now=NOW), spm)
    assert not check.ok
    assert "data.check-double-bos" in {r.reason.id for r in check.results if r.reason}


def test_injected_text_and_dates_are_told(bpe: Tokenizer) -> None:
    found = told(check_template(template("injects_date"), bpe))
    assert "brain the size of a planet" in found["data.check-injected"]
    assert "2025-03-04" in found["data.check-date"]
    plain = told(check_template(template("header_differs"), bpe))
    assert not {"data.check-injected", "data.check-date"} & set(plain)


def test_text_without_the_bos_that_plain_text_has_is_told(spm: Tokenizer) -> None:
    assert "data.check-no-bos" in told(check_template(template("no_end_after_last"), spm))
    assert "data.check-no-bos" not in told(check_template(template("header_differs"), spm))


def test_a_header_that_answers_lack_is_told(bpe: Tokenizer) -> None:
    found = told(check_template(template("header_differs"), bpe))
    assert "<|assistant|><think>" in found["data.check-header"]
    assert "data.check-thinking-off" not in found
    source = (
        template("header_differs")
        .source.replace(
            "<|assistant|><think>", "<|assistant|>{% if enable_thinking is not false %}<think>"
        )
        .replace("{{ '\\n' }}{%- endif -%}", "{{ '\\n' }}{% endif %}{%- endif -%}")
    )
    repairable = ChatTemplate(source, TOKENS, now=NOW)
    assert "data.check-thinking-off" in told(check_template(repairable, bpe))


def test_an_added_end_token_is_told(bpe: Tokenizer) -> None:
    found = told(check_template(template("no_end_after_last"), bpe))
    assert "<|assistant_end|>" in found["data.check-end-added"]
    assert "is not one token" in found["data.check-end-pieces"]


def test_markers_that_are_tokens_raise_no_warning(bpe: Tokenizer) -> None:
    found = told(check_template(choose_template("chatml", bpe, now=NOW).template, bpe))
    assert not {"data.check-end-pieces", "data.check-straddle", "data.check-header"} & set(found)


def test_one_sample_for_each_answer_is_told(bpe: Tokenizer) -> None:
    assert "data.check-split" in told(check_template(template("other_end_last"), bpe))
    assert "data.check-split" not in told(check_template(template("no_end_after_last"), bpe))

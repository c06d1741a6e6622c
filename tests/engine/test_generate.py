"""Answers begin where the template says, end where the model says, and do not mix."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from deeptuner.engine.compare import Answer, exact_share, main, read_questions
from deeptuner.engine.generate import generate
from deeptuner.errors import DataError, InputError

PROMPTS = ["The fox", "What is the colour of the sky? Two plus two is four.", "Grüße 👋", "a b c"]


@pytest.fixture(scope="module")
def loaded(tiny_model: Path) -> tuple[Any, Any]:
    model = AutoModelForCausalLM.from_pretrained(tiny_model).eval()
    return model, AutoTokenizer.from_pretrained(tiny_model)


def asked(*texts: str) -> list[list[dict[str, Any]]]:
    return [[{"role": "user", "content": text}] for text in texts]


def by_hand(model: Any, tokenizer: Any, text: str, longest: int) -> str:
    """Greedy decoding, one token after the other."""
    ids = tokenizer(
        f"<|im_start|>user\n{text}<|im_end|><|im_start|>assistant", add_special_tokens=False
    )["input_ids"]
    begin = len(ids)
    for _ in range(longest):
        with torch.no_grad():
            ids.append(int(model(torch.tensor([ids])).logits[0, -1].argmax()))
        if ids[-1] == tokenizer.eos_token_id:
            break
    return str(tokenizer.decode(ids[begin:], skip_special_tokens=True)).strip()


def test_greedy_answers_are_those_of_decoding_by_hand(loaded: tuple[Any, Any]) -> None:
    seen: list[tuple[int, int]] = []
    found = generate(
        *loaded, asked(*PROMPTS), longest=12, progress=lambda *numbers: seen.append(numbers)
    )
    assert found == [by_hand(*loaded, text, 12) for text in PROMPTS]
    assert seen == [(4, 4)]


def test_drawn_answers_repeat_with_their_seed(loaded: tuple[Any, Any]) -> None:
    def drawn(seed: int) -> list[str]:
        return generate(*loaded, asked(*PROMPTS), longest=8, temperature=1.0, seed=seed)

    state = torch.get_rng_state()
    assert drawn(1) == drawn(1) != drawn(2)
    assert torch.equal(torch.get_rng_state(), state)


def test_a_tokenizer_without_template_cannot_be_asked(tiny_model: Path) -> None:
    model = AutoModelForCausalLM.from_pretrained(tiny_model)
    tokenizer = AutoTokenizer.from_pretrained(tiny_model)
    tokenizer.chat_template = None
    with pytest.raises(InputError, match="no chat template"):
        generate(model, tokenizer, asked("Hello"))


def test_exact_means_exact() -> None:
    answers = [Answer("q", "Yes.", "Yes."), Answer("q", "Yes.", "yes.")]
    assert exact_share(answers) == 0.5


def question(answer: str) -> str:
    asked = {"role": "user", "content": "The fox"}
    return json.dumps({"messages": [asked, {"role": "assistant", "content": answer}]}) + "\n"


def test_a_model_is_measured_on_a_file(
    tiny_model: Path, loaded: tuple[Any, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right = by_hand(*loaded, "The fox", 5)
    path = tmp_path / "questions.jsonl"
    path.write_text(question(right) + question("Something else"))
    assert main([str(tiny_model), str(path), "--longest", "5"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[-1]["share"] == 0.5
    assert lines[-1]["answers"][0] == {"prompt": "The fox", "expected": right, "answer": right}
    assert lines[0]["kind"] == "progress"


@pytest.mark.parametrize("line", ["", "{}", '{"messages": []}', "no", '{"messages": [{}]}', "[]"])
def test_a_bad_question_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(question("Yes.") + line + "\n")
    with pytest.raises(DataError) as caught:
        read_questions(path)
    assert caught.value.where == f"{path}:2"


def test_an_error_is_a_line_of_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text("")
    assert main([str(tmp_path), str(path)]) == 2
    assert json.loads(capsys.readouterr().out)["kind"] == "error"

"""One row as it is trained on: whole characters, the mask of training, every character shown."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from deeptuner.data import preview
from deeptuner.data.encode import Encoder
from deeptuner.data.inspect import open_reader
from deeptuner.data.preview import Found, Piece, RowBrowser, ShownRow, pieces_of, show
from deeptuner.data.row import Rejection, Row, Source, Turn
from deeptuner.data.store import Encoded
from deeptuner.data.templates.mask import Masker
from deeptuner.data.templates.named import NEEDS
from deeptuner.data.templates.render import ChatTemplate
from deeptuner.data.templates.turns import stretches
from deeptuner.data.tokenizer import load_tokenizer
from deeptuner.errors import DataError
from tests.data.templates.tokenizers_made_here import make_bpe, make_spm

LLAMA3 = ["<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"]
HERE = Source("rows.jsonl", 3)
TALK = (
    Turn("system", "Be kind."),
    Turn("user", "a"),
    Turn("assistant", "Hello 👋🏽 你好!"),
    Turn("user", "u?"),
    Turn("assistant", "The quick brown fox."),
)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "llama3"
    return make_bpe(folder, LLAMA3, eos_token="<|eot_id|>", bos_token="<|begin_of_text|>")


@pytest.fixture(scope="module")
def encoder(model: Path) -> Encoder:
    return open_reader(model, "llama3").encoder


def _found(*turns: Turn, text: str | None = None) -> Found:
    return Found(0, 1, Row(turns, None, text, HERE), {})


def _text(shown: ShownRow) -> str:
    return "".join(piece.text for turn in shown.turns for piece in turn.pieces)


def _encoded(encoder: Encoder, row: Row | Rejection) -> Encoded:
    assert isinstance(row, Row)
    (one,) = encoder.encode([row])
    assert isinstance(one, Encoded)
    return one


def test_turns_cover_the_whole_text_and_whole_characters_stay_whole(encoder: Encoder) -> None:
    shown = show(_found(*TALK), encoder)
    samples = encoder.masker.spans(Row(TALK, None, None, HERE))
    assert not isinstance(samples, Rejection)
    assert _text(shown) == samples[-1].text
    assert [turn.role for turn in shown.turns] == [turn.role for turn in TALK]
    texts = [piece.text for turn in shown.turns for piece in turn.pieces]
    assert "👋" in "".join(texts)
    assert any("👋" in text for text in texts)
    assert "\ufffd" not in "".join(texts)
    assert "你" in texts or any("你" in text for text in texts)


def test_what_is_marked_is_what_training_learns(encoder: Encoder) -> None:
    found = _found(*TALK)
    shown, trained = show(found, encoder), _encoded(encoder, found.row)
    assert shown.tokens == len(trained.ids)
    assert shown.trained_tokens == trained.targets
    learned = "".join(p.text for t in shown.turns for p in t.pieces if p.trained)
    assert learned == "Hello 👋🏽 你好!<|eot_id|>The quick brown fox.<|eot_id|>"


def test_tokens_are_numbered_in_order(encoder: Encoder) -> None:
    shown = show(_found(*TALK), encoder)
    numbers = [p.token for t in shown.turns for p in t.pieces]
    assert numbers[0] == 0
    known = [number for number in numbers if number is not None]
    assert known == sorted(set(known))
    assert known[-1] < (shown.tokens or 0)


def test_special_tokens_and_the_templates_words_are_told_apart(encoder: Encoder) -> None:
    shown = show(_found(*TALK), encoder)
    special = {p.text for t in shown.turns for p in t.pieces if p.special}
    assert special == set(LLAMA3) - {"<|begin_of_text|>"} or special == set(LLAMA3)
    own = ["".join(p.text for p in t.pieces if not p.template) for t in shown.turns]
    assert own == [turn.content for turn in TALK]


def test_train_on_source_marks_the_prompt_too(model: Path) -> None:
    everything = open_reader(model, "llama3", train_on_source=True).encoder
    shown = show(_found(*TALK), everything)
    assert shown.trained_tokens == (shown.tokens or 0) - 1
    assert not shown.turns[0].pieces[0].trained


def test_a_row_over_the_limit_is_shown_with_the_reason(encoder: Encoder) -> None:
    shown = show(_found(*TALK), encoder, max_length=8)
    assert shown.rejected is not None
    assert shown.rejected.id == "data.sample-too-long"
    assert shown.turns


def test_plain_text_is_learned_whole_but_for_its_first_token(tmp_path: Path) -> None:
    model = make_spm(tmp_path / "spm", add_bos_token=True)
    encoder = open_reader(model).encoder
    found = _found(text="the sky is 👋 blue")
    shown, trained = show(found, encoder), _encoded(encoder, found.row)
    (turn,) = shown.turns
    assert turn.role == "text"
    assert (shown.tokens, shown.trained_tokens) == (len(trained.ids), trained.targets)
    assert _text(shown) == "<s>the sky is 👋 blue</s>"
    assert [p.trained for p in turn.pieces] == [False] + [True] * (len(turn.pieces) - 1)


def test_without_a_model_the_row_is_shown_as_it_is_written() -> None:
    shown = show(_found(*TALK), None)
    assert shown.tokens is None
    assert [turn.pieces[0].text for turn in shown.turns] == [turn.content for turn in TALK]


def test_a_row_that_cannot_be_masked_says_why(encoder: Encoder) -> None:
    shown = show(_found(Turn("user", "Nobody answers.")), encoder)
    assert shown.rejected is not None
    assert _text(shown) == "Nobody answers."


def test_long_rows_are_cut_for_showing_only(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = show(_found(*TALK), encoder)
    monkeypatch.setattr(preview, "MOST", 10)
    cut = show(_found(*TALK), encoder)
    assert cut.tokens == whole.tokens
    assert cut.hidden == (whole.tokens or 0) - 10
    assert _text(whole).startswith(_text(cut))


def test_pieces_join_tokens_that_share_a_character() -> None:
    trained = np.array([False, False, True, False, True])
    offsets = [(0, 1), (1, 2), (1, 2), (1, 3), (4, 5)]
    found = list(pieces_of("a👋bcd", offsets, trained, frozenset("d")))
    assert found == [
        Piece("a", False, 0),
        Piece("👋b", True, 1),
        Piece("c"),
        Piece("d", True, 4, special=True),
    ]


def test_a_template_that_writes_a_sample_for_each_answer_shows_the_last(model: Path) -> None:
    template = (
        "{% for m in messages %}{{ '<s>' + m['role'] + ': ' }}"
        "{% if m['role'] == 'assistant' and not loop.last %}{{ m['content'] | upper }}"
        "{% else %}{{ m['content'] }}{% endif %}{{ '</s>' }}{% endfor %}"
        "{% if add_generation_prompt %}{{ '<s>assistant: ' }}{% endif %}"
    )
    tokenizer = load_tokenizer(model)
    masker = Masker(ChatTemplate(template, {"eos_token": "</s>"}, now=datetime(2026, 1, 1)))
    shown = show(_found(*TALK), Encoder(tokenizer, masker))
    if shown.rejected is None:
        assert shown.samples == 2
        assert "The quick brown fox." in _text(shown)


def test_turns_are_found_where_the_template_moves_them(encoder: Encoder) -> None:
    template = (
        "{% for m in messages %}{% if m['role'] != 'system' %}[{{ m['role'] }}]"
        "{% if loop.index == 2 and messages[0]['role'] == 'system' %}{{ messages[0]['content'] }} "
        "{% endif %}{{ m['content'] }}<end>\n{% endif %}{% endfor %}"
    )
    masker = Masker(ChatTemplate(template, {}, now=datetime(2026, 1, 1)))
    text = "[user]Be kind. a<end>\n[assistant]Hi<end>\n"
    row = Row((TALK[0], TALK[1], Turn("assistant", "Hi")), None, None, HERE)
    found = stretches(text, row, masker)
    assert [turn.role for turn in found] == ["system", "user", "assistant"]
    assert (found[0].start, found[-1].end) == (0, len(text))
    assert all(a.end == b.start for a, b in pairwise(found))
    assert text[slice(*found[-1].words)] == "Hi"


@pytest.mark.parametrize("name", ["gemma", "llama2", "mistral"])
def test_a_system_message_within_the_users_turn_is_its_own(tmp_path: Path, name: str) -> None:
    model = make_bpe(tmp_path / "model", [*NEEDS[name]], bos_token="<s>")
    shown = show(_found(*TALK), open_reader(model, name).encoder)
    own = ["".join(p.text for p in turn.pieces if not p.template) for turn in shown.turns]
    assert [text.strip() for text in own] == [turn.content for turn in TALK]


def test_a_call_and_a_thought_are_the_assistants_own_words(tmp_path: Path) -> None:
    function = {"name": "rain", "arguments": {"city": "Rome"}}
    call = Turn("assistant", "", tool_calls=({"type": "function", "function": function},))
    tools = ({"type": "function", "function": {"name": "rain", "parameters": {}}},)
    turns = (Turn("user", "Rain?"), call, Turn("tool", "dry"), Turn("assistant", "No."))
    model = make_bpe(tmp_path / "model")
    row = Row(turns, tools, None, HERE)
    shown = show(Found(0, 1, row, {}), open_reader(model, "qwen").encoder)
    assert shown.rejected is None
    calling = "".join(p.text for p in shown.turns[-3].pieces if not p.template)
    assert '"Rome"' in calling
    assert _text(shown).endswith("No.<|im_end|>\n")


def test_browsing_counts_over_several_files_and_stays_within_them(tmp_path: Path) -> None:
    for name, count in (("a.jsonl", 3), ("b.csv", 2)):
        rows = [{"prompt": f"{name} {n}", "completion": "yes"} for n in range(count)]
        text = (
            "\n".join(map(json.dumps, rows))
            if name == "a.jsonl"
            else "prompt,completion\n" + "\n".join(f"{r['prompt']},yes" for r in rows)
        )
        (tmp_path / name).write_text(text)
    browser = RowBrowser(tmp_path, "auto", {})
    prompts = []
    for index in range(5):
        found = browser.find(index).row
        assert isinstance(found, Row)
        prompts.append(found.messages[0].content)
    assert prompts == ["a.jsonl 0", "a.jsonl 1", "a.jsonl 2", "b.csv 0", "b.csv 1"]
    assert browser.total() == 5
    assert browser.find(99).index == 4
    assert browser.find(-3).index == 0


def test_a_row_that_is_left_out_is_shown_raw(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [{"prompt": "q", "completion": "a"}, {"prompt": "q", "completion": ""}]
    path.write_text("\n".join(map(json.dumps, rows)))
    found = RowBrowser(path, "auto", {}).find(1)
    shown = show(found, None)
    assert shown.rejected is not None
    assert shown.turns[0].role == "raw"
    assert json.loads(_text(shown)) == rows[1]


def test_nothing_to_browse_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        RowBrowser(tmp_path / "absent.jsonl", "auto", {})


def test_a_text_of_one_token_says_why_it_is_not_trained_on(tmp_path: Path) -> None:
    made = open_reader(make_spm(tmp_path / "spm")).encoder
    bare = replace(made.tokenizer, add_bos=False, special_tokens={})  # no EOS either
    encoder = Encoder(bare, made.masker)
    shown = show(_found(text="the"), encoder)
    (left_out,) = encoder.encode([Row((), None, "the", HERE)])
    assert isinstance(left_out, Rejection)
    assert (shown.tokens, shown.trained_tokens) == (1, 0)
    assert shown.rejected == left_out.reason

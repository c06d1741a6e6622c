"""What is said about a dataset: counts, lengths, problems, and what of a row is learned."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from deeptuner.data.encode import Encoder, TooLong
from deeptuner.data.inspect import Reader, inspect, open_reader
from deeptuner.data.row import Rejection, Row
from deeptuner.data.store import Encoded
from deeptuner.data.templates.mask import Masker
from deeptuner.data.templates.render import ChatTemplate
from deeptuner.errors import DataError
from deeptuner.words import message
from tests.data.templates.tokenizers_made_here import make_spm
from tests.support.models import make_tokenizer

ROWS = [{"instruction": "q" * n, "output": "Grüße 👋 " * n} for n in range(1, 11)]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    folder = tmp_path_factory.mktemp("model")
    make_tokenizer(folder)
    return open_reader(folder)


def _write(tmp_path: Path, rows: list[object], *more: str) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join([*map(json.dumps, rows), *more]))
    return path


def test_counts_and_lengths(tmp_path: Path) -> None:
    bad = {"instruction": "q", "output": " "}
    seen = inspect(_write(tmp_path, [*ROWS, bad], "{torn"), "auto", {})
    assert (seen.kept, seen.report.rejected_rows, seen.report.unreadable_rows) == (10, 1, 1)
    prompt = seen.characters["prompt"]
    assert (prompt.shortest, prompt.median, prompt.longest, prompt.total) == (1, 6, 10, 55)
    assert seen.characters["turns"].total == 20
    assert seen.tokens == {}
    assert seen.marked == ()


def test_tokens_are_those_of_the_model_and_marks_show_what_is_learned(
    tmp_path: Path, reader: Reader
) -> None:
    seen = inspect(_write(tmp_path, list(ROWS)), "auto", {}, reader)
    (sample,) = seen.marked
    assert sample.text.startswith("<|im_start|>user\nq")
    assert [sample.text[a:b] for a, b in sample.trained] == ["\nGrüße 👋 <|im_end|>"]
    assert sample.tokens == len(reader.encoder.tokenizer.ids(sample.text))
    assert seen.tokens["sample"].shortest == sample.tokens
    assert seen.tokens["trained"].shortest == sample.trained_tokens > 0
    assert seen.tokens["sample"].total > seen.tokens["trained"].total


def test_a_refused_dataset_is_still_described(tmp_path: Path) -> None:
    seen = inspect(_write(tmp_path, list(ROWS), *["{torn"] * 9), "auto", {})
    assert seen.kept == 10
    assert isinstance(seen.error, DataError)
    assert seen.error.what.id == "data.reading.mostly-unreadable"


def test_json_form_carries_everything(tmp_path: Path, reader: Reader) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    _write(folder, list(ROWS))
    (folder / "test.jsonl").write_text("{}")
    told = json.loads(json.dumps(inspect(folder, "auto", {}, reader).to_json()))
    assert told["format"]["format"] == "alpaca"
    assert told["kept"] == 10
    assert told["files"][0]["size"] > 0
    assert told["evaluation_files"][0]["path"].endswith("test.jsonl")
    assert told["first"]["messages"][0] == {"role": "user", "content": "q"}
    assert told["marked"][0]["trained"]
    assert told["error"] is None


def test_what_the_template_refuses_is_left_out_of_what_can_be_trained_on(
    tmp_path: Path, reader: Reader
) -> None:
    source = "{% if messages[0]['role'] != 'user' %}{{ raise_exception('no') }}{% endif %}"
    source += "{% for m in messages %}<{{ m['role'] }}>{{ m['content'] }}</>{% endfor %}"
    source += "{% if add_generation_prompt %}<assistant>{% endif %}"
    strict = Masker(ChatTemplate(source, {}, now=datetime(2026, 1, 1)))
    bad: object = {"system": "Be kind.", "instruction": "left out", "output": "a"}
    seen = inspect(
        _write(tmp_path, [bad, *ROWS, bad]),
        "auto",
        {},
        Reader(Encoder(reader.encoder.tokenizer, strict), ()),
    )
    assert (seen.report.rows, seen.kept, seen.report.rejected_rows) == (12, 10, 2)
    assert seen.first is not None
    assert seen.first.messages[0].content == "q"
    assert seen.marked
    assert seen.characters["prompt"].total == 55
    assert seen.to_json()["kept"] == 10


def test_a_row_of_several_samples_is_left_out_once(tmp_path: Path, reader: Reader) -> None:
    class Twice(Encoder):
        def encode(self, rows: Iterable[Row]) -> Iterator[Encoded | TooLong | Rejection]:
            for row in rows:
                found = list(super().encode([row]))
                wrong = Rejection(message("data.no-trained-token"), row.source)
                yield from [wrong, wrong] if row.messages[0].content == "q" else [wrong, *found]

    encoder = Twice(reader.encoder.tokenizer, reader.encoder.masker)
    seen = inspect(_write(tmp_path, list(ROWS)), "auto", {}, Reader(encoder, ()))
    assert (seen.kept, seen.report.rejected_rows) == (9, 1)


@pytest.mark.parametrize("add_bos_token", [True, False])
def test_the_first_token_of_a_text_is_not_shown_as_learned(
    tmp_path: Path, add_bos_token: bool
) -> None:
    reader = open_reader(make_spm(tmp_path / "spm", add_bos_token=add_bos_token))
    seen = inspect(_write(tmp_path, [{"text": "the sky is blue"}]), "auto", {}, reader)
    (sample,) = seen.marked
    assert sample.tokens == seen.tokens["sample"].total
    assert sample.trained_tokens == seen.tokens["trained"].total == sample.tokens - 1
    ((begin, end),) = sample.trained
    first = reader.encoder.tokenizer.encode_batch(["the sky is blue"])[0].offsets[0]
    context = "<s>" if add_bos_token else "the sky is blue"[: first[1]]
    assert sample.text[:begin].strip() == context.strip()
    assert sample.text[begin:end].endswith("blue</s>")


def test_the_first_token_is_context_in_a_conversation_too(tmp_path: Path, reader: Reader) -> None:
    everything = Reader(
        Encoder(reader.encoder.tokenizer, reader.encoder.masker, train_on_source=True), ()
    )
    seen = inspect(_write(tmp_path, [ROWS[0]]), "auto", {}, everything)
    (sample,) = seen.marked
    assert sample.trained_tokens == seen.tokens["trained"].total < sample.tokens
    assert sample.trained[0][0] > 0

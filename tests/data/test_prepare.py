"""From files to what training reads: the whole way, with real files and a real tokenizer."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deeptuner.data.encode import Encoder
from deeptuner.data.prepare import Prepared, open_prepared, prepare
from deeptuner.data.store import StoreError, TokenStore
from deeptuner.data.tokenizer import load_tokenizer
from deeptuner.errors import DataError, InputError
from deeptuner.settings.sections.config import Config
from tests.support.models import make_tokenizer

CHATML = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] "
    "+ '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
DATED = "{{ strftime_now('%d %B %Y') }}" + CHATML


class Place:
    """A folder with a tokenizer, a dataset and a cache, and the way to prepare it."""

    def __init__(self, folder: Path, model: Path) -> None:
        self.folder = folder
        self.model = model
        self.dataset = folder / "data.jsonl"
        self.cache = folder / "cache"
        self.open: list[Prepared] = []

    def write(self, rows: list[dict[str, Any]], name: str = "data.jsonl") -> Path:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return path

    def prepare(self, samples: dict[str, Any] | None = None, **data: Any) -> Prepared:
        more = {
            name: data.pop(name)
            for name in ("eval_dataset", "model_context", "progress", "frozen_date")
            if name in data
        }
        config = Config.model_validate({"data": data, "evaluation": samples or {}})
        found = prepare(config, self.model, self.dataset, self.cache, **more)
        self.open.append(found)
        return found

    def decode(self, ids: Any) -> str:
        return load_tokenizer(self.model).decode([int(one) for one in ids])

    def entries(self) -> list[Path]:
        return sorted(self.cache.glob("tokens-*"))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    make_tokenizer(folder, chat_template=CHATML)
    return folder


@pytest.fixture
def place(tmp_path: Path, model: Path) -> Iterator[Place]:
    place = Place(tmp_path, model)
    place.write(alpaca(20))
    yield place
    for one in place.open:
        one.close()


def alpaca(count: int, words: int = 1) -> list[dict[str, Any]]:
    return [
        {"instruction": f"Question {number}?", "output": f"answer{number} " * words}
        for number in range(count)
    ]


def texts(place: Place, store: TokenStore | None) -> list[str]:
    assert store is not None
    return [place.decode(sample.ids) for sample in store]


def never(*_: object) -> Iterator[Any]:
    raise AssertionError("the rows were encoded again")


# the plain way


def test_rows_become_samples_split_in_two(place: Place) -> None:
    prepared = place.prepare(eval_split=0.1)
    assert (len(prepared.train), len(prepared.eval or ())) == (18, 2)
    first = prepared.train[0]
    assert place.decode(first.ids).startswith("<|im_start|>user\nQuestion ")
    assert place.decode(first.ids[first.trained]).endswith("<|im_end|>")
    everything = {*texts(place, prepared.train), *texts(place, prepared.eval)}
    assert len(everything) == 20
    assert prepared.stop_token_ids == (4,)
    assert (prepared.bos_id, prepared.eos_id, prepared.pad_id) == (1, 4, 0)


def test_the_report_counts_everything(place: Place) -> None:
    rows = [*alpaca(20), {"instruction": "Nothing?", "output": ""}, *alpaca(21, words=99)[20:]]
    place.write(rows)
    report = place.prepare(eval_split=2, max_length=64).report
    assert report["rows"] == 22
    reasons = {one["message"]["id"]: one for one in report["rejected"]}
    assert reasons["data.sample-too-long"]["count"] == 1
    assert reasons["data.sample-too-long"]["examples"][0]["where"].endswith("data.jsonl:22")
    assert sum(one["count"] for one in report["rejected"]) == 2
    assert (report["train"]["samples"], report["eval"]["samples"]) == (18, 2)
    prepared = place.open[-1]
    assert report["train"]["tokens"] == prepared.train.lengths.sum()
    assert report["train"]["trained_tokens"] == prepared.train.trained_counts.sum()
    assert report["format"]["format"] == "alpaca"


def test_another_process_opens_the_same(place: Place) -> None:
    prepared = place.prepare(batching="packed")
    again = open_prepared(prepared.folder)
    place.open.append(again)
    assert texts(place, again.train) == texts(place, prepared.train)
    assert texts(place, again.eval) == texts(place, prepared.eval)
    assert again.packs is not None
    assert prepared.packs is not None
    assert [one.tolist() for one in again.packs] == [one.tolist() for one in prepared.packs]
    same = ("key", "prompts", "decisions", "report", "stop_token_ids", "max_length", "warnings")
    assert [getattr(again, name) for name in same] == [getattr(prepared, name) for name in same]
    assert again.template is not None
    assert again.template.source == CHATML


def test_packs_hold_every_sample_once_within_the_max_length(place: Place) -> None:
    prepared = place.prepare(batching="packed", max_length=100, eval_split=3)
    for packs, store in ((prepared.packs, prepared.train), (prepared.eval_packs, prepared.eval)):
        assert packs is not None
        assert store is not None
        assert sorted(np.concatenate(list(packs)).tolist()) == list(range(len(store)))
        assert max(store.lengths[one].sum() for one in packs) <= 100
    assert prepared.packs is not None
    assert len(prepared.packs) < len(prepared.train)


# lengths


def test_auto_covers_nearly_all_rows_and_says_so(place: Place) -> None:
    place.write([*alpaca(999), *alpaca(1000, words=200)[999:]])
    prepared = place.prepare()
    (decision,) = prepared.decisions
    assert (decision.path, decision.value) == ("data.max_length", 64)
    assert "99.9%" in str(decision.reason)
    assert prepared.train.lengths.max() <= 64
    assert len(prepared.train) + len(prepared.eval or ()) == 999


def test_auto_stays_within_what_the_model_reads(place: Place) -> None:
    place.write(alpaca(30, words=100))
    prepared = place.prepare(model_context=4096)
    assert prepared.max_length % 64 == 0
    place.write([*alpaca(20), *alpaca(30, words=100)])
    short = place.prepare(model_context=100)
    assert short.max_length == 100
    assert "at most 100 tokens" in str(short.decisions[0].reason)
    over = place.prepare(model_context=100, max_length=200)
    assert over.max_length == 200
    assert "data.max-length-over-context" in {one["id"] for one in over.report["notes"]}


def test_limits_for_source_and_target(place: Place) -> None:
    place.write([*alpaca(10), {"instruction": "long " * 50, "output": "x"}, *alpaca(11, 50)[10:]])
    found = {
        name: one["count"]
        for limit in ({"max_source_length": 60}, {"max_target_length": 60})
        for one in place.prepare(**limit).report["rejected"]
        for name in [one["message"]["id"]]
    }
    assert found == {"data.source-too-long": 1, "data.target-too-long": 1}


@pytest.mark.parametrize("policy", ["leave-out", "drop-oldest-turns"])
def test_a_max_length_shorter_than_every_row_is_told(place: Place, policy: str) -> None:
    with pytest.raises(DataError) as caught:
        place.prepare(max_length=8, long_samples=policy, eval_split=0)
    shortest = place.prepare(eval_split=0).train.lengths.min()
    assert f"the shortest row has {shortest}" in str(caught.value)
    assert "Raise Max length" in str(caught.value)


def test_the_oldest_turns_are_dropped_where_that_is_asked(place: Place) -> None:
    turns = [
        {"role": role, "content": f"{role} {number} " + "word " * 10}
        for number in range(6)
        for role in ("user", "assistant")
    ]
    place.write([{"messages": turns}, *({"messages": turns[:2]} for _ in range(1))])
    left_out = place.prepare(max_length=200, eval_split=0)
    assert len(left_out.train) == 1
    kept = place.prepare(max_length=200, eval_split=0, long_samples="drop-oldest-turns")
    long = texts(place, kept.train)[1]
    assert kept.train.lengths.max() <= 200
    assert "assistant 5" in long
    assert "user 0" not in long
    assert long.startswith("<|im_start|>user\n")
    assert kept.report["rejected"] == []


def test_plain_text_is_cut_and_nothing_lost(place: Place) -> None:
    stories = [f"Story {number}. " + "The sky is blue. " * number for number in range(1, 12)]
    place.write([{"text": story} for story in stories])
    prepared = place.prepare(max_length=16, eval_split=0)
    assert prepared.template is None
    assert prepared.train.lengths.max() <= 16
    assert prepared.train.lengths.min() >= 2
    assert "".join(texts(place, prepared.train)) == "".join(f"{one}<|im_end|>" for one in stories)


# the eval split


def test_no_split_where_none_is_wanted(place: Place) -> None:
    prepared = place.prepare(eval_split=0)
    assert prepared.eval is None
    assert prepared.prompts == ()
    assert len(prepared.train) == 20


def test_duplicates_never_sit_on_both_sides(place: Place) -> None:
    rows = alpaca(10)
    place.write([*rows, *({**row, "output": "other"} for row in rows), *rows])
    prepared = place.prepare(eval_split=0.3)
    questions = [
        {text.partition("<|im_end|>")[0] for text in texts(place, store)}
        for store in (prepared.train, prepared.eval)
    ]
    assert not questions[0] & questions[1]
    assert len(prepared.eval or ()) == 9


def test_rows_that_all_ask_the_same_are_split_by_content(place: Place) -> None:
    place.write([{"instruction": "Write a poem.", "output": f"Poem {n}"} for n in range(10)])
    prepared = place.prepare(eval_split=2)
    assert len(prepared.eval or ()) == 2
    assert "data.eval-one-prompt" in {one["id"] for one in prepared.report["notes"]}
    place.write([{"instruction": "Write a poem.", "output": "Poem"}] * 10)
    prepared = place.prepare(eval_split=2)
    assert prepared.eval is None
    assert "data.eval-impossible" in {one["id"] for one in prepared.report["notes"]}


def test_a_split_that_leaves_nothing_is_refused(place: Place) -> None:
    with pytest.raises(DataError, match="asks for 20 samples"):
        place.prepare(eval_split=20)


def test_an_eval_dataset_of_its_own(place: Place) -> None:
    own = place.write([*alpaca(22)[19:]], "own.jsonl")
    prepared = place.prepare(eval_dataset=own)
    assert (len(prepared.train), len(prepared.eval or ())) == (20, 3)
    notes = {one["id"]: one["params"] for one in prepared.report["notes"]}
    assert notes["data.eval-overlap"] == {"count": 1, "total": 3}
    assert prepared.prompts[0].text == "Question 19?"


def test_a_folder_brings_its_own_split(place: Place) -> None:
    place.dataset = place.folder / "set"
    place.write(alpaca(10), "set/train.jsonl")
    place.write(alpaca(3), "set/validation.jsonl")
    place.write(alpaca(4), "set/test.jsonl")
    prepared = place.prepare()
    assert (len(prepared.train), len(prepared.eval or ())) == (10, 3)
    ids = [one["id"] for one in prepared.report["notes"]]
    assert {"data.file-evaluates", "data.file-unused"} <= set(ids)
    assert place.prepare(eval_split=0).eval is None


# prompts


def test_prompts_end_where_the_answer_begins(place: Place) -> None:
    system, question = {"role": "system", "content": "Be brief."}, "Why?"
    turns = [system, {"role": "user", "content": question}, {"role": "assistant", "content": "So."}]
    place.write([{"messages": turns}, *({"messages": turns[1:]} for _ in range(3))])
    prompt = place.prepare(eval_split=1).prompts[0]
    assert (prompt.text, prompt.expected) == ("Why?", "So.")
    assert place.decode(prompt.ids).endswith("user\nWhy?<|im_end|>\n<|im_start|>assistant\n")
    assert place.decode(prompt.ids).count("Be brief.") == 1


def test_prompts_are_of_the_eval_split_and_as_many_as_asked(place: Place) -> None:
    prepared = place.prepare({"sample_count": 4}, eval_split=6)
    evaluated = texts(place, prepared.eval)
    assert [one.text in text for one, text in zip(prepared.prompts, evaluated, strict=False)] == [
        True
    ] * 4


def test_written_prompts_are_asked_as_a_user(place: Place) -> None:
    (prompt,) = place.prepare({"sample_prompts": ["How are you?"]}).prompts
    asked = "<|im_start|>user\nHow are you?<|im_end|>\n<|im_start|>assistant\n"
    assert place.decode(prompt.ids) == asked
    assert prompt.expected == ""


def test_plain_text_is_continued(place: Place) -> None:
    place.write([{"text": f"Story {number}: the sky is blue and so on."} for number in range(9)])
    (prompt,) = place.prepare({"sample_count": 1}).prompts
    assert (prompt.text + prompt.expected).endswith(": the sky is blue and so on.")
    assert place.decode(prompt.ids) == prompt.text
    (written,) = place.prepare({"sample_prompts": ["Once"]}).prompts
    assert place.decode(written.ids) == "Once"


# the template


def test_a_named_template_is_to_be_saved(place: Place) -> None:
    own, named = place.prepare(), place.prepare(template="chatml")
    assert own.template is not None
    assert named.template is not None
    assert (own.template.name, own.template.save) == (None, False)
    assert (named.template.name, named.template.save) == ("chatml", True)
    assert ("data.template", "chatml") in {(one.path, one.value) for one in named.decisions}
    with pytest.raises(InputError, match="no prompt template named"):
        place.prepare(template="klingon")


def test_the_date_is_frozen_where_the_template_asks_for_it(place: Place, tmp_path: Path) -> None:
    one, two = datetime(2026, 1, 2), datetime(2027, 3, 4)
    assert place.prepare(frozen_date=one).key == place.prepare(frozen_date=two).key
    place.model = tmp_path / "dated"
    make_tokenizer(place.model, chat_template=DATED)
    first, other = place.prepare(frozen_date=one), place.prepare(frozen_date=two)
    assert texts(place, first.train)[0].startswith("02 January 2026")
    assert texts(place, other.train)[0].startswith("04 March 2027")


# the cache


def test_the_second_time_nothing_is_encoded(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    first = place.prepare()
    monkeypatch.setattr(Encoder, "encode", never)
    assert place.prepare().key == first.key
    other = place.prepare(max_length=30, eval_split=5, batching="packed", seed=1)
    assert other.key != first.key
    assert len(place.entries()) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"template": "alpaca"},
        {"columns": {"instruction": "output", "output": "instruction"}, "format": "alpaca"},
        {"train_on_source": True},
    ],
)
def test_what_changes_the_tokens_is_encoded_again(place: Place, change: dict[str, Any]) -> None:
    before = texts(place, place.prepare(eval_split=0).train), place.open[-1].train.trained_counts
    after = texts(place, place.prepare(eval_split=0, **change).train)
    assert before[0] != after or before[1].sum() != place.open[-1].train.trained_counts.sum()
    assert len(place.entries()) == 2


def test_a_changed_dataset_is_found_by_its_content(place: Place) -> None:
    first = place.prepare()
    times = place.dataset.stat()
    text = place.dataset.read_text()
    place.dataset.write_text(text.replace("answer7", "Answer7"))
    os.utime(place.dataset, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert place.prepare().key != first.key


def test_a_changed_tokenizer_is_found(place: Place, tmp_path: Path) -> None:
    first = place.prepare()
    place.model = Path(shutil.copytree(place.model, tmp_path / "other"))
    assert place.prepare().key == first.key
    make_tokenizer(place.model, vocab_size=300, chat_template=CHATML)
    assert place.prepare().key != first.key


@pytest.mark.parametrize("name", ["ids.bin", "trained.bin", "samples.bin", "header.json"])
def test_a_damaged_entry_is_built_anew(place: Place, name: str) -> None:
    first = place.prepare()
    before = texts(place, first.train)
    path = place.entries()[0] / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 255
    path.unlink()
    path.write_bytes(content)
    assert texts(place, place.prepare().train) == before


def test_a_damaged_choice_is_built_anew_and_never_opened(place: Place) -> None:
    first = place.prepare(batching="packed")
    for name in ("train.npy", "train-packs.npz", "prepared.json"):
        path = first.folder / name
        path.write_bytes(path.read_bytes()[:-9])
        with pytest.raises(StoreError, match="damaged"):
            open_prepared(first.folder)
        assert texts(place, place.prepare(batching="packed").train) == texts(place, first.train)


@pytest.mark.parametrize("at", [0, 1, 3])
def test_stopping_leaves_nothing_half_written(place: Place, at: int) -> None:
    place.write(alpaca(600))
    calls = []

    def stop(done: int, total: int) -> None:
        calls.append((done, total))
        if len(calls) > at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        place.prepare(progress=stop)
    assert not place.entries()
    assert not list(place.cache.glob(".part-*"))
    assert len(place.prepare().train) == 594


def test_what_auto_stood_for_gives_the_same_samples(place: Place, tmp_path: Path) -> None:
    """A run that goes on with its frozen settings must find its place in the same order."""
    place.model = tmp_path / "bare"
    make_tokenizer(place.model, chat_template=None)
    place.write([*alpaca(300), *alpaca(301, words=200)[300:]])
    for policy in ("leave-out", "drop-oldest-turns"):
        first = place.prepare(batching="packed", long_samples=policy)
        frozen = {one.path.partition(".")[2]: one.value for one in first.decisions}
        assert set(frozen) == {"max_length", "template"}
        again = place.prepare(batching="packed", long_samples=policy, **frozen)
        assert again.key == first.key
        assert again.folder != first.folder


def test_progress_goes_up_to_the_number_of_rows(place: Place) -> None:
    place.write(alpaca(600))
    seen: list[tuple[int, int]] = []
    place.prepare(progress=lambda done, total: seen.append((done, total)))
    told = [one for one in seen if one[1]]
    assert told == sorted(told)
    assert {total for _, total in told} == {600}
    assert told[-1][0] >= 500
    place.prepare()  # and nobody has to listen


def test_a_dataset_that_changes_meanwhile_is_refused(place: Place) -> None:
    def meddle(done: int, total: int) -> None:
        if total:
            place.write(alpaca(5))

    with pytest.raises(DataError, match="changed while"):
        place.prepare(progress=meddle)
    assert not place.entries()


def test_what_is_in_use_is_not_deleted(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deeptuner.data.cache.LIMIT", 0)
    first = place.prepare()
    place.prepare(train_on_source=True)
    assert len(place.entries()) == 2
    first.close()
    place.prepare(template="alpaca")
    assert first.folder.parent not in place.entries()
    with pytest.raises(StoreError):
        open_prepared(first.folder)


PREPARE = """
import sys
from pathlib import Path
from deeptuner.data.prepare import prepare
from deeptuner.settings.sections.config import Config
model, dataset, cache = map(Path, sys.argv[1:])
print(prepare(Config(), model, dataset, cache).key)
"""


def test_two_processes_at_once_share_one_entry(place: Place) -> None:
    place.write(alpaca(2000))
    command = [sys.executable, "-c", PREPARE, *map(str, (place.model, place.dataset, place.cache))]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    keys = {one.communicate(timeout=200)[0] for one in running}
    assert [one.returncode for one in running] == [0, 0]
    assert len(keys) == len(place.entries()) == 1


# bad input


def test_no_rows_and_no_answers_are_told(place: Place) -> None:
    place.write([])
    with pytest.raises(DataError):
        place.prepare()
    place.write([{"instruction": f"Question {n}", "output": ""} for n in range(5)])
    with pytest.raises(DataError):
        place.prepare()


def test_rows_the_template_cannot_mask_are_told(place: Place, tmp_path: Path) -> None:
    place.model = tmp_path / "no-system"
    raising = (
        "{% if messages[0]['role'] == 'system' %}{{ raise_exception('no system') }}{% endif %}"
    )
    make_tokenizer(place.model, chat_template=raising + CHATML)
    turns = [{"role": role, "content": f"{role} said"} for role in ("system", "user", "assistant")]
    place.write([{"messages": turns}] * 3)
    for _ in range(2):
        with pytest.raises(DataError, match="All 3 rows were left out"):
            place.prepare()


def test_a_missing_dataset_is_told(place: Place) -> None:
    place.dataset.unlink()
    with pytest.raises(DataError, match="does not exist"):
        place.prepare()

"""The shipped sample is what its script makes, is small, and its test is an honest one."""

from __future__ import annotations

import json
import re
from itertools import islice
from pathlib import Path

import pytest

from deeptuner.runs.models import describe_model
from deeptuner.settings.load import load_config
from deeptuner.settings.rules import check
from deeptuner.shipped import shipped_folder
from scripts.make_sample import world
from scripts.make_sample.dataset import answer, rows, write_dataset
from scripts.make_sample.prose import documents
from scripts.make_sample.tokenizer import write_tokenizer

SAMPLE = shipped_folder("assets") / "sample"
MODEL = SAMPLE / "models" / "harbour-tiny"
FORM = re.compile(r"\b(name|town|item|count|day):")


def lines(name: str) -> list[dict[str, str]]:
    """What each row asks and answers."""
    found = []
    for line in (SAMPLE / "datasets" / name).read_text().splitlines():
        asked, answered = json.loads(line)["messages"]
        found.append({"asked": asked["content"], "answered": answered["content"]})
    return found


@pytest.fixture(scope="module")
def read_by_base() -> str:
    return "\n".join(islice(documents(31), 5000))


def test_dataset_and_tokenizer_are_what_the_script_makes(tmp_path: Path) -> None:
    write_dataset(tmp_path)
    write_tokenizer(tmp_path)
    for name in ("orders.jsonl", "orders-held-out.jsonl"):
        assert (tmp_path / name).read_bytes() == (SAMPLE / "datasets" / name).read_bytes()
    for name in ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja"):
        assert (tmp_path / name).read_bytes() == (MODEL / name).read_bytes()


def test_the_sample_is_small_and_its_model_whole() -> None:
    size = sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file())
    assert size <= 6_000_000
    info = describe_model(MODEL).require()
    assert info.architecture == "LlamaForCausalLM"
    assert info.has_chat_template
    assert info.problems == ()


def test_the_settings_are_right() -> None:
    config = load_config(SAMPLE / "demo.yaml")
    assert [each for each in check(config) if each.severity == "error"] == []


def test_held_out_names_are_not_taught() -> None:
    taught = "\n".join(row["asked"] + row["answered"] for row in lines("orders.jsonl"))
    words = set(re.findall(r"\w+", taught))
    held_out = [
        *world.held_out(world.FIRST_NAMES),
        *world.held_out(world.SURNAMES),
        *world.held_out(world.TOWNS),
        *(f"{thing}s" for thing in world.held_out(world.THINGS)),
    ]
    assert not words & set(held_out)
    pattern = re.compile(r"name: (\w+) (\w+); town: (\w+); item: \w+ (\w+); ")
    for row in lines("orders-held-out.jsonl"):
        found = pattern.match(row["answered"])
        assert found
        assert set(found.groups()) <= set(held_out)


def test_held_out_people_are_unknown_to_the_base_model(read_by_base: str) -> None:
    for row in lines("orders-held-out.jsonl"):
        person = row["answered"].partition(";")[0].removeprefix("name: ")
        assert person in row["asked"]
        assert person not in read_by_base


def test_the_base_model_has_read_neither_the_form_nor_a_conversation(read_by_base: str) -> None:
    assert all(FORM.search(row["answered"]) for row in lines("orders.jsonl"))
    assert not FORM.search(read_by_base)
    assert not re.search(r"<\|\w+\|>|assistant", read_by_base)


def test_every_answer_follows_from_its_letter() -> None:
    rows_made = rows(world.draw_taught, 50, 3)
    assert len({row["messages"][0]["content"] for row in rows_made}) == 50
    order = world.Order("Ann", "Lee", "Saltport", "lamp", "red", 7, "Friday")
    assert answer(order) == "name: Ann Lee; town: Saltport; item: red lamps; count: 7; day: Friday"

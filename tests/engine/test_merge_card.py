"""The model card in a merged folder, read by the hub's own library."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from huggingface_hub import ModelCard

from deeptuner.engine.merge import MergeTask, adapter_task, merge_task
from deeptuner.engine.merge.card import NAME, hub_id, licence, write_card
from deeptuner.engine.merge.card_text import plain
from deeptuner.engine.proof import Proof
from deeptuner.runs.events import Event
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.hub_files import ORIGIN
from deeptuner.runs.merge_mark import MergeMark
from tests.monitor.runs import append, checkpoint, evaluation, step
from tests.support.trained import experiment_with, finished_run

PROVEN = Proof(
    passed=True,
    method="whole",
    source="eval",
    rows=8,
    tokens=512,
    largest_difference=0.0123,
    allowed=0.5,
    per_row=(0.0123,) * 8,
    equal_greedy=0.998,
    loss_adapter=1.25,
    loss_merged=1.2501,
    loss_base=2.5,
    effect_kept=0.97,
    adapter_tensors=28,
    unused=(),
    loads_again=True,
    checks=({"id": "weights", "passed": True, "tensors": 21},),
)


@pytest.fixture
def run(tiny_model: Path, tmp_path: Path) -> RunFolder:
    made = finished_run(experiment_with(tiny_model, tmp_path / "secret-person"), {7: 1.5, 9: 1.2})
    events = [step(7, loss=1.4), evaluation(7, 1.5), checkpoint(7, loss=1.5)]
    events += [step(9, loss=1.1), evaluation(9, 1.2), checkpoint(9, best=True, loss=1.2)]
    append(made, *(Event(one.kind, one.time, 1, one.fields) for one in events))
    return made


def written(task: MergeTask, run: RunFolder | None, proof: Proof | None = PROVEN) -> ModelCard:
    """The card of a merge, whose other files do not matter to it."""
    task.output.mkdir(parents=True)
    shutil.copy(task.model_dir / "chat_template.jinja", task.output)
    write_card(task, run, proof, "original", task.output)
    return ModelCard.load(task.output / NAME)


def test_the_hub_reads_what_it_asks_for(run: RunFolder) -> None:
    task = merge_task(run)
    (task.model_dir / NAME).write_text(
        "---\nlicense: other\nlicense_name: garden\nlicense_link: LICENSE\ntags: [x]\n---\n# Base\n"
    )
    card = written(task, run)
    assert card.data.to_dict() == {
        "library_name": "transformers",
        "pipeline_tag": "text-generation",
        "license": "other",
        "license_name": "garden",
        "license_link": "LICENSE",
        "tags": ["deeptuner", "lora"],
    }
    assert "look it up" not in card.text


def test_training_use_and_proof_are_told(run: RunFolder) -> None:
    text = written(merge_task(run), run).text
    assert f"# {run.name}" in text
    assert "tiny, fine-tuned with LoRA on the dataset rows" in text
    for row in (
        "| Rank | 4 |",
        "| Step | 9 |",
        "| Eval loss | 1.2000 |",
        "| Train loss | 1.1000 |",
    ):
        assert row in text
    assert "| Largest difference between logits, by that rounding | 0.012 |" in text
    assert "allowed" not in text
    assert "| Kept of what the adapter does | 97.0% |" in text
    assert "| Loss, merged | 1.2501 |" in text
    assert "PEFT's own merge gives, to the rounding of their type | 21 |" in text
    assert 'messages = [{"role": "user"' in text
    assert "look it up" in text


def test_that_two_losses_are_of_other_rows_is_told(run: RunFolder) -> None:
    """Where both are there, and only the one is of the whole eval split."""
    said = "short piece each of the first 8 rows of the eval split"
    assert said in written(merge_task(run), run).text
    shutil.rmtree(merge_task(run).output)
    trained_on = replace(PROVEN, source="train")
    assert said not in written(merge_task(run), run, trained_on).text
    adapter = adapter_task(run.adapter_dir, "tiny", folder=run.path.parent.parent)
    assert said not in written(adapter, None).text


def test_a_checkpoint_has_its_own_numbers(run: RunFolder) -> None:
    text = written(merge_task(run, 7), run, None).text
    assert "| Step | 7 |" in text
    assert "| Eval loss | 1.5000 |" in text
    assert "was not compared" in text


def test_no_place_on_the_disk_is_told(run: RunFolder) -> None:
    task = merge_task(run)
    text = str(written(task, run))
    assert "secret-person" not in text
    assert "/" not in text.replace("://", "").split("## How to use it")[0]


def test_an_adapter_from_elsewhere_tells_what_it_knows(run: RunFolder, tmp_path: Path) -> None:
    adapter = shutil.copytree(run.adapter_dir, tmp_path / "theirs")
    base = run.path.parent.parent / "models" / "tiny"
    text = written(adapter_task(adapter, str(base), tmp_path / "out"), None).text
    assert "tiny with an adapter (LoRA) merged into its weights" in text
    assert "| Rank | 4 |" in text
    assert "dataset" not in text


def test_another_kind_of_adapter_is_called_by_its_name(run: RunFolder, tmp_path: Path) -> None:
    adapter = Path(shutil.copytree(run.adapter_dir, tmp_path / "theirs"))
    config = adapter / "adapter_config.json"
    config.write_text(config.read_text().replace('"LORA"', '"LOHA"'))
    base = run.path.parent.parent / "models" / "tiny"
    card = written(adapter_task(adapter, str(base), tmp_path / "out"), None)
    assert "tiny with an adapter (LOHA) merged into its weights" in card.text
    assert card.data.tags == ["deeptuner", "loha"]


def test_a_base_from_the_hub_is_named_by_its_id(run: RunFolder, tmp_path: Path) -> None:
    cached = tmp_path / "hub" / "models--garden-lab--Tiny-1B" / "snapshots" / "0123abc"
    base = run.path.parent.parent / "models" / "tiny"
    shutil.copytree(base, cached)
    shutil.rmtree(base)
    base.symlink_to(cached)
    assert hub_id(base) == "garden-lab/Tiny-1B"
    task = MergeTask(base, run.adapter_dir, tmp_path / "out", MergeMark("adapter"))
    card = written(task, run)
    assert card.data.base_model == "garden-lab/Tiny-1B"
    assert "garden-lab/Tiny-1B, fine-tuned" in card.text
    (cached / ORIGIN).write_text('{"id": "garden-lab/Tiny-1B-it", "revision": "0123"}')
    assert hub_id(base) == "garden-lab/Tiny-1B-it"
    for damaged in ("{", "[]", '{"id": "../x"}'):
        (cached / ORIGIN).write_text(damaged)
        assert hub_id(base) == "garden-lab/Tiny-1B"


@pytest.mark.parametrize(
    "text",
    ["", "no front matter", "---\n- a list\n---\n", "---\nlicense: [mit]\n---\n", "---\n{\n---\n"],
)
def test_a_licence_is_never_guessed(tmp_path: Path, text: str) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / NAME).write_text(text)
    assert licence(tmp_path) == {}
    (tmp_path / "config.json").write_text('{"license": "mit"}')
    assert licence(tmp_path) == {"license": "mit"}


def test_names_are_no_markdown() -> None:
    assert plain("a|b\n# <c> `d` [e](f)") == r"a\|b \# \<c\> \`d\` \[e\](f)"

"""What the window asks about models and data, against the sample's real files."""

from __future__ import annotations

import json
from pathlib import Path

import orjson
import pytest

from deeptuner.cli.asks.asking import Asking
from deeptuner.errors import DataError, DeepTunerError, Interrupted, ModelError
from tests.cli.asks.conftest import Ask
from tests.support.models import make_tokenizer


def _sample(folder: Path) -> dict[str, str]:
    return {
        "dataset": str(folder / "datasets" / "orders.jsonl"),
        "model": str(folder / "models" / "harbour-tiny"),
    }


def test_models_and_datasets_of_an_experiment(ask: Ask, sample_folder: Path) -> None:
    (model,) = ask("models", folder=str(sample_folder))["models"]
    assert (model["name"], model["architecture"]) == ("harbour-tiny", "LlamaForCausalLM")
    names = [one["name"] for one in ask("datasets", folder=str(sample_folder))["datasets"]]
    assert names == ["orders-held-out.jsonl", "orders.jsonl"]


def test_a_row_is_found_by_its_number(ask: Ask, sample_folder: Path) -> None:
    shown = ask("row", **_sample(sample_folder), index=1100)
    assert (shown["index"], shown["total"]) == (1100, 1200)
    assert shown["where"].endswith("orders.jsonl:1101")
    lines = Path(_sample(sample_folder)["dataset"]).read_text().splitlines()
    answer = json.loads(lines[1100])["messages"][-1]["content"]
    last = shown["turns"][-1]
    assert last["role"] == "assistant"
    learned = "".join(piece["text"] for piece in last["pieces"] if piece["trained"])
    assert learned.startswith(answer)
    assert 0 < shown["trained_tokens"] < shown["tokens"]
    orjson.dumps(shown)


def test_a_limit_is_told_with_the_row(ask: Ask, sample_folder: Path) -> None:
    shown = ask("row", **_sample(sample_folder), index=0, max_length=10)
    assert shown["rejected"]["id"] == "data.sample-too-long"
    assert ask("row", **_sample(sample_folder), index=0, max_length="auto")["rejected"] is None


def test_a_changed_dataset_is_read_anew(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"prompt": "a", "completion": "1"}\n{"prompt": "b", "completion": "2"}\n')
    assert ask("row", dataset=str(path), index=0)["total"] == 2
    path.write_text('{"prompt": "c", "completion": "3"}\n' * 5)
    shown = ask("row", dataset=str(path), index=0)
    assert shown["total"] == 5
    assert shown["turns"][0]["pieces"][0]["text"] == "c"


def test_a_changed_chat_template_is_read_anew(ask: Ask, tmp_path: Path) -> None:
    path, model = tmp_path / "rows.jsonl", tmp_path / "model"
    path.write_text('{"prompt": "a", "completion": "1"}\n' * 2)
    model.mkdir()
    make_tokenizer(model)
    before = ask("row", dataset=str(path), model=str(model), index=0)
    file = model / "chat_template.jinja"
    file.write_text(file.read_text().replace("<|im_start|>", "<s><|im_start|>"))
    after = ask("row", dataset=str(path), model=str(model), index=0)
    assert after["tokens"] > before["tokens"]
    named = ask("row", dataset=str(path), model=str(model), index=0, template="alpaca")
    assert "### Response:" in "".join(p["text"] for t in named["turns"] for p in t["pieces"])


def test_an_inspection_sums_up_and_is_kept(
    ask: Ask, asking: Asking, sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, float]] = []
    asking.tell = lambda value: told.append(dict(value))
    monkeypatch.setattr("deeptuner.cli.asks.inspect.EVERY", 0.0)
    seen = ask("inspect", **_sample(sample_folder))
    assert seen["summary"] == {"rows": 1200, "kept": 1200, "problems": []}
    assert seen["histogram"]["of"] == "tokens"
    assert sum(seen["histogram"]["counts"]) == 1200
    assert {one["total"] for one in told} == {1200}
    assert [one["done"] for one in told] == sorted(one["done"] for one in told)
    told.clear()
    assert ask("inspect", **_sample(sample_folder)) is seen
    assert told == []


def test_problems_come_worst_first_with_examples(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = ['{"prompt": "a", "completion": "b"}'] * 20
    path.write_text("\n".join([*rows, '{"prompt": "a", "completion": ""}', "{torn", *rows]))
    seen = ask("inspect", dataset=str(path))
    problems = seen["summary"]["problems"]
    assert [(one["severity"], one["count"]) for one in problems[:2]] == [
        ("error", 1),
        ("warning", 1),
    ]
    assert problems[0]["examples"][0]["where"] == f"{path}:22"
    assert seen["summary"]["rows"] == 42
    assert seen["histogram"]["of"] == "characters"


def test_an_inspection_ends_when_nobody_waits(
    ask: Ask, asking: Asking, sample_folder: Path
) -> None:
    asking.cancelled.set()
    with pytest.raises(Interrupted):
        ask("inspect", **_sample(sample_folder))
    asking.cancelled.clear()
    assert ask("inspect", dataset=_sample(sample_folder)["dataset"])["kept"] == 1200


def test_cancelling_in_the_middle_ends_it_too(
    ask: Ask, asking: Asking, sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deeptuner.cli.asks.inspect.EVERY", 0.0)
    seen = []

    def tell(value: object) -> None:
        seen.append(value)
        asking.cancelled.set()

    asking.tell = tell
    with pytest.raises(Interrupted):
        ask("inspect", **_sample(sample_folder))
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("name", "params", "kind"),
    [
        ("row", {}, DataError),
        ("row", {"dataset": "/absent.jsonl"}, DataError),
        ("inspect", {"dataset": "/absent.jsonl"}, DataError),
        ("modules", {"model": "/absent"}, ModelError),
        ("models", {"folder": ""}, DataError),
        ("row", {"dataset": "<sample>", "model": "/absent"}, ModelError),
        ("row", {"dataset": "<sample>", "model": "<sample>", "template": "nope"}, DeepTunerError),
    ],
)
def test_bad_input_is_told_in_words(
    ask: Ask, sample_folder: Path, name: str, params: dict[str, str], kind: type[Exception]
) -> None:
    whole = _sample(sample_folder)
    given = {key: whole[key] if one == "<sample>" else one for key, one in params.items()}
    with pytest.raises(kind):
        ask(name, **given)


def test_modules_are_the_linear_layers_without_the_head(ask: Ask, sample_folder: Path) -> None:
    found = ask("modules", model=_sample(sample_folder)["model"])["modules"]
    assert found == [
        "down_proj", "gate_proj", "k_proj", "o_proj", "q_proj", "up_proj", "v_proj"
    ]  # fmt: skip


def test_modules_agree_with_the_engine(ask: Ask, tiny_model: Path) -> None:
    from deeptuner.engine.adapter import linear_layers
    from deeptuner.engine.model import build_on_meta, load_config
    from deeptuner.engine.upstream import linear_names

    skeleton = build_on_meta(load_config(tiny_model, False), False)
    assert ask("modules", model=str(tiny_model))["modules"] == linear_names(linear_layers(skeleton))


def test_about_names_what_it_runs_on(ask: Ask) -> None:
    import torch

    found = ask("about")
    assert found["packages"]["torch"] == torch.__version__
    assert found["cuda"] == torch.version.cuda
    assert found["rocm"] == torch.version.hip


def test_a_tokenizer_in_an_older_form_is_converted_for_the_preview(
    ask: Ask, asking: Asking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from deeptuner.cli.asks import converted

    made: list[Path] = []

    def stand_in(model_dir: Path, run_dir: Path) -> Path:
        made.append(run_dir)
        (run_dir / "tokenizer").mkdir()
        make_tokenizer(run_dir / "tokenizer")
        return run_dir / "tokenizer"

    monkeypatch.setattr("deeptuner.engine.tokenizer_files.tokenizer_folder", stand_in)
    model, path = tmp_path / "old", tmp_path / "rows.jsonl"
    model.mkdir()
    (model / "tokenizer.model").write_bytes(b"sentencepiece")
    path.write_text('{"prompt": "a", "completion": "1"}\n' * 2)
    for index in (0, 1):
        assert ask("row", dataset=str(path), model=str(model), index=index)["tokens"] > 0
    assert len(made) == 1
    assert [file.name for file in model.iterdir()] == ["tokenizer.model"]
    converted.forget()
    assert not made[0].exists()

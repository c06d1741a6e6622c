"""`deeptuner settings` shows every setting, one in depth, a whole file, a preset."""

from __future__ import annotations

import json

import pytest

from deeptuner.cli.main import main
from deeptuner.settings import Config
from deeptuner.settings.catalog import specs
from deeptuner.settings.load import config_from_text
from deeptuner.settings.presets import apply_preset


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["settings", *words])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_every_setting_with_default_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capsys)
    assert code == 0
    flat = " ".join(out.split())
    for spec in specs():
        assert f"  {spec.path} = " in out
        assert f"{spec.title}. {spec.help}" in flat
    assert "learning_rate = 1e-4\n" in out


def test_one_section(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capsys, "lora")
    assert code == 0
    assert "lora.rank = 8" in out
    assert "training." not in out


def test_one_setting_in_depth(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = told(capsys, "lora.rank")
    assert out.startswith("LoRA rank  (lora.rank)\n")
    for line in ("default: 8", "takes: ≥ 1 … ≤ 4096", "only with: method.kind: lora, qlora"):
        assert line in out.splitlines()
    assert "flag: --lora.rank" in out


def test_a_whole_file_is_the_defaults(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = told(capsys, "--yaml")
    assert config_from_text(out, "f") == Config()
    assert "# LoRA rank: " in out


def test_a_whole_file_with_a_preset(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = told(capsys, "--yaml", "--preset", "speed-up")
    assert config_from_text(out, "f") == apply_preset(Config(), "speed-up")[0]


def test_what_a_preset_changes(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = told(capsys, "--preset", "speed-up")
    assert "data.batching: padding-free → packed" in out.splitlines()


def test_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = told(capsys, "--json")
    listed = json.loads(out)["settings"]
    assert [setting["path"] for setting in listed] == [spec.path for spec in specs()]
    rank = next(setting for setting in listed if setting["path"] == "lora.rank")
    assert (rank["default"], rank["minimum"], rank["kind"]) == (8, 1, "integer")
    assert rank["when"] == {"path": "method.kind", "values": ["lora", "qlora"]}
    _, out, _ = told(capsys, "--preset", "speed-up", "--json")
    assert {"path": "checkpoints.keep", "before": 2, "after": 1} in json.loads(out)["changes"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lora.rnak"], "Did you mean `lora.rank`?"),
        (["lorra"], "Did you mean `lora`?"),
        (["--preset", "fastest"], "The presets are: higher-precision, speed-up."),
        (["lora.rank", "--yaml"], "not both"),
    ],
)
def test_a_wrong_word(capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    code, out, err = told(capsys, *words)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err

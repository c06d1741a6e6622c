"""A settings file with mistakes tells all of them, at their lines; flags come over the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.errors import InputError, SettingsError
from deeptuner.settings import Config
from deeptuner.settings.catalog import spec_by_path, specs, value_at
from deeptuner.settings.load import config_from_text, load_config
from tests.settings.strategies import JSON, PATIENT


def mistakes(text: str, **overrides: str) -> list[tuple[str | None, str, str]]:
    """Where, what and what to do, of each mistake."""
    given_flags = {key.replace("__", "."): value for key, value in overrides.items()}
    with pytest.raises(SettingsError) as caught:
        config_from_text(text, "my.yaml", given_flags)
    return [(found.where, str(found.what), str(found.fix or "")) for found in caught.value.mistakes]


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n", "~", "lora:\n", "name:\n"])
def test_nothing_given_is_the_defaults(text: str) -> None:
    assert config_from_text(text, "my.yaml") == Config()


def test_yaml_1_2() -> None:
    config = config_from_text(
        "name: no\n"
        "training: {learning_rate: 1e-4, warmup: .1, max_steps: 1_000}\n"
        "data: {columns: {prompt: on, completion: 2024-01-01, text: '1'}}\n",
        "my.yaml",
    )
    assert config.name == "no"
    assert config.training.learning_rate == 0.0001
    assert config.training.max_steps == 1000
    assert config.data.columns == {"prompt": "on", "completion": "2024-01-01", "text": "1"}


@pytest.mark.parametrize("word", ["yes", "true", "on", "True", "YES"])
def test_a_switch_takes_plain_words(word: str) -> None:
    assert config_from_text(f"lora: {{use_dora: {word}}}", "f").lora.use_dora is True


def test_true_and_false_are_words_where_words_are_asked_for() -> None:
    assert config_from_text("lora: {init_weights: false}", "f").lora.init_weights == "false"
    assert config_from_text("lora: {init_weights: 'true'}", "f").lora.init_weights == "true"


def test_nothing_behind_a_key_is_nothing_given_unless_that_would_choose_something() -> None:
    config = config_from_text("evaluation: {sample_prompts: }\ntraining: {epochs: }", "f")
    assert config.evaluation.sample_prompts == []
    assert config.training.epochs is None
    assert mistakes("hardware:\n  gpus:\n") == [
        (
            "my.yaml:2 (hardware.gpus)",
            "GPUs has no value.",
            "`hardware.gpus` takes: [≥ 0 … ≤ 63, …], auto.",
        )
    ]


def test_every_mistake_is_told_at_its_line() -> None:
    text = """\
lora:
  rank: 0
  rnak: 8
training:
  batch_size: true
  learning_rate: "1e-4"
  warmup: -1
  max_steps: 1.5
  epochs: .inf
hardware:
  gpus: [0, x]
quantization: 4
data:
  columns: [a]
  dataset: 3
  batching: fast
memory:
  cpu_offload: 1
"""
    assert [(where, what) for where, what, _ in mistakes(text)] == [
        ("my.yaml:2 (lora.rank)", "LoRA rank must be at least 1, not 0."),
        ("my.yaml:3 (lora.rnak)", "There is no setting `lora.rnak`."),
        ("my.yaml:5 (training.batch_size)", "Batch size must be a whole number, not true."),
        ("my.yaml:6 (training.learning_rate)", 'Learning rate must be a number, not "1e-4".'),
        ("my.yaml:7 (training.warmup)", "Warmup must be at least 0, not -1."),
        ("my.yaml:8 (training.max_steps)", "Max steps must be a whole number, not 1.5."),
        ("my.yaml:9 (training.epochs)", "Epochs must be at most 1000, not .inf."),
        ("my.yaml:11 (hardware.gpus.1)", "GPUs must be a whole number, not x."),
        (
            "my.yaml:12 (quantization)",
            "`quantization` is a group of settings, not a setting, so 4 cannot be its value.",
        ),
        (
            "my.yaml:14 (data.columns)",
            "Column mapping must be names with values (`name: value`), not [a].",
        ),
        ("my.yaml:15 (data.dataset)", "Dataset must be text, not 3."),
        ("my.yaml:16 (data.batching)", "Batching cannot be fast."),
        ("my.yaml:18 (memory.cpu_offload)", "CPU offload must be yes or no, not 1."),
    ]


def test_one_mistake_is_told_in_the_singular_with_what_to_do() -> None:
    with pytest.raises(SettingsError) as caught:
        config_from_text("lora: {rank: 5000}", "my.yaml")
    assert caught.value.lines() == [
        "There is a mistake in the settings in my.yaml.",
        "LoRA rank must be at most 4096, not 5000.",
        "  where: my.yaml:1 (lora.rank)",
        "  what to do: `lora.rank` takes: ≥ 1 … ≤ 4096.",
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("lora: {rnak: 8}", "lora.rank"),
        ("lora: {learning_rate: 1}", "training.learning_rate"),
        ("learning_rate: 1", "training.learning_rate"),
        ("training: {batch-size: 2}", "training.batch_size"),
        ("training: {per_device_train_batch_size: 2}", "training.batch_size"),
        ("lora: {r: 8}", "lora.rank"),
        ("lora: {lora_alpha: 8}", "lora.alpha"),
        ("lorra: {rank: 8}", "lora"),
        ("quantisation: {bits: 4}", "quantization"),
        ("load_in_4bit: true", "quantization.bits"),
    ],
)
def test_an_unknown_key_suggests_the_one_that_was_meant(text: str, meant: str) -> None:
    assert [fix for _, _, fix in mistakes(text)] == [f"Did you mean `{meant}`?"]


def test_an_unknown_key_like_none_gets_the_keys_of_its_section() -> None:
    [(_, _, fix)] = mistakes("method: {xyzzy: 1}")
    assert fix == "The settings of `method` are: kind."
    [(_, _, fix)] = mistakes("xyzzy: 1")
    assert fix == "`deeptuner settings` lists all settings."


@pytest.mark.parametrize("spec", specs(), ids=lambda spec: spec.path)
@pytest.mark.parametrize("wrong", [{"a": {"b": []}}, [[None]], -1e300, "\x7f wrong"])
def test_a_wrong_value_gives_one_message_per_setting(spec: Any, wrong: object) -> None:
    """Also where a setting takes either a word or a value: never one mistake for each."""
    from deeptuner.settings.dump import entry

    head = [f"{spec.section}:"] if spec.section else []
    lines = entry(spec, wrong, "  " if spec.section else "")
    try:
        config_from_text("\n".join([*head, *lines]), "f")
    except SettingsError as error:
        places = [(found.where or "") for found in error.mistakes]
        assert len(set(places)) == len(places)
        assert len(places) == 1
        for found in error.mistakes:
            assert spec.title in str(found.what)


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("training.epochs", "2", 2.0),
        ("training.epochs", "none", None),
        ("training.learning_rate", "5e-5", 5e-5),
        ("training.max_steps", "1e3", 1000),
        ("training.batch_size", "4", 4),
        ("hardware.gpus", "0,1", [0, 1]),
        ("hardware.gpus", "auto", "auto"),
        ("hardware.gpus", "none", []),
        ("hardware.gpus", "", []),
        ("quantization.bits", "8", 8),
        ("quantization.bits", "auto", "auto"),
        ("lora.use_dora", "yes", True),
        ("lora.use_dora", "FALSE", False),
        ("lora.init_weights", "true", "true"),
        ("lora.fan_in_fan_out", "no", False),
        ("lora.target_modules", "q_proj, v_proj", ["q_proj", "v_proj"]),
        ("lora.target_modules", "all-linear", "all-linear"),
        ("lora.layers_to_transform", "none", None),
        ("lora.other", "{rank_pattern: {q_proj: 16}}", {"rank_pattern": {"q_proj": 16}}),
        (
            "lora.other",
            "use_qalora=true,qalora_group_size=16",
            {"use_qalora": True, "qalora_group_size": 16},
        ),
        (
            "data.columns",
            "prompt=question,completion=answer",
            {"prompt": "question", "completion": "answer"},
        ),
        ("data.columns", "none", {}),
        ("training.lr_scheduler_options", "min_lr=1e-6", {"min_lr": 1e-6}),
        ("evaluation.sample_prompts", '["a, b", c]', ["a, b", "c"]),
        ("evaluation.full_16bit", "yes", True),
        ("name", "1e-4", "1e-4"),
        ("data.seed", "-1", -1),
    ],
)
def test_a_flag_gives_text_and_the_setting_gets_a_value(
    path: str, text: str, value: object
) -> None:
    config = config_from_text("training: {epochs: 9}", "f", {path: text})
    assert value_at(config, path) == value


def test_a_flag_comes_over_the_file_even_over_a_mistake() -> None:
    config = config_from_text("training: {epochs: lots}", "f", {"training.epochs": "2"})
    assert config.training.epochs == 2


def test_a_mistake_in_a_flag_names_the_flag() -> None:
    assert mistakes("lora:\n  rank: x", training__learning_rate="fast", hardware__gpus="0,a") == [
        (
            "my.yaml:2 (lora.rank)",
            "LoRA rank must be a whole number, not x.",
            "`lora.rank` takes: ≥ 1 … ≤ 4096.",
        ),
        (
            "--hardware.gpus",
            "GPUs must be a whole number, not a.",
            "`hardware.gpus` takes: [≥ 0 … ≤ 63, …], auto.",
        ),
        (
            "--training.learning-rate",
            "Learning rate must be a number, not fast.",
            "`training.learning_rate` takes: > 0 … ≤ 1.",
        ),
    ]


@pytest.mark.parametrize("text", ["1e300", "9" * 30, str(2**53 + 1)])
def test_a_number_that_no_other_program_could_read(text: str) -> None:
    [(_, what, _)] = mistakes(f"training: {{max_steps: {text}}}")
    assert what.startswith(f"Max steps must be at most {2**53}, not ")


@pytest.mark.parametrize(
    ("given_text", "said"),
    [
        ("training: {batch_size: 99999999999999999999}", "Batch size must be at most 4096, not 9"),
        ("training: {batch_size: .inf}", "Batch size must be at most 4096, not .inf."),
        ("training: {batch_size: -1e30}", "Batch size must be at least 1, not -1e30."),
        ("training: {learning_rate: -.inf}", "Learning rate must be more than 0, not -.inf."),
        ("training: {learning_rate: .nan}", "Learning rate must be an ordinary number, not .nan."),
        ("training: {warmup: .inf}", "Warmup must be an ordinary number, not .inf."),
        ("hardware: {gpus: [99999999999999999999]}", "GPUs must be at most 63, not 9"),
        ("training: {batch_size: ''}", "Batch size needs a whole number."),
        ("training: {learning_rate: ' '}", "Learning rate needs a number."),
    ],
)
def test_a_number_beyond_its_bound_is_told_the_bound(given_text: str, said: str) -> None:
    [(_, what, _)] = mistakes(given_text)
    assert what.startswith(said)


def test_the_headline_says_where_to_look() -> None:
    with pytest.raises(SettingsError, match=r"^There is a mistake in a setting given on the comm"):
        config_from_text("", "my.yaml", {"lora.rank": "x"})
    with pytest.raises(SettingsError, match=r"^There are 2 mistakes in the settings in my.yaml"):
        config_from_text("name: 1", "my.yaml", {"lora.rank": "x"})


def test_an_unknown_override_suggests_the_nearest() -> None:
    assert mistakes("", training__epoch="2") == [
        (
            "--training.epoch",
            "There is no setting `training.epoch`.",
            "Did you mean `training.epochs`?",
        )
    ]


def test_what_a_run_recorded_is_ignored() -> None:
    config = config_from_text("name: x\nrecord: {versions: {torch: '2.0'}, bits: [1]}", "f")
    assert config == Config(name="x")


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a b.yaml"
    path.write_text("\ufeffname: Übung 🙂\r\nlora:\r\n  rank: 4\r\n", encoding="utf-8")
    config = load_config(path, {"lora.rank": "5"})
    assert (config.name, config.lora.rank) == ("Übung 🙂", 5)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\x89PNG\0\0", "is not text"),
        ("name: ü".encode("latin-1"), "is not written in UTF-8"),
        ("name: x".encode("utf-16"), "is not written in UTF-8"),
        (b"#" * ((1 << 18) + 1), "far too large"),
    ],
    ids=["binary", "latin-1", "utf-16", "huge"],
)
def test_a_file_that_is_no_settings_file(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    with pytest.raises(InputError, match=told) as caught:
        load_config(path)
    assert caught.value.fix
    assert str(path) in str(caught.value.where)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        load_config(tmp_path / "none.yaml")
    with pytest.raises(InputError, match="is a folder"):
        load_config(tmp_path)


@PATIENT
@given(st.text(max_size=60) | st.text("abc:-[]{}'\"#&*!|>%@\n\t ~?,.0", max_size=60))
def test_any_text_is_settings_or_refused_in_words(text: str) -> None:
    try:
        config_from_text(text, "f")
    except SettingsError as error:
        assert error.mistakes
        assert all(found.where for found in error.mistakes)


@PATIENT
@given(st.dictionaries(st.sampled_from(sorted(spec_by_path())), st.text(max_size=12), max_size=4))
def test_any_text_in_flags_is_a_value_or_refused_in_words(flags: dict[str, str]) -> None:
    try:
        config_from_text("", "f", flags)
    except SettingsError as error:
        assert {(found.where or "")[:2] for found in error.mistakes} == {"--"}


@PATIENT
@given(JSON)
def test_any_value_in_place_of_all_settings_is_refused_in_words(value: Any) -> None:
    from deeptuner.settings.yaml_text import yaml_scalar

    try:
        config_from_text(yaml_scalar(value), "f")
    except SettingsError as error:
        assert error.mistakes

"""Every setting is a flag, in either spelling; nothing given leaves nothing behind."""

from __future__ import annotations

import argparse

import pytest
from hypothesis import given

from deeptuner.settings import Config
from deeptuner.settings.catalog import FieldSpec, as_values, spec_by_path, specs
from deeptuner.settings.flags import add_flags, overrides
from deeptuner.settings.load import config_from_text
from deeptuner.settings.text import flag_name, text_of
from tests.settings.strategies import PATIENT, configs


@pytest.fixture(scope="module")
def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="deeptuner train")
    made.add_argument("config", nargs="?")
    made.add_argument("--detach", action="store_true")
    add_flags(made)
    return made


def test_nothing_given_is_nothing(parser: argparse.ArgumentParser) -> None:
    assert overrides(parser.parse_args(["my.yaml", "--detach"])) == {}


@pytest.mark.parametrize("spec", specs(), ids=lambda spec: spec.path)
def test_every_setting_in_both_spellings(parser: argparse.ArgumentParser, spec: FieldSpec) -> None:
    for flag in (flag_name(spec.path), "--" + spec.path):
        assert overrides(parser.parse_args([flag, "a b"])) == {spec.path: "a b"}
        assert overrides(parser.parse_args([f"{flag}=-1"])) == {spec.path: "-1"}


def test_a_negative_number_is_a_value(parser: argparse.ArgumentParser) -> None:
    given_flags = overrides(parser.parse_args(["--data.seed", "-1", "my.yaml"]))
    assert config_from_text("", "f", given_flags).data.seed == -1


def test_help_groups_the_settings_and_tells_each(parser: argparse.ArgumentParser) -> None:
    text = " ".join(parser.format_help().split())
    for spec in specs():
        assert f"{flag_name(spec.path)} " in text
        assert " ".join(spec.help.split()[:4]) in text
    assert "default: 1e-4)" in text
    assert "_rate" not in text, "one spelling is enough to read"
    usage = parser.format_usage()
    assert "--lora" not in usage
    assert "[--section.key VALUE]" in usage
    assert "--detach" in usage


@pytest.mark.parametrize(
    ("flag", "meant"),
    [
        ("--training.epoch", "--training.epochs"),
        ("--trainnig.learning-rate=3", "--training.learning-rate"),
        ("--lora.r", "--lora.rank"),
        ("--learning-rate", "--training.learning-rate"),
        ("--training.learning", "--training.learning-rate"),
    ],
)
def test_an_unknown_flag_suggests_the_one_that_was_meant(
    parser: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str], flag: str, meant: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        parser.parse_args(["my.yaml", flag, "1"])
    assert caught.value.code == 2
    assert f"Did you mean `{meant}`?" in capsys.readouterr().err


def test_another_unknown_flag_is_left_to_argparse(
    parser: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parser.parse_args(["--detahc"])
    assert "unrecognized arguments: --detahc" in capsys.readouterr().err


def test_below_a_parser_of_commands(capsys: pytest.CaptureFixture[str]) -> None:
    top = argparse.ArgumentParser()
    train = top.add_subparsers().add_parser("train")
    add_flags(train)
    assert overrides(top.parse_args(["train", "--lora.rank", "4"])) == {"lora.rank": "4"}
    with pytest.raises(SystemExit):
        top.parse_args(["train", "--lora.rnk", "4"])
    assert "Did you mean `--lora.rank`?" in capsys.readouterr().err


@PATIENT
@given(configs())
def test_settings_given_wholly_as_flags_are_the_same_settings(config: Config) -> None:
    """Text as `deeptuner settings` shows it is text that a flag takes."""
    flags = {}
    for path, value in as_values(config).items():
        spec = spec_by_path()[path]
        plain = isinstance(value, str) and spec.kind in ("text", "path")
        flags[path] = value if plain else text_of(spec, value)
        if spec.nullable and plain and value.strip().lower() in ("none", "null", ""):
            del flags[path]
    expected = {**as_values(Config()), **{path: as_values(config)[path] for path in flags}}
    assert as_values(config_from_text("", "f", flags)) == expected

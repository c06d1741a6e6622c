"""Errors say what, where and what to do, and survive a file."""

from __future__ import annotations

from deeptuner import errors
from deeptuner.words import message


def test_an_error_tells_what_where_and_what_to_do() -> None:
    error = errors.DataError(
        message("common.not-found", path="a.json"), where="a.json", fix=message("common.check-path")
    )
    assert str(error).splitlines() == [
        "a.json does not exist.",
        "  where: a.json",
        "  what to do: Check the path for spelling.",
    ]
    assert error.exit_code == 2


def test_an_error_survives_json_with_its_kind_and_mistakes() -> None:
    mistake = errors.InputError(message("common.not-found", path="x"), where="run.yaml:3")
    error = errors.SettingsError(message("common.check-path"), [mistake], where="run.yaml")
    again = errors.error_from_json(error.to_json())
    assert isinstance(again, errors.SettingsError)
    assert str(again) == str(error)
    assert again.exit_code == 2
    assert [str(item) for item in again.mistakes] == [str(mistake)]


def test_an_unknown_kind_becomes_a_general_error() -> None:
    value = errors.RunError(message("common.check-path")).to_json() | {"kind": "FutureError"}
    assert type(errors.error_from_json(value)) is errors.DeepTunerError

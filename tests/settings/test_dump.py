"""What is written reads back the same; a person's own file keeps its comments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.errors import InputError, SettingsError
from deeptuner.settings import Config
from deeptuner.settings.catalog import as_values, spec_by_path, specs, with_values
from deeptuner.settings.document import parse
from deeptuner.settings.dump import dump_config, update_file
from deeptuner.settings.load import config_from_text, load_config
from deeptuner.settings.yaml_text import number_text, short_number, yaml_lines, yaml_scalar
from tests.settings.strategies import JSON, NUMBERS, PATIENT, configs, values

MINE = """\
# My settings
version: 1  # the form

lora:
    # tried 8, too small
    rank: 16   # more
    target_modules:
      - q_proj
      - "v_proj"   # and this
training: {epochs: 2, learning_rate: 1e-4}   # short

# The end
"""


@PATIENT
@given(configs(), st.booleans(), st.booleans())
def test_settings_come_back_as_they_were(config: Config, comments: bool, sparse: bool) -> None:
    assert config_from_text(dump_config(config, comments, sparse), "f") == config


@PATIENT
@given(JSON)
def test_any_value_comes_back_as_it_was(value: Any) -> None:
    assert _same(parse(f"a: {yaml_scalar(value)}", "f").values["a"], value)
    assert _same(parse("\n".join(yaml_lines({"a": value})), "f").values["a"], value)


def _same(read: Any, value: Any) -> bool:
    """Equal, and 1 is not 1.0 nor True."""
    if isinstance(value, list):
        return len(read) == len(value) and all(map(_same, read, value))
    if isinstance(value, dict):
        return read.keys() == value.keys() and all(_same(read[key], value[key]) for key in value)
    return bool(read == value) and type(read) is type(value)


@PATIENT
@given(NUMBERS)
def test_numbers_keep_every_digit(value: float) -> None:
    assert float(number_text(value)) == value
    assert float(short_number(value)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [(1e-4, "1e-4"), (5e-5, "5e-5"), (1.25e-6, "1.25e-6"), (3.0, "3"), (0.05, "0.05")],
)
def test_numbers_look_as_a_person_writes_them(value: float, text: str) -> None:
    assert short_number(value) == text


def test_a_whole_file_explains_every_setting() -> None:
    text = dump_config(Config())
    for spec in specs():
        assert f"# {spec.title}: " in text
        assert f"{spec.key}: " in text
    assert all(len(line) <= 100 for line in text.splitlines())
    assert "  # Learning rate: " in text
    assert "\n  learning_rate: 1e-4\n" in text
    assert text.startswith("# ")


def test_without_comments_there_are_none() -> None:
    assert "#" not in dump_config(Config(), comments=False)


def test_sparse_holds_only_what_differs() -> None:
    config = with_values(Config(), {"lora.rank": 16, "hardware.gpus": [0, 1]})
    text = dump_config(config, comments=False, sparse=True)
    assert text == "version: 1\n\nhardware:\n  gpus: [0, 1]\n\nlora:\n  rank: 16\n"


@PATIENT
@given(st.dictionaries(st.text("abc", min_size=1), JSON, max_size=2))
def test_a_record_is_kept_in_the_file_and_ignored_as_settings(record: dict[str, Any]) -> None:
    text = dump_config(Config(name="x"), sparse=True, record=record)
    assert config_from_text(text, "f") == Config(name="x")
    assert parse(text, "f").values["record"].keys() == record.keys()


def test_a_change_keeps_comments_order_and_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE, encoding="utf-8")
    changes = {"lora.rank": 32, "training.learning_rate": 5e-5, "name": "no", "lora.use_dora": True}
    config = update_file(path, {**changes, "checkpoints.keep": 3})
    assert load_config(path) == config
    assert config.lora.rank == 32
    text = path.read_text(encoding="utf-8")
    lines = MINE.splitlines()
    for line in lines:
        if "rank" not in line and "epochs" not in line:
            assert line in text.splitlines()
    assert "    rank: 32   # more" in text
    assert "training: {epochs: 2, learning_rate: 5e-5}   # short" in text
    assert "checkpoints:\n    keep: 3" in text


@PATIENT
@given(st.data())
def test_any_change_of_a_file_changes_that_and_nothing_else(data: st.DataObject) -> None:
    import tempfile

    spec = data.draw(st.sampled_from(specs()))
    value = data.draw(values(spec))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mine.yaml"
        path.write_text(MINE, encoding="utf-8")
        before = load_config(path)
        update_file(path, {spec.path: value})
        assert load_config(path) == with_values(before, {spec.path: value})
        assert "# tried 8, too small" in path.read_text(encoding="utf-8")


def test_an_empty_file_and_one_with_windows_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("", encoding="utf-8")
    update_file(path, {"lora.rank": 4})
    assert path.read_text(encoding="utf-8") == "lora:\n  rank: 4\n"
    path.write_bytes(b"# mine\r\nlora:\r\n  rank: 4\r\n")
    update_file(path, {"lora.rank": 5})
    assert path.read_bytes() == b"# mine\r\nlora:\r\n  rank: 5\r\n"


@pytest.mark.parametrize("changes", [{"lora.rank": 0}, {"lora.rnak": 8}, {"lora.rank": "8"}])
def test_a_wrong_change_leaves_the_file_as_it_was(tmp_path: Path, changes: dict[str, Any]) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE, encoding="utf-8")
    with pytest.raises(InputError):
        update_file(path, changes)
    assert path.read_text(encoding="utf-8") == MINE
    assert list(tmp_path.iterdir()) == [path]


def test_a_value_used_in_two_places_is_not_changed_in_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    shared = "training: &seeds {seed: 1}\ndata: *seeds\n"
    path.write_text(shared, encoding="utf-8")
    with pytest.raises(InputError, match="would change other settings too"):
        update_file(path, {"data.seed": 4})
    assert path.read_text(encoding="utf-8") == shared


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("name: a\n", encoding="utf-8")
    link = tmp_path / "link.yaml"
    link.symlink_to("mine.yaml")
    update_file(link, {"name": "b"})
    assert link.is_symlink()
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == "name: b\n"


def test_a_file_with_mistakes_is_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("lora: {rank: x}\n", encoding="utf-8")
    with pytest.raises(SettingsError):
        update_file(path, {"name": "x"})
    assert path.read_text(encoding="utf-8") == "lora: {rank: x}\n"


@PATIENT
@given(configs())
def test_values_by_path_are_the_whole_config(config: Config) -> None:
    assert set(as_values(config)) == set(spec_by_path())
    assert with_values(Config(), as_values(config)) == config

"""YAML that cannot or must not be read is refused, with the line and what to do."""

from __future__ import annotations

import pytest

from deeptuner.errors import SettingsError
from deeptuner.settings.document import parse

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefg", "bcdefgh", strict=True)
)


def refusal(text: str) -> tuple[str | None, str]:
    with pytest.raises(SettingsError) as caught:
        parse(text, "my.yaml")
    [mistake] = caught.value.mistakes
    return mistake.where, str(mistake.what)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("lora:\n\trank: 8", 2, "There is a tab on this line. Use spaces instead: rank: 8"),
        ("a:\n  b: 1\n c: 2", 3, "not indented as the lines it belongs to: c: 2"),
        ("a: b: c", 1, "one colon too many"),
        ("a: 1\nb: 'x\nc: 2", 2, "A quotation mark is opened here and never closed: b: 'x"),
        ("a: 1\nb: [1, 2\nc: 3", 2, "A bracket is opened and never closed"),
        ("a: {b: 1", 1, "A bracket is opened and never closed"),
        ("a: 1\n---\nb: 2", 2, "A second document begins here"),
        ("a: 1\nb", 2, "There is no colon after the key here"),
        ("a: *b", 1, "never given with `&`"),
        ("- a", 1, "lines of the form `key: value`"),
        ("word", 1, "lines of the form `key: value`"),
        ("a: 1\nb: \x07", 2, "control character"),
        ("a: %x", 1, "not correct YAML"),
        ("a: 1\nb: " + "[" * 60 + "]" * 60, 2, "nested too deeply"),
        ("a: &a\n  b: *a", 1, "nested too deeply"),
        (BOMB, 1, "far too many values"),
    ],
)
def test_a_refusal_names_the_line(text: str, line: int, told: str) -> None:
    where, what = refusal(text)
    assert where == f"my.yaml:{line}"
    assert told in what


@pytest.mark.parametrize("depth", [350, 100_000])
def test_nesting_beyond_all_measure(depth: int) -> None:
    assert "nested too deeply" in refusal("a: " + "[" * depth + "]" * depth)[1]


def test_far_too_much_text() -> None:
    assert "far too much text" in refusal("#" * (1 << 21))[1]


def test_keys_and_items_have_lines() -> None:
    document = parse("a:\n  b:\n  - 1\n  - c: 2\n", "f")
    assert document.values == {"a": {"b": [1, {"c": 2}]}}
    assert document.lines == {
        ("a",): 1,
        ("a", "b"): 2,
        ("a", "b", 0): 3,
        ("a", "b", 1): 4,
        ("a", "b", 1, "c"): 4,
    }
    assert document.where(("a", "b", 1, "x")) == "f:4"
    assert document.where(("x",)) == "f"


def test_a_key_given_twice_and_odd_keys_are_mistakes_beside_which_reading_goes_on() -> None:
    document = parse("a:\n  b: 1\n  c: 2\n  b: 3\n  [x]: 1\n  <<: {d: 1}\n", "f")
    assert document.values == {"a": {"b": 1, "c": 2}}
    assert [(found.where, str(found.what)[:40]) for found in document.mistakes] == [
        ("f:4 (a.b)", "`b` is given twice, first on line 2. Kee"),
        ("f:5 (a)", "A key must be one word; merged (`<<`), e"),
        ("f:6 (a)", "A key must be one word; merged (`<<`), e"),
    ]


@pytest.mark.parametrize("tag", ["!mine", "!!python/object/apply:os.system", "!!binary", "!!set"])
def test_a_tag_is_a_mistake_and_runs_nothing(tag: str) -> None:
    document = parse(f"a: {tag} [x]", "f")
    assert [found.where for found in document.mistakes] == ["f:1 (a)"]
    assert document.values == {"a": ["x"]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("off", "off"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("1e-4", 1e-4),
        ("1.5E+3", 1500.0),
        ("-.5", -0.5),
        ("010", 10),
        ("0o17", 15),
        ("0x1F", 31),
        ("1_000", 1000),
        ("12:30", "12:30"),
        ("2024-01-01", "2024-01-01"),
        ("'1'", "1"),
        ("!!str 1", "1"),
        ("!!int x", "x"),
        ("9" * 5000, "9" * 5000),
        ("|\n  two\n  lines", "two\nlines"),
    ],
)
def test_scalars_are_yaml_1_2(text: str, value: object) -> None:
    read = parse(f"a: {text}", "f").values["a"]
    assert read == value
    assert type(read) is type(value)


def test_an_alias_is_read_where_it_is_harmless() -> None:
    assert parse("a: &x [1]\nb: *x", "f").values == {"a": [1], "b": [1]}

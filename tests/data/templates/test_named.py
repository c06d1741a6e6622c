"""Which template a model is trained with, and what is saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner.data.templates.named import choose_template, template_names, template_source
from deeptuner.data.tokenizer import load_tokenizer
from deeptuner.errors import InputError, ModelError
from tests.data.templates.helpers import NOW, answer, row, texts, user
from tests.data.templates.tokenizers_made_here import make_bpe, make_spm

OWN = "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}{{ eos_token }}{% endfor %}"


def test_auto_takes_the_tokenizers_own_template(tmp_path: Path) -> None:
    choice = choose_template("auto", load_tokenizer(make_bpe(tmp_path, chat_template=OWN)), now=NOW)
    assert choice.template.source == OWN
    assert (choice.name, choice.save, choice.decision, choice.warnings) == (None, False, None, ())
    assert choice.template.special_tokens == {"eos_token": "</s>"}


def test_auto_takes_the_tools_template_for_tools_only(tmp_path: Path) -> None:
    named = [{"name": "tool_use", "template": "tools"}, {"name": "default", "template": "plain"}]
    choice = choose_template(
        "auto", load_tokenizer(make_bpe(tmp_path, chat_template=named)), now=NOW
    )
    assert choice.template.render([]) == "plain"
    assert choice.template.render([], [{"name": "x"}]) == "tools"


def test_without_a_template_chatml_where_its_tokens_exist(tmp_path: Path) -> None:
    choice = choose_template("auto", load_tokenizer(make_bpe(tmp_path)), now=NOW)
    assert (choice.name, choice.save) == ("chatml", True)
    assert choice.warnings == ()
    assert "chatml" in str(choice.decision)


def test_without_its_tokens_alpaca_with_eos(tmp_path: Path) -> None:
    choice = choose_template("auto", load_tokenizer(make_spm(tmp_path, added=[])), now=NOW)
    assert (choice.name, choice.save, choice.warnings) == ("alpaca", True, ())
    (text,) = texts(choice.template, row(user("a"), answer("b")))
    assert text.endswith("### Instruction:\na\n\n### Response:\nb</s>")


def test_text_of_a_named_template_begins_with_bos_where_plain_text_does(tmp_path: Path) -> None:
    spm, bpe = load_tokenizer(make_spm(tmp_path / "s")), load_tokenizer(make_bpe(tmp_path / "b"))
    for name in template_names():
        (with_bos,) = texts(
            choose_template(name, spm, now=NOW).template, row(user("a"), answer("b"))
        )
        assert spm.ids(with_bos)[:1] == [spm.bos_id], name
        assert spm.ids(with_bos)[:2] != [spm.bos_id, spm.bos_id], name
        (without,) = texts(
            choose_template(name, bpe, now=NOW).template, row(user("a"), answer("b"))
        )
        assert not without.startswith("<s>"), name


def test_a_named_template_replaces_the_tokenizers_own(tmp_path: Path) -> None:
    tokenizer = load_tokenizer(make_bpe(tmp_path, chat_template=OWN))
    choice = choose_template("zephyr", tokenizer, now=NOW)
    assert choice.template.source == template_source("zephyr")
    assert choice.save
    assert choice.decision is not None
    assert choice.decision.id == "data.template-replaced"


def test_markup_that_is_no_token_is_a_warning(tmp_path: Path) -> None:
    tokenizer = load_tokenizer(make_bpe(tmp_path, added=["<|end|>"]))
    (warning,) = choose_template("phi3", tokenizer, now=NOW).warnings
    assert "<|user|>, <|assistant|>" in str(warning)
    assert "<|end|>" not in str(warning)


def test_an_unknown_name_lists_the_known(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        choose_template("chatnl", load_tokenizer(make_bpe(tmp_path)), now=NOW)
    assert "chatml" in str(caught.value)
    assert caught.value.where == "data.template"


def test_an_invalid_own_template_is_told(tmp_path: Path) -> None:
    tokenizer = load_tokenizer(make_bpe(tmp_path, chat_template="{% if %}"))
    with pytest.raises(ModelError):
        choose_template("auto", tokenizer, now=NOW)


def test_every_shipped_file_has_a_name() -> None:
    from importlib.resources import files

    folder = files("deeptuner.data.templates") / "named"
    assert {entry.name for entry in folder.iterdir()} == {
        f"{name}.jinja" for name in template_names()
    }

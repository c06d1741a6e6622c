"""The shipped texts: complete, linked, and in step with the settings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from deeptuner.settings.catalog import spec_by_path, specs
from deeptuner.ui.help_texts import Article, library
from deeptuner.ui.help_texts.facts import CatalogueFacts
from deeptuner.ui.help_texts.markdown import (
    SETTING,
    Block,
    Bullets,
    Defaults,
    Heading,
    Paragraph,
    Picture,
    Span,
    Table,
    blocks,
    plain,
)

LIBRARY = library()
ARTICLES = tuple(LIBRARY.articles.values())
FACTS = CatalogueFacts()
ABOUT = "about"
# What a fine-tuner's vocabulary must at least hold.
VOCABULARY = """
pre-trained-model nlp llm llm-backbone quantization checkpoint naive-model-parallel fsdp
data-parallel batch-size epochs steps optimizer learning-rate learning-rate-scheduler warmup
mixed-precision weight-decay loss-function gradient-checkpointing gradient-accumulation
saving-steps peft lora qlora lora-alpha lora-rank dropout target-modules nf4 double-quantization
paged-optimizers packing loss-mask overfitting underfitting well-fit learning-curves safetensors
gguf modelfile chat-template token tokenizer context-length adapter rslora dora adamw perplexity
cross-entropy gradient gradient-norm gradient-clipping effective-batch-size micro-batch
system-prompt special-tokens instruction-tuning dataset-format eval-split plateau divergence
early-stopping best-checkpoint seed vram out-of-memory gpu rocm cuda telemetry gpu-temperature
tensorboard merge ollama inference sampling-temperature logits attention hallucination
catastrophic-forgetting hub
"""


def spans_of(block: Block) -> Iterator[Span]:
    match block:
        case Paragraph(spans) | Heading(spans):
            yield from spans
        case Bullets(items):
            yield from (span for item in items for span in item)
        case Table(header, _, rows):
            yield from (span for row in (header, *rows) for cell in row for span in cell)
        case Picture() | Defaults():
            pass


def parts(article: Article) -> tuple[Block, ...]:
    return blocks(article.body, FACTS)


@pytest.mark.parametrize("spec", specs(), ids=lambda spec: spec.path)
def test_each_setting_leads_to_a_key_term(spec) -> None:
    term = LIBRARY.of_setting(spec.path)

    assert term is not None and term.kind == "term"
    assert spec.path in LIBRARY.settings_of(term)


@pytest.mark.parametrize("key", VOCABULARY.split())
def test_the_vocabulary_is_there(key: str) -> None:
    assert LIBRARY.get(key) is not None


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
class TestArticle:
    def test_links_lead_somewhere(self, article: Article) -> None:
        links = [span.link for block in parts(article) for span in spans_of(block) if span.link]
        for link in links:
            if link.startswith(SETTING):
                assert link.removeprefix(SETTING) in spec_by_path()
            elif "://" in link:
                assert link.startswith("https://")
            else:
                assert link == ABOUT or link in LIBRARY.articles, link

    def test_names_in_the_front_matter_exist(self, article: Article) -> None:
        assert all(key in LIBRARY.articles for key in article.see)
        assert article.id not in article.see
        assert all(path in spec_by_path() for path in article.settings)
        assert not article.value or article.value in spec_by_path()
        assert article.source is None or article.source.url.startswith("https://")
        if article.kind == "term":
            assert article.topic in LIBRARY.topics

    def test_it_begins_with_a_short_lead(self, article: Article) -> None:
        first = parts(article)[0]

        assert isinstance(first, Paragraph)
        assert 20 < len(plain(first.spans)) <= 240
        assert plain(first.spans).endswith(".")

    def test_nothing_of_the_notation_is_left(self, article: Article) -> None:
        for block in parts(article):
            for span in spans_of(block):
                if not span.code:
                    assert not set("{}`") & set(span.text), span.text
                    assert "**" not in span.text and "](" not in span.text

    def test_a_table_of_values_has_all_choices(self, article: Article) -> None:
        """A choice that is added to a setting must be explained too."""
        if not article.value or spec_by_path()[article.value].kind != "choice":
            return
        table = next(block for block in parts(article) if isinstance(block, Table))
        named = {span.text for row in table.rows for span in row[0]}
        choices = {str(choice) for choice in spec_by_path()[article.value].choices} - {"auto"}
        assert choices <= named


def test_the_optimizer_article_names_every_family() -> None:
    article = LIBRARY.articles["optimizer"]
    families = {str(name).removeprefix("paged_").split("_")[0] for name in optimizers()}

    assert all(family in article.body for family in families)


def optimizers() -> tuple[str | int, ...]:
    choices = spec_by_path()["training.optimizer"].choices
    return tuple(choice for choice in choices if choice != "auto")


def test_titles_are_unique() -> None:
    titles = [article.title for article in ARTICLES]

    assert len(set(titles)) == len(titles)


def test_every_topic_has_terms() -> None:
    assert {article.topic for article in LIBRARY.terms} == set(LIBRARY.topics)

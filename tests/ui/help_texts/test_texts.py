"""The shipped texts: complete, linked, and in step with the settings."""

from __future__ import annotations

from collections.abc import Iterator

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


def test_each_setting_leads_to_a_key_term() -> None:
    for spec in specs():
        term = LIBRARY.of_setting(spec.path)
        assert term is not None and term.kind == "term", spec.path
        assert spec.path in LIBRARY.settings_of(term)


def test_the_vocabulary_is_there() -> None:
    assert not set(VOCABULARY.split()) - set(LIBRARY.articles)


def test_links_lead_somewhere() -> None:
    known = {*LIBRARY.articles, ABOUT, *(SETTING + path for path in spec_by_path())}
    for article in ARTICLES:
        for link in (span.link for block in parts(article) for span in spans_of(block)):
            assert not link or link in known or link.startswith("https://"), (article.id, link)


def test_names_in_the_front_matter_exist() -> None:
    for article in ARTICLES:
        assert set(article.see) <= set(LIBRARY.articles) - {article.id}, article.id
        paths = {*article.settings, *filter(None, (article.value,))}
        assert paths <= set(spec_by_path()), article.id
        assert article.source is None or article.source.url.startswith("https://"), article.id
        assert article.kind == "guide" or article.topic in LIBRARY.topics, article.id


def test_every_article_begins_with_a_short_lead() -> None:
    for article in ARTICLES:
        first = parts(article)[0]
        assert isinstance(first, Paragraph), article.id
        assert 20 < len(plain(first.spans)) <= 240, article.id
        assert plain(first.spans).endswith("."), article.id


def test_nothing_of_the_notation_is_left() -> None:
    for article in ARTICLES:
        for span in (span for block in parts(article) for span in spans_of(block)):
            if not span.code:
                assert not set("{}`") & set(span.text), (article.id, span.text)
                assert "**" not in span.text and "](" not in span.text, (article.id, span.text)


def test_a_table_of_values_has_all_choices() -> None:
    """A choice that is added to a setting must be explained too."""
    for article in ARTICLES:
        if not article.value or spec_by_path()[article.value].kind != "choice":
            continue
        table = next(block for block in parts(article) if isinstance(block, Table))
        named = {span.text for row in table.rows for span in row[0]}
        choices = {str(choice) for choice in spec_by_path()[article.value].choices} - {"auto"}
        assert choices <= named, article.id


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

"""What is trained on what: the model and data sections.

Knows names, defaults and bounds. Does not know how a path is looked up, nor what `auto` turns into.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from deeptuner.settings.declare import AUTO, AutoOr, Bool, Float, Int, PathText, Section, setting

HF = "https://huggingface.co/docs/transformers/"

Attention = Literal["auto", "sdpa", "eager", "flash_attention_2"]
Format = Literal[
    "auto",
    "alpaca",
    "sharegpt",
    "messages",
    "prompt-completion",
    "input-output",
    "instruction-response",
    "question-answer",
    "text",
]
Batching = Literal["padding-free", "packed", "padded"]
LongSamples = Literal["leave-out", "drop-oldest-turns"]


class ModelSection(Section):
    """The pre-trained model to start from."""

    path: PathText = setting(
        "",
        "Model",
        "The pre-trained model: the name of a folder in `models/`, a path, or a Hugging Face id "
        "that is already on this machine.",
        tier="basic",
        source=HF + "main_classes/model",
        term="pre-trained-model",
    )
    attention: Attention = setting(
        AUTO,
        "Attention",
        "How attention is computed. `auto` takes the fastest way that works on this machine.",
        source=HF + "attention_interface",
        term="attention",
    )
    trust_remote_code: Bool = setting(
        False,
        "Trust remote code",
        "Runs Python code that comes with the model. Leave it off unless you trust whoever made "
        "the model as much as any program you install.",
        source=HF + "custom_models",
        term="trust-remote-code",
    )


class DataSection(Section):
    """The dataset, how it is read, and how it is cut into batches."""

    dataset: PathText = setting(
        "",
        "Dataset",
        "The rows to learn from: the name of a file or folder in `datasets/`, or a path.",
        tier="basic",
        source="https://huggingface.co/docs/trl/dataset_formats",
        term="dataset",
    )
    format: Format = setting(
        AUTO,
        "Format",
        "How a row is written. `auto` recognises it from the file; set it when the guess is wrong.",
        source="https://huggingface.co/docs/trl/dataset_formats",
        term="dataset-format",
    )
    columns: dict[str, str] = setting(
        {},
        "Column mapping",
        "Which column holds what, for example `prompt: question`. Empty: recognised by name.",
        source="https://huggingface.co/docs/trl/dataset_formats",
        term="dataset-format",
    )
    template: str = setting(
        AUTO,
        "Prompt template",
        "How a conversation becomes text. `auto` uses the chat template of the tokenizer; a named "
        "one (chatml, llama2, llama3, alpaca, …) is saved with the model.",
        tier="basic",
        source=HF + "chat_templating",
        term="chat-template",
    )
    max_length: Annotated[int | Literal["auto"], AutoOr(Annotated[Int, Field(ge=8)])] = setting(
        AUTO,
        "Max length",
        "The longest sample that is trained on. Memory grows with it. `auto` covers nearly all "
        "rows within what the model can read.",
        unit="tokens",
        tier="basic",
        source=HF + "pad_truncation",
        term="max-length",
    )
    long_samples: LongSamples = setting(
        "leave-out",
        "Longer samples",
        "What happens to a conversation over the max length: it is left out and counted, or its "
        "oldest turns are dropped. Plain text is always split.",
        source=HF + "pad_truncation",
        term="max-length",
    )
    max_source_length: Annotated[Int, Field(ge=1)] | None = setting(
        None,
        "Source max length",
        "Leaves out rows whose prompt is longer than this. Empty: no separate limit.",
        unit="tokens",
        source=HF + "pad_truncation",
        term="max-length",
    )
    max_target_length: Annotated[Int, Field(ge=1)] | None = setting(
        None,
        "Target max length",
        "Leaves out rows whose answers together are longer than this. Empty: no separate limit.",
        unit="tokens",
        source=HF + "pad_truncation",
        term="max-length",
    )
    train_on_source: Bool = setting(
        False,
        "Train on source",
        "Also learns to write the prompts, not only the answers.",
        source="https://huggingface.co/docs/trl/sft_trainer",
        term="loss-mask",
    )
    batching: Batching = setting(
        "padding-free",
        "Batching",
        "`padding-free`: the same batches as padded, without computing padding. `packed`: batch "
        "size counts full packs of several samples, which never see each other; there are fewer "
        "steps. `padded`: the classic way, slowest.",
        source="https://huggingface.co/docs/trl/reducing_memory_usage",
        term="packing",
    )
    eval_split: Annotated[Float, Field(ge=0)] = setting(
        0.01,
        "Eval split",
        "How much of the dataset is kept aside to measure learning: a share (0.01 is 1 %, at least "
        "one row) or, from 1 up, a number of rows. 0 turns evaluation off.",
        tier="basic",
        source="https://developers.google.com/machine-learning/crash-course/overfitting",
        term="eval-split",
    )
    eval_dataset: PathText | None = setting(
        None,
        "Eval dataset",
        "A file of its own to measure learning with. Empty: rows are split off the dataset.",
        source="https://developers.google.com/machine-learning/crash-course/overfitting",
        term="eval-split",
    )
    seed: Annotated[Int, Field(ge=-1, lt=2**32)] = setting(
        42,
        "Data seed",
        "Decides the order of the rows and the eval split. −1: a random one, which is recorded.",
        source=HF + "main_classes/trainer",
        term="seed",
    )
    loader_workers: Annotated[int | Literal["auto"], AutoOr(Annotated[Int, Field(ge=0, le=64)])] = (
        setting(
            AUTO,
            "Loader workers",
            "Processes that prepare the next batches while the model trains.",
            source=HF + "main_classes/trainer",
            term="data-loader",
        )
    )

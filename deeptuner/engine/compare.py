"""How many answers of a model are exactly right: a file of questions, in a process of its own.

    python -m deeptuner.engine.compare MODEL_DIR QUESTIONS.jsonl

Prints JSON lines as the commands do: progress, then the result. Each line of the file holds
`messages`; the last one is the expected answer. Knows one model at a time, and no runs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from deeptuner.errors import DataError, DeepTunerError
from deeptuner.words import message


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, what a right answer is, and what the model wrote."""

    prompt: str
    expected: str
    answer: str

    @property
    def is_exact(self) -> bool:
        return self.answer == self.expected


def exact_share(answers: Sequence[Answer]) -> float:
    return sum(one.is_exact for one in answers) / len(answers)


def read_questions(path: Path) -> list[list[dict[str, Any]]]:
    """The conversations of a file. Raises DataError when a line is not one."""
    conversations = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            messages = orjson.loads(line)["messages"]
            if messages[-1]["role"] != "assistant" or len(messages) < 2:
                raise ValueError
        except (orjson.JSONDecodeError, KeyError, IndexError, TypeError, ValueError):
            raise DataError(message("engine.compare.bad-line"), where=f"{path}:{number}") from None
        conversations.append(messages)
    if not conversations:
        raise DataError(message("engine.compare.bad-line"), where=f"{path}:1")
    return conversations


def compare(model_dir: Path, questions: Path, longest: int, progress: Any) -> list[Answer]:
    """Ask the model everything in `questions`, greedily. Raises ModelError, DataError."""
    conversations = read_questions(questions)
    import torch
    from transformers import AutoModelForCausalLM

    from deeptuner.engine.generate import generate
    from deeptuner.engine.model import load_config, load_tokenizer

    config = load_config(model_dir, trust_remote_code=False)
    model = AutoModelForCausalLM.from_pretrained(
        str(model_dir), config=config, dtype=torch.float32, use_safetensors=True
    ).eval()
    found = generate(
        model,
        load_tokenizer(model_dir),
        [messages[:-1] for messages in conversations],
        longest=longest,
        progress=progress,
    )
    return [
        Answer(str(messages[-2]["content"]), str(messages[-1]["content"]), answer)
        for messages, answer in zip(conversations, found, strict=True)
    ]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m deeptuner.engine.compare")
    parser.add_argument("model", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--longest", type=int, default=64, help="tokens of an answer")
    arguments = parser.parse_args(argv)
    try:
        answers = compare(arguments.model, arguments.questions, arguments.longest, _progress)
    except DeepTunerError as error:
        _print({"kind": "error", "error": error.to_json()})
        return error.exit_code
    share = exact_share(answers)
    _print({"kind": "result", "share": share, "answers": [asdict(one) for one in answers]})
    return 0


def _progress(done: int, total: int) -> None:
    _print({"kind": "progress", "done": done, "total": total})


def _print(value: dict[str, Any]) -> None:
    sys.stdout.buffer.write(orjson.dumps(value) + b"\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

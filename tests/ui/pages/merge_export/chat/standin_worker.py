"""A worker that answers the asks of the chat without any model, in the real one's wire.

`python standin_worker.py FOLDER`: each request is kept in FOLDER/asked.jsonl. What is asked decides
what happens: `wait` writes a word and then nothing more until it is cancelled, `load` never gets
further than loading, `fail` fails at once, `break` fails after some words, `die` ends the process;
anything else is answered in full. FOLDER/info.json is merged into what `chat-info` answers, an
`error` in it is the answer.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

INFO = {
    "template": "chatml",
    "has_system": True,
    "sampling": {"temperature": 0.6, "top_p": 0.95, "top_k": 20, "repetition_penalty": 1.1},
    "prompts": ["What is open today?", "How do I return a mug?"],
    "sides": ["base", "tuned"],
    "base": "garden-1b",
    "notes": [],
}
ERROR = {
    "kind": "EngineError",
    "what": {"id": "common.unexpected", "params": {"detail": "no room"}},
    "where": "GPU0",
    "fix": None,
}
WORDS = {"base": "I cannot say. ", "tuned": "Yes, until five. "}


def say(number: int, kind: str, **more: Any) -> None:
    print(json.dumps({"id": number, "kind": kind, **more}), flush=True)


def piece(number: int, side: str, tokens: int) -> None:
    told = {"side": side, "text": WORDS[side], "tokens": tokens, "tokens_per_second": 8.0}
    say(number, "progress", **told)


def info(home: Path, number: int) -> None:
    file = home / "info.json"
    given = json.loads(file.read_text()) if file.is_file() else {}
    if "error" in given:
        say(number, "error", error=given["error"])
    else:
        say(number, "result", result={**INFO, **given})


def chat(number: int, params: dict[str, Any]) -> None:
    asked = params["messages"]["base"][-1]["content"].split()[0]
    if asked == "fail":
        say(number, "error", error=ERROR)
        return
    for done in (0, 1, 2):
        say(number, "progress", loading={"done": done, "total": 2})
    if asked == "load":
        return
    piece(number, "base", 4)
    if asked == "break":
        say(number, "error", error=ERROR)
    elif asked == "die":
        sys.exit(3)
    elif asked != "wait":
        piece(number, "tuned", 5)
        say(number, "result", result=answers(params))


def answers(params: dict[str, Any]) -> dict[str, Any]:
    return {
        "sides": {
            side: {"text": text, "tokens": tokens, "seconds": 0.5, "stopped": "eos"}
            for (side, text), tokens in zip(WORDS.items(), (4, 5), strict=True)
        },
        "template": f"<|user|>{params['messages']['tuned'][-1]['content']}",
        "notes": [],
        "memory": {"used": 6 * 2**30, "total": 24 * 2**30, "device": "GPU0"},
    }


def main(home: Path) -> None:
    for line in sys.stdin:
        request = json.loads(line)
        with (home / "asked.jsonl").open("a") as file:
            file.write(line)
        match request:
            case {"id": number, "ask": "chat-info"}:
                info(home, number)
            case {"id": number, "ask": "chat", "params": params}:
                chat(number, params)
            case {"id": number, "ask": "chat-close"}:
                say(number, "result", result={"closed": True})


if __name__ == "__main__":
    main(Path(sys.argv[1]))

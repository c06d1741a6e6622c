"""Stands in for `deeptuner WORDS… --json`: keeps what it was given, prints what it was told to.

`python standin_command.py FOLDER WORDS…`: of FOLDER/answers.json the first whose words were all
given is the answer. It may write a text to the path behind a flag; one that waits ends when it is
interrupted, as a command of ours does.
"""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path


def main(folder: Path, words: list[str]) -> int:
    signal.signal(signal.SIGINT, lambda *_: sys.exit(130))
    with (folder / "given.jsonl").open("a") as file:
        file.write(json.dumps(words) + "\n")
    for answer in json.loads((folder / "answers.json").read_text()):
        if set(answer["words"]) <= set(words):
            for flag, text in answer["writes"].items():
                Path(words[words.index(flag) + 1]).write_text(text)
            for line in answer["lines"]:
                print(json.dumps(line), flush=True)
            if answer["waits"]:
                signal.pause()
            return int(answer["code"])
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))

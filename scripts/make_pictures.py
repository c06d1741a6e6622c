"""Makes the pictures of the docs from a real run: `docs/images/demo.png`.

Usage: make_pictures.py [DEMO_FOLDER]. Runs `deeptuner demo` in DEMO_FOLDER (a temporary one if not
given) and draws its curves and answers. Every number and answer in the picture is from that run.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from textwrap import fill
from typing import Any

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt

from deeptuner.runs.events import curves, read_events

PICTURES = Path(__file__).parent.parent / "docs" / "images"
BLUE, ORANGE, TEXT, SOFT, LINE = "#1F6FC2", "#D55E00", "#16191F", "#5F6775", "#E1E4E9"
SHOWN = 2


def run_demo(folder: Path) -> tuple[dict[str, Any], float]:
    """The demo's result, and the seconds it took."""
    command = [sys.executable, "-m", "deeptuner.cli.main", "demo", str(folder), "--json"]
    begin = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1]), time.perf_counter() - begin


def draw(result: dict[str, Any], target: Path) -> None:
    run = Path(result["folder"]) / "runs" / result["run"]
    events, _ = read_events(run / "events.jsonl")
    figure = plt.figure(figsize=(11, 4.2), dpi=150)
    curve, words = figure.subplots(1, 2, width_ratios=(1, 1.35))
    draw_curves(curve, curves(events))
    draw_answers(words, result)
    figure.tight_layout()
    figure.savefig(target)
    plt.close(figure)


def draw_curves(axes: Any, found: dict[str, list[Any]]) -> None:
    train = [(event["step"], event["loss"]) for event in found["step"]]
    evaluation = [(event["step"], event["loss"]) for event in found["eval"]]
    axes.plot(*zip(*train, strict=True), color=BLUE, label="training loss")
    axes.plot(*zip(*evaluation, strict=True), "--o", color=ORANGE, label="eval loss", markersize=4)
    axes.set_yscale("log")
    axes.set_xlabel("step", color=SOFT)
    axes.set_ylabel("loss (nats per token)", color=SOFT)
    axes.grid(color=LINE)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False)


def draw_answers(axes: Any, result: dict[str, Any]) -> None:
    axes.axis("off")
    share = (
        f"{result['held_out']} orders it never saw, answered exactly right: "
        f"{result['exact_before']:.1%} before, {result['exact_after']:.1%} after"
    )
    lines = [(fill(share, 62), TEXT, "bold")]
    for example in result["examples"][:SHOWN]:
        for name, colour in (("prompt", TEXT), ("before", ORANGE), ("after", BLUE)):
            said = f"{'asked' if name == 'prompt' else name}: {example[name]}"
            lines.append((fill(said, 74, max_lines=3, placeholder=" …"), colour, "normal"))
    height = 1.0
    for text, colour, weight in lines:
        axes.text(0, height, text, va="top", color=colour, weight=weight, fontsize=9)
        height -= 0.06 * (text.count("\n") + 1) + 0.045


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(name) / "demo"
        result, seconds = run_demo(folder)
        draw(result, PICTURES / "demo.png")
    print(f"The demo took {seconds:.0f} s; {result['exact_after']:.1%} right after training.")


if __name__ == "__main__":
    main()

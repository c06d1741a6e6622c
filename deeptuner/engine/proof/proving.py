"""The proof as a part of merging: run on the finished folder before it gets its name.

Knows the report beside the merged model, `<output>.proof.json`, and what is told of it. A merged
model that fails is never given its name, so what was there before stays; its report is
`<output>.failed-proof.json`. Does not know how models are compared (`proof.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deeptuner.engine.merge.four_bit import FourBit
from deeptuner.engine.proof import by_layers, models
from deeptuner.engine.proof.comparing import Comparison, Onto, compare
from deeptuner.engine.proof.parts import CannotStreamError
from deeptuner.engine.proof.proof import Method, Proof, proof
from deeptuner.engine.proof.rows import Rows, affordable, held_out, sample_rows, with_tokens
from deeptuner.errors import EngineError
from deeptuner.files import Progress, telling_why, write_json
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.merge_reports import beside
from deeptuner.words import Message, message, render
from deeptuner.words.sizes import size_of


class Proving:
    """What `merge` calls with its folder, to be proven on rows of `run`, or on sample sentences.

    `trained_over` is how a QLoRA run held its base, None for any other: then both ways to merge are
    compared, too. `onto` is the way that is taken. `proof` is None where nothing was proven;
    `lines` tell what came out, or why not.
    """

    def __init__(
        self,
        model_dir: Path,
        adapter_dir: Path,
        output: Path,
        run: RunFolder | None,
        progress: Progress,
        *,
        trained_over: FourBit | None = None,
        onto: Onto = "original",
    ) -> None:
        self._model_dir = model_dir
        self._adapter_dir = adapter_dir
        self._output = output
        self._run = run
        self._progress = progress
        self._trained_over = trained_over
        self._onto: Onto = onto
        self.proof: Proof | None = None
        self.comparison: Comparison | None = None
        self.lines: list[Message] = []

    def __call__(self, folder: Path) -> None:
        """Raises EngineError when the model in `folder` fails."""
        method = fitting(self._model_dir)
        if method is None:
            self.lines = [_no_memory(self._model_dir)]
            return
        rows = self._rows(folder)
        try:
            found = self._proven(folder, rows, method)
        except CannotStreamError:
            self.lines = [_no_memory(self._model_dir, models.needed_bytes(self._model_dir))]
            return
        self.lines = told(found)
        if found.passed:
            self.proof = found
            if self._trained_over is not None:
                self._compare(self._trained_over, rows)
            return
        report = beside(self._output, "failed-proof")
        write_json(report, self._report(found.to_json()))
        raise EngineError(
            message("engine.proof.failed", why=" ".join(map(render, self.lines))),
            where=str(report),
            fix=message("engine.proof.fix-failed"),
        )

    def compare_only(self) -> dict[str, Any]:
        """Both ways are compared and reported; nothing is merged. Raises EngineError where there is
        not enough memory."""
        assert self._trained_over is not None
        if by_layers.fits(self._model_dir):
            self._compare(self._trained_over, self._rows(self._model_dir))
        if self.comparison is None:
            need = size_of(by_layers.needed_bytes(self._model_dir))
            raise EngineError(message("engine.proof.cannot-compare", need=need))
        return self._compared()

    def finished(self) -> dict[str, Any]:
        """After the merge: the reports are written, or those of the model which was replaced go.

        Gives what a command tells: `proof` and `comparison` (or None), where they are, sentences.
        """
        beside(self._output, "failed-proof").unlink(missing_ok=True)
        report = beside(self._output, "proof")
        if self.proof is None:
            report.unlink(missing_ok=True)
        else:
            write_json(report, self._report(self.proof.to_json()))
        return {
            "onto": self._onto,
            "proof": self.proof.to_json() if self.proof else None,
            "proof_file": str(report) if self.proof else None,
            "proof_told": [line.to_json() for line in self.lines],
            "proof_lines": [render(line) for line in self.lines],
            **self._compared(),
        }

    def _rows(self, folder: Path) -> Rows:
        """Of the run; else sentences in the tokens of the model in `folder`, and its new ones."""
        if self._run is None:
            own, merged = (models.vocabulary_of(one) or 0 for one in (self._model_dir, folder))
            return with_tokens(sample_rows(folder), own, merged)
        return held_out(self._run, self._model_dir, affordable(self._model_dir))

    def _proven(self, folder: Path, rows: Rows, method: Method) -> Proof:
        return proof(
            self._model_dir,
            self._adapter_dir,
            folder,
            rows,
            self._progress,
            over=self._trained_over if self._onto == "nf4" else None,
            method=method,
        )

    def _compare(self, over: FourBit, rows: Rows) -> None:
        try:
            found = compare(self._model_dir, self._adapter_dir, over, rows, self._progress)
        except CannotStreamError:
            return
        self.comparison = found
        self.lines += told_compared(found, self._onto)

    def _compared(self) -> dict[str, Any]:
        report = beside(self._output, "comparison")
        if self.comparison is None:
            report.unlink(missing_ok=True)
            return {"comparison": None, "comparison_file": None}
        found = self.comparison.to_json()
        with telling_why(report):
            report.parent.mkdir(parents=True, exist_ok=True)
        write_json(report, self._report({"version": 1, "comparison": found}))
        return {"comparison": found, "comparison_file": str(report)}

    def _report(self, found: dict[str, Any]) -> dict[str, Any]:
        folders = {"base": str(self._model_dir), "adapter": str(self._adapter_dir)}
        return {**found, "onto": self._onto, **folders, "merged": str(self._output)}


def fitting(model_dir: Path) -> Method | None:
    """How a model can be proven in the memory that is free."""
    if models.fits(model_dir):
        return "whole"
    return "streamed" if by_layers.fits(model_dir) else None


def told(found: Proof) -> list[Message]:
    """The proof in sentences. The weights first, which are compared exactly; the bound of logits,
    which is wide, only where it may be the reason that a model has not passed."""
    if not found.loads_again:
        return [message("engine.proof.does-not-load")]
    if found.unused:
        return [message("engine.proof.unused", name=found.unused[0])]
    checks = {one["id"]: one for one in found.checks}
    losses = message(
        "engine.proof.losses",
        adapter=f"{found.loss_adapter:.4f}",
        merged=f"{found.loss_merged:.4f}",
        base=f"{found.loss_base:.4f}",
    )
    rows = message(f"engine.proof.rows-{found.source}", rows=found.rows)
    lines = [_told_weights(checks["weights"]), _told_logits(found, checks), losses, rows]
    config, effect = checks["config"], checks["effect"]
    if not config["passed"]:
        lines.append(message("engine.proof.config", names=", ".join(config["altered"])))
    if found.effect_kept is not None and (effect["faded"] or not found.passed):
        what = "engine.proof.faded" if effect["faded"] else "engine.proof.effect"
        lines.append(message(what, share=f"{max(0.0, found.effect_kept):.0%}"))
    return lines


def _told_weights(check: Mapping[str, Any]) -> Message:
    if check["passed"]:
        return message("engine.proof.all-weights", tensors=check["tensors"])
    return message("engine.proof.weights", name=check["worst"])


def _told_logits(found: Proof, checks: Mapping[str, Mapping[str, Any]]) -> Message:
    known = {
        "largest": f"{found.largest_difference:.2g}",
        "share": f"{found.equal_greedy:.1%}",
        "tokens": found.tokens,
    }
    if all(checks[name]["passed"] for name in ("weights", "config", "difference")):
        return message("engine.proof.rounding", **known)
    return message("engine.proof.difference", allowed=f"{found.allowed:.2g}", **known)


def told_compared(found: Comparison, onto: Onto) -> list[Message]:
    """The comparison in sentences; `onto` is the way that is taken."""
    losses = message(
        "engine.proof.compared",
        original=f"{found.original:.4f}",
        nf4=f"{found.nf4:.4f}",
        adapter=f"{found.adapter:.4f}",
    )
    better = "better" if found.recommended == onto else "other"
    return [losses, message(f"engine.proof.{better}-{found.recommended}")]


def _no_memory(model_dir: Path, need: int | None = None) -> Message:
    need = by_layers.needed_bytes(model_dir) if need is None else need
    return message("engine.proof.no-memory", need=size_of(need))

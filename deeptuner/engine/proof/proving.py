"""The proof as a part of merging: run on the finished folder before it gets its name.

Knows the report beside the merged model, `<output>.proof.json`, and what is told of it. A merged
model that fails is never given its name, so what was there before stays; its report is
`<output>.failed-proof.json`. Does not know how models are compared (`proof.py`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from deeptuner.engine.proof.models import fits, needed_bytes
from deeptuner.engine.proof.proof import Proof, proof
from deeptuner.engine.proof.rows import held_out, sample_rows
from deeptuner.errors import EngineError
from deeptuner.files import Progress, write_json
from deeptuner.runs.folder import RunFolder
from deeptuner.words import Message, message, render


class Proving:
    """What `merge` calls with its folder, to be proven on rows of `run`, or on sample sentences.

    `proof` is None where nothing was proven; `lines` tell what came out, or why not.
    """

    def __init__(
        self,
        model_dir: Path,
        adapter_dir: Path,
        output: Path,
        run: RunFolder | None,
        progress: Progress,
    ) -> None:
        self._model_dir = model_dir
        self._adapter_dir = adapter_dir
        self._output = output
        self._run = run
        self._progress = progress
        self.proof: Proof | None = None
        self.lines: list[Message] = []

    def __call__(self, folder: Path) -> None:
        """Raises EngineError when the model in `folder` fails."""
        if not fits(self._model_dir):
            need = f"{needed_bytes(self._model_dir) / 1e9:.1f}"
            self.lines = [message("engine.proof.no-memory", need=need)]
            return
        rows = held_out(self._run, self._model_dir) if self._run else sample_rows(self._model_dir)
        found = proof(self._model_dir, self._adapter_dir, folder, rows, self._progress)
        self.lines = told(found)
        if found.passed:
            self.proof = found
            return
        report = beside(self._output, "failed-proof")
        write_json(report, self._report(found))
        raise EngineError(
            message("engine.proof.failed", why=" ".join(map(render, self.lines))),
            where=str(report),
            fix=message("engine.proof.fix-failed"),
        )

    def finished(self) -> dict[str, Any]:
        """After the merge: the report is written, or that of the model which was replaced goes.

        Gives what a command tells: `proof` (or None), where its report is, and sentences.
        """
        beside(self._output, "failed-proof").unlink(missing_ok=True)
        report = beside(self._output, "proof")
        if self.proof is None:
            report.unlink(missing_ok=True)
        else:
            write_json(report, self._report(self.proof))
        return {
            "proof": self.proof.to_json() if self.proof else None,
            "proof_file": str(report) if self.proof else None,
            "proof_told": [line.to_json() for line in self.lines],
            "proof_lines": [render(line) for line in self.lines],
        }

    def _report(self, found: Proof) -> dict[str, Any]:
        folders = {"base": str(self._model_dir), "adapter": str(self._adapter_dir)}
        return {**found.to_json(), **folders, "merged": str(self._output)}


def beside(output: Path, kind: str) -> Path:
    """Not inside: programs that read a model's folder take every JSON file in it along."""
    return output.with_name(f"{output.name}.{kind}.json")


def told(found: Proof) -> list[Message]:
    """The proof in sentences."""
    if not found.loads_again:
        return [message("engine.proof.does-not-load")]
    if found.unused:
        return [message("engine.proof.unused", name=found.unused[0])]
    lines = [
        message(
            "engine.proof.difference",
            largest=f"{found.largest_difference:.2g}",
            allowed=f"{found.allowed:.2g}",
            share=f"{found.equal_greedy:.1%}",
            tokens=found.tokens,
        ),
        message(
            "engine.proof.losses",
            adapter=f"{found.loss_adapter:.4f}",
            merged=f"{found.loss_merged:.4f}",
            base=f"{found.loss_base:.4f}",
        ),
        message(f"engine.proof.rows-{found.source}", rows=found.rows),
    ]
    if found.effect_kept is not None and not found.passed:
        lines.append(message("engine.proof.effect", share=f"{max(0.0, found.effect_kept):.0%}"))
    return lines

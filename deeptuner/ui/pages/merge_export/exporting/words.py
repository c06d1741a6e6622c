"""What is exported, and the words of the commands that do it.

Knows the `export` command. Does not know how any of it is shown or chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from deeptuner.runs.ollama_names import name_of_run


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """The whole model in `model`, of the run `name` whose folder is `run`, in the experiment
    `home`."""

    run: Path
    name: str
    home: Path
    model: Path

    @property
    def folder(self) -> Path:
        """Where the export goes."""
        return self.home / "export" / self.name

    @property
    def suggested(self) -> str:
        return name_of_run(self.name)

    def subject(self) -> list[str]:
        """A run whose model lies where the command looks for it is named, any other by its
        folder."""
        if self.model in (self.home / "merge" / self.name, self.run / "model"):
            return [str(self.run)]
        return [str(self.model), "--output", str(self.folder)]


def types_words(choice: ExportChoice, *, measure: bool = False) -> list[str]:
    """Which types there are, how large; with `measure`, what each costs in loss."""
    return ["export", *choice.subject(), "--types", *(["--measure"] if measure else [])]


def gguf_words(choice: ExportChoice, kind: str, name: str, *, replace: bool) -> list[str]:
    return _to("gguf", choice, kind, name, replace)


def ollama_words(
    choice: ExportChoice, kind: str, name: str, *, create: bool, replace: bool
) -> list[str]:
    said = _to("ollama", choice, kind, name, replace)
    return [*said, "--create"] if create else said


def delete_words(choice: ExportChoice, name: str) -> list[str]:
    return ["export", *choice.subject(), "--to", "ollama", "--name", name, "--delete"]


def _to(program: str, choice: ExportChoice, kind: str, name: str, replace: bool) -> list[str]:
    said = ["export", *choice.subject(), "--to", program]
    said += ["--type", kind] if kind else []
    return [*said, "--name", name, *(["--overwrite"] if replace else [])]

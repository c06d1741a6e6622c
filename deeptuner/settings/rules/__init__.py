"""Rules that look at several settings at once, and what a person can do about what they find.

Knows contradictions, settings without effect, and unusual values. Does not know the model or the
data, which the engine checks; of the machine only what `MachineFacts` says.
"""

from __future__ import annotations

from deeptuner.settings.rules import hardware, inputs, method, training, unused
from deeptuner.settings.rules.finding import (
    Finding,
    Fix,
    MachineFacts,
    Rule,
    Severity,
    apply_fix,
)
from deeptuner.settings.sections.config import Config

__all__ = ["Finding", "Fix", "MachineFacts", "Rule", "Severity", "apply_fix", "check", "rules"]

ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}


def rules() -> tuple[Rule, ...]:
    """Every rule."""
    return (*inputs.RULES, *hardware.RULES, *method.RULES, *training.RULES, *unused.RULES)


def check(config: Config, machine: MachineFacts | None = None) -> list[Finding]:
    """What is wrong or odd about `config`, errors first. Nothing may train while there is an error.

    Without `machine`, what depends on it is left out.
    """
    found = [finding for rule in rules() for finding in rule(config, machine)]
    return sorted(found, key=lambda finding: ORDER[finding.severity])

"""The settings' rules, once more, now that the machine is known.

Knows how a probed machine becomes what rules may know. Does not probe, and knows no rule.
"""

from __future__ import annotations

from importlib.util import find_spec

from deeptuner.engine.probe import Machine
from deeptuner.engine.upstream import reporters
from deeptuner.runs.start import refuse_errors
from deeptuner.settings.declare import AUTO
from deeptuner.settings.rules import MachineFacts, check
from deeptuner.settings.sections.config import Config
from deeptuner.words import Message


def machine_facts(config: Config, machine: Machine) -> MachineFacts:
    """What the rules ask about. Packages are looked for, not imported."""
    asked = config.hardware.gpus
    chosen = [gpu for gpu in machine.fit if asked == AUTO or gpu.index in asked]
    return MachineFacts(
        gpus=len(machine.fit),
        bf16=all(gpu.bf16 for gpu in chosen),
        installed=frozenset(name for name in reporters(config) if find_spec(name)),
        numbered=len(machine.devices),
    )


def judge(config: Config, machine: Machine, name: str) -> list[Message]:
    """The warnings that only this machine gives reason for; the others were told before the run.

    Raises SettingsError with every contradiction at once.
    """
    facts = machine_facts(config, machine)
    refuse_errors(config, name, facts)
    told = check(config)
    found = [each for each in check(config, facts) if each.severity == "warning"]
    return [each.message for each in found if each not in told]

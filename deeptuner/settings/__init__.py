"""Settings: every one declared once, and everything else derived from that.

Knows YAML files, command-line flags, presets, rules and docs. Does not know Qt, torch, the machine,
or what the engine makes of a setting.
"""

from deeptuner.settings.declare import AUTO
from deeptuner.settings.sections.config import Config

__all__ = ["AUTO", "Config"]

"""The tokens as a QPalette, for what the style sheet does not reach.

Knows which token stands for which role of Qt's palette. Does not know widgets.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from deeptuner.ui.theme.tokens import Tokens

Role = QPalette.ColorRole
_ROLES = {
    Role.Window: "bg",
    Role.WindowText: "text",
    Role.Base: "surface",
    Role.AlternateBase: "inset",
    Role.Text: "text",
    Role.PlaceholderText: "text3",
    Role.Button: "surface",
    Role.ButtonText: "text",
    Role.BrightText: "on_accent",
    Role.ToolTipBase: "text",
    Role.ToolTipText: "surface",
    Role.Highlight: "accent",
    Role.HighlightedText: "on_accent",
    Role.Accent: "accent",
    Role.Link: "accent_text",
    Role.LinkVisited: "accent_text",
    Role.Light: "surface",
    Role.Midlight: "hover",
    Role.Mid: "border2",
    Role.Dark: "control",
    Role.Shadow: "text",
}
_DISABLED = (Role.WindowText, Role.Text, Role.ButtonText)


def palette_of(tokens: Tokens) -> QPalette:
    """A palette with every role that Fusion reads."""
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, QColor(getattr(tokens, token)))
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.text3))
    return palette

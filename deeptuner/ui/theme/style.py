"""The one style sheet of the window, written from the tokens.

Knows colours, borders, radii and heights of standard widgets and of the kit's frames (`role`,
`kind`, `tone` and `sz` are dynamic properties that the kit sets). Fonts are not here (but for the
headers of tables, which take no other): widgets carry their own, and what the kit paints itself is
in its modules. Plain texts and grounds come from the palette: a rule for every widget would make
each change of theme dearer.
"""

from __future__ import annotations

from string import Template

from deeptuner.shipped import shipped_folder
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.theme.tokens import Tokens

NOTE_LINES = {"warn": "warn_line", "danger": "danger_line", "ok": "ok", "info": "info"}

PANELS = """
QFrame[role] { background: $surface; border: 0; }
QFrame[role="top"], QFrame[role="bar"] { border-bottom: 1px solid $border; }
QFrame[role="status"] { border-top: 1px solid $border; }
QFrame[role="side"] { border-left: 1px solid $border; }
QFrame[role="side-left"] { border-right: 1px solid $border; }
QFrame[role="card"] { border: 1px solid $border; border-radius: 10px; }
QFrame[role="inset"] { background: $inset; border: 1px solid $border; border-radius: 8px; }
QFrame[role="well"] { background: $inset; border-radius: 8px; }
QFrame[role="plain"] { background: transparent; }
QFrame[role="option"] { border: 1px solid $border2; border-radius: 8px; }
QFrame[role="option"][state="chosen"] { background: $accent_soft; border-color: $accent; }
QFrame[role="option"][state="off"] { background: $inset; border-style: dashed; }
QFrame[role="note"] { background: $inset; border: 1px solid $border; border-radius: 8px; }
QFrame[role="note"][tone="accent"] { background: $accent_soft; border-color: $accent_soft; }
QFrame[role="line"] { background: $border; }
QSplitter::handle { background: $border; }
"""
NOTE = 'QFrame[role="note"][tone="$tone"] { background: $soft; border-color: $line; }\n'
TONE = 'QLabel[tone="$tone"] { color: $colour; }\n'
BUTTONS = """
QPushButton { background: $surface; color: $text; border: 1px solid $control; border-radius: 7px;
  padding: 0 12px; min-height: ${h28}px; }
QPushButton[sz="sm"] { min-height: ${h24}px; padding: 0 10px; border-radius: 6px; }
QPushButton[sz="lg"] { min-height: ${h42}px; padding: 0 14px; border-radius: 9px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $border; }
QPushButton[kind="primary"] { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="ghost"] { background: transparent; border-color: transparent; color: $text2;
  padding: 0 8px; }
QPushButton[kind="ghost"]:hover { background: $hover; }
QPushButton[kind="link"] { background: transparent; border-color: transparent; color: $accent_text;
  padding: 0 3px; text-align: left; }
QPushButton[kind="link"]:hover { background: $accent_soft; }
QPushButton[kind="soft"] { background: $accent_soft; border-color: $accent; color: $accent_text; }
QPushButton[kind="soft"]:hover { background: $hover; }
QPushButton[kind="warn"] { border-color: $warn; color: $warn_text; }
QPushButton[kind="warn"]:hover { background: $warn_soft; }
QPushButton[kind="danger"] { border-color: $danger; color: $danger_text; }
QPushButton[kind="danger"]:hover { background: $danger_soft; }
QPushButton:focus { border: 2px solid $accent; padding: 0 11px; min-height: ${h26}px; }
QPushButton[sz="sm"]:focus { padding: 0 9px; min-height: ${h22}px; }
QPushButton[sz="lg"]:focus { padding: 0 13px; min-height: ${h40}px; }
QPushButton[kind="ghost"]:focus { padding: 0 7px; }
QPushButton[kind="link"]:focus { padding: 0 2px; }
QPushButton:disabled { background: $inset; border-color: $border; color: $text3; }
QPushButton[kind="ghost"]:disabled, QPushButton[kind="link"]:disabled { background: transparent;
  border-color: transparent; }
QToolButton { background: transparent; border: 2px solid transparent; border-radius: 7px;
  padding: 4px; color: $text2; }
QToolButton:hover { background: $hover; }
QToolButton:checked { background: $accent_soft; }
QToolButton:focus { border-color: $accent; }
QToolButton[role="help"] { padding: 2px; border-radius: 12px; }
QToolButton::menu-indicator { image: none; }
QFrame[role="segmented"] { background: $inset; border: 1px solid $border2; border-radius: 8px; }
QFrame[role="segmented"] QPushButton { background: transparent; border: 1px solid transparent;
  border-radius: 6px; min-height: ${h24}px; padding: 0 12px; color: $text2; }
QFrame[role="segmented"] QPushButton:hover { background: $hover; }
QFrame[role="segmented"] QPushButton:checked { background: $surface; border-color: $accent;
  color: $accent_text; }
QFrame[role="segmented"] QPushButton:focus { border: 2px solid $accent; padding: 0 11px;
  min-height: ${h22}px; }
QFrame[role="segmented"] QPushButton:disabled { color: $text3; }
"""
FIELDS = """
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit { background: $surface;
  color: $text; border: 1px solid $control; border-radius: 7px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: ${h28}px; }
QLineEdit { padding: 0 7px; placeholder-text-color: $text3; }
QComboBox { padding: 0 9px; }
QAbstractSpinBox { max-height: ${h28}px; }
QLineEdit:focus { border: 2px solid $accent; padding: 0 6px; min-height: ${h26}px; }
QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $accent; min-height: ${h26}px; }
QComboBox:focus { padding: 0 8px; }
QAbstractSpinBox:focus, QAbstractSpinBox[state="error"] { max-height: ${h26}px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; }
QLineEdit[state="error"], QComboBox[state="error"], QAbstractSpinBox[state="error"] {
  border: 2px solid $danger; min-height: ${h26}px; }
QLineEdit[state="error"] { padding: 0 6px; }
QComboBox[state="error"] { padding: 0 8px; }
QLineEdit:read-only { background: $inset; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled {
  background: $inset; border-color: $border2; color: $text3; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QAbstractSpinBox QLineEdit:disabled,
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: 0; min-height: 0; padding: 0;
  background: transparent; }
QLineEdit[role="search"] { background: $inset; border-radius: 8px; }
QTextEdit[role="bare"] { background: transparent; border: 2px solid transparent; }
QTextEdit[role="bare"]:focus { border: 2px solid $accent; }
QPlainTextEdit[role="code"], QTextEdit[role="code"] { background: $code; border-color: $border;
  border-radius: 8px; padding: 6px; }
QTextBrowser[role="plain"] { background: transparent; border: 0; }
QComboBox::drop-down { border: 0; width: ${h26}px; }
QComboBox::down-arrow { image: url("$controls/down-$name.svg"); width: 16px; height: 16px; }
QComboBox::down-arrow:disabled { image: url("$controls/down-off-$name.svg"); }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border2; padding: 4px;
  outline: 0; }
QComboBox QAbstractItemView::item { min-height: ${h28}px; padding: 0 6px; border-radius: 6px; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $text; }
QComboBox QAbstractItemView::item:disabled { color: $text3; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; border: 0;
  width: 22px; height: ${h14}px; margin-right: 3px; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin-top: 1px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin-bottom: 1px; }
QAbstractSpinBox::up-arrow { image: url("$controls/up-$name.svg"); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url("$controls/low-$name.svg"); width: 10px; height: 10px; }
QAbstractSpinBox::up-arrow:off, QAbstractSpinBox::up-arrow:disabled {
  image: url("$controls/up-off-$name.svg"); }
QAbstractSpinBox::down-arrow:off, QAbstractSpinBox::down-arrow:disabled {
  image: url("$controls/low-off-$name.svg"); }
"""
CHECKS = """
QCheckBox, QRadioButton { spacing: 8px; color: $text; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { width: 16px;
  height: 16px; border: 1px solid $control; background: $surface; }
QCheckBox::indicator, QAbstractItemView::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked,
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:checked {
  background: $accent; border-color: $accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
  image: url("$controls/check.svg"); }
QCheckBox::indicator:indeterminate { image: url("$controls/dash.svg"); }
QRadioButton::indicator:checked { image: url("$controls/dot.svg"); }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $text;
  width: 14px; height: 14px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $inset;
  border-color: $border2; }
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled {
  background: $control; border-color: $control; }
QCheckBox:disabled, QRadioButton:disabled { color: $text3; }
"""
LISTS = """
QTableView, QTreeView, QListView { background: transparent; border: 0; outline: 0;
  selection-background-color: $accent_soft; selection-color: $text; }
QTableView[role="rows"] { selection-background-color: transparent; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: transparent; border: 0; color: $text2; padding: 0 8px;
  min-height: ${h26}px; font-size: ${h12}px; }
QTableCornerButton::section { background: transparent; border: 0; }
QTabBar#nav { background: transparent; }
QTabBar#nav::tab { background: transparent; border: 0; border-bottom: 2px solid transparent;
  padding: 0 9px; margin: 0 4px; min-height: ${h50}px; color: $text2; }
QTabBar#nav::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar#nav::tab:hover { color: $text; }
QTabBar#nav::tab:selected:focus { color: $accent_text; background: $accent_soft;
  border-top-left-radius: 8px; border-top-right-radius: 8px; }
QMenu { background: $surface; border: 1px solid $border2; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; color: $text; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
"""
BARS = """
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: 0; }
QScrollBar { background: transparent; border: 0; margin: 2px; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $border2; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $control; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSlider { min-height: ${h20}px; }
QSlider::groove:horizontal { height: 4px; background: $border2; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { width: 12px; height: 12px; margin: -6px 0; border-radius: 8px;
  background: $surface; border: 2px solid $accent; }
QSlider::handle:horizontal:focus { background: $accent_soft; border: 3px solid $accent;
  width: 10px; height: 10px; }
QToolTip { background: $text; color: $surface; border: 0; padding: 6px 8px; }
"""


def style_sheet(tokens: Tokens) -> str:
    """The whole sheet for these colours, with heights in the person's size."""
    heights = {f"h{px}": scaled(px) for px in (12, 14, 20, 22, 24, 26, 28, 40, 42, 50)}
    controls = (shipped_folder("assets") / "icons" / "controls").as_posix()
    colours = {name: getattr(tokens, name) for name in tokens.__dataclass_fields__}
    sheet = "".join((PANELS, BUTTONS, FIELDS, CHECKS, LISTS, BARS))
    filled = Template(sheet).substitute(colours, controls=controls, **heights)
    return filled + _tones(tokens) + _notes(tokens)


def _tones(tokens: Tokens) -> str:
    """Labels by tone: `ok` as a text takes `ok_text`, which is readable."""
    names = ("text2", "text3", "accent", "ok", "warn", "danger", "info", "on_accent", "blue")
    return (
        "".join(
            Template(TONE).substitute(tone=name, colour=text_colour(tokens, name)) for name in names
        )
        + f"QLabel:disabled {{ color: {tokens.text3}; }}\n"
    )


def _notes(tokens: Tokens) -> str:
    return "".join(
        Template(NOTE).substitute(
            tone=tone, soft=getattr(tokens, f"{tone}_soft"), line=getattr(tokens, line)
        )
        for tone, line in NOTE_LINES.items()
    )


def text_colour(tokens: Tokens, tone: str) -> str:
    """The colour of a text in a tone: its readable variant where there is one."""
    return str(getattr(tokens, f"{tone}_text", None) or getattr(tokens, tone))

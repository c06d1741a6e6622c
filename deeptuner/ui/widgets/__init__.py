"""The kit: the widgets that every page is built of.

Knows looks, keyboard and accessibility of single widgets. Does not know experiments, runs or
settings, nor any page.
"""

from deeptuner.ui.widgets.announce import announce
from deeptuner.ui.widgets.buttons import Button, HelpButton, IconButton
from deeptuner.ui.widgets.card import Card, Line, Panel
from deeptuner.ui.widgets.chip import Chip, ChipFace
from deeptuner.ui.widgets.combo_box import ComboBox
from deeptuner.ui.widgets.dialog import Dialog, ask, tell_error
from deeptuner.ui.widgets.labels import IconLabel, Label
from deeptuner.ui.widgets.layouts import FlowLayout, hbox, settle, vbox
from deeptuner.ui.widgets.note import Note
from deeptuner.ui.widgets.popover import Popover
from deeptuner.ui.widgets.progress import Progress
from deeptuner.ui.widgets.scroll import Scroll
from deeptuner.ui.widgets.search_field import SearchField
from deeptuner.ui.widgets.segmented import Segmented
from deeptuner.ui.widgets.sparkline import Sparkline
from deeptuner.ui.widgets.spin_box import DoubleSpinBox, SpinBox
from deeptuner.ui.widgets.states import EmptyState, ErrorState, Skeleton
from deeptuner.ui.widgets.switch import CheckBox, RadioButton, Switch
from deeptuner.ui.widgets.table import Table
from deeptuner.ui.widgets.toast import Toast

__all__ = [
    "Button",
    "Card",
    "CheckBox",
    "Chip",
    "ChipFace",
    "ComboBox",
    "Dialog",
    "DoubleSpinBox",
    "EmptyState",
    "ErrorState",
    "FlowLayout",
    "HelpButton",
    "IconButton",
    "IconLabel",
    "Label",
    "Line",
    "Note",
    "Panel",
    "Popover",
    "Progress",
    "RadioButton",
    "Scroll",
    "SearchField",
    "Segmented",
    "Skeleton",
    "Sparkline",
    "SpinBox",
    "Switch",
    "Table",
    "Toast",
    "announce",
    "ask",
    "hbox",
    "settle",
    "tell_error",
    "vbox",
]

"""Which editor a setting gets.

Knows kinds and editors. A kind without an editor is a mistake that the type checker finds.
"""

from __future__ import annotations

from typing import assert_never

from deeptuner.settings.catalog import FieldSpec
from deeptuner.ui.forms.editors.choice import ChoiceEditor, SwitchEditor
from deeptuner.ui.forms.editors.editor import Editor
from deeptuner.ui.forms.editors.list_editor import ListEditor
from deeptuner.ui.forms.editors.mapping import MappingEditor
from deeptuner.ui.forms.editors.number import NumberEditor
from deeptuner.ui.forms.editors.text import PathEditor, TextEditor
from deeptuner.ui.forms.hints import Hints


def editor_for(spec: FieldSpec, title: str, hints: Hints) -> Editor:
    """An editor for the setting, not yet showing a value. `title` names it for screen readers."""
    match spec.kind:
        case "boolean":
            return ChoiceEditor(spec, title) if spec.word else SwitchEditor(spec, title)
        case "choice":
            return ChoiceEditor(spec, title)
        case "integer" | "number":
            return NumberEditor(spec, title)
        case "text":
            return TextEditor(spec, title)
        case "path":
            return PathEditor(spec, title, hints)
        case "list":
            return ListEditor(spec, title, hints)
        case "mapping":
            return MappingEditor(spec, title)
    assert_never(spec.kind)

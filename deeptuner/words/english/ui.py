"""Sentences that the window stores with an id, because no window is at hand where they arise."""

TEXT = {
    "ui.cannot-go-on": "The window cannot be shown. Is there a screen, and may this program use "
    "it?",
    "ui.run-unreadable": "The run {run} cannot be read: {why}",
    "ui.run-settings-unreadable": "The settings of the run {run} (its run.yaml) cannot be read.",
    "ui.run-newer": "The run {run} was made by a newer DeepTuner: its settings have version "
    "{version}, and this program knows versions up to {newest}.",
}

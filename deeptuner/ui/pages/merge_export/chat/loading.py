"""That the models are being loaded, how far, and what that means.

Knows words and a bar. Does not know what is loaded.
"""

from __future__ import annotations

from deeptuner.ui.format import percent
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Label, Panel, Progress, vbox


class LoadingRow(Panel):
    def __init__(self) -> None:
        super().__init__("card")
        self._words = Label("", 12, 600, wrap=True)
        self._bar = Progress(tr("Loading the models"))
        costs = Label(
            tr(
                "The models stay in memory afterwards, until five minutes after you leave this "
                "page, or until you free it."
            ),
            12,
            400,
            "text2",
            wrap=True,
        )
        self.setLayout(vbox(self._words, self._bar, costs, gap=6, margins=(14, 10, 14, 10)))
        self.show_progress(None)
        self.hide()

    def show_progress(self, share: float | None) -> None:
        """0 … 1; None while it is not known."""
        self._bar.set(share)
        loading = tr("Loading the models …")
        self._words.setText(loading if share is None else f"{loading} {percent(share, 0)}")

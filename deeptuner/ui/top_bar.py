"""The line at the window's upper edge: tabs, search, theme and preferences.

Knows how tabs look and which of them has a dot. Does not know what is on a tab.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QTabBar

from deeptuner.ui.search.field import SearchEverything
from deeptuner.ui.search.index import Index
from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.icons import pixmap
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import IconButton, IconLabel, Label, Panel, hbox

HEIGHT = 53
ROOM_FOR_NAME = 1100  # below this width the tabs and the search need the room
TAB_ICON = 17


class Tabs(QTabBar):
    """The pages' tabs. `tabs`: title and icon of each; one may carry a dot."""

    def __init__(self, tabs: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._icons = [icon for _, icon in tabs]
        self._dotted: set[int] = set()
        self.setObjectName("nav")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setFont(font(13, 500))
        self.setIconSize(QSize(scaled(TAB_ICON), scaled(TAB_ICON)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Pages"))
        for number, (title, _) in enumerate(tabs):
            self.addTab(title.replace("&", "&&"))
            self.setAccessibleTabName(number, title)
            self.setTabToolTip(number, tr("Ctrl+{number}", number=number + 1))
        self.currentChanged.connect(lambda _: self._draw())
        theme().changed.connect(self._draw)
        self._draw()

    def set_dot(self, tab: int, on: bool, why: str) -> None:
        """A green dot on the tab's icon, with `why` for those who do not see it."""
        if on == (tab in self._dotted):
            return
        (self._dotted.add if on else self._dotted.discard)(tab)
        self.setTabToolTip(tab, why if on else tr("Ctrl+{number}", number=tab + 1))
        title = self.tabText(tab).replace("&&", "&")
        self.setAccessibleTabName(tab, f"{title}, {why}" if on else title)
        self._draw()

    def _draw(self) -> None:
        for number, name in enumerate(self._icons):
            tone = "accent_text" if number == self.currentIndex() else "text3"
            self.setTabIcon(number, _tab_icon(name, tone, number in self._dotted))


class TopBar(Panel):
    """`preferences_asked` and `theme_asked`: their buttons were pressed."""

    preferences_asked = Signal()
    theme_asked = Signal()

    def __init__(self, tabs: Sequence[tuple[str, str]], index: Index) -> None:
        super().__init__("top")
        self.tabs = Tabs(tabs)
        self.search = SearchEverything(index)
        self._name = Label("DeepTuner", 15, 700)
        self._theme = IconButton("moon", "")
        self._theme.clicked.connect(self.theme_asked)
        preferences = IconButton("gear-six", tr("Preferences"))
        preferences.clicked.connect(self.preferences_asked)
        row = hbox(
            IconLabel("deeptuner", size=24),
            2,
            self._name,
            14,
            self.tabs,
            None,
            (self.search, 1),
            self._theme,
            preferences,
            gap=6,
            margins=(16, 0, 12, 0),
        )
        self.setLayout(row)
        self.setFixedHeight(scaled(HEIGHT))
        theme().changed.connect(self._show_theme)
        self._show_theme()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._name.setVisible(self.width() >= scaled(ROOM_FOR_NAME))

    def _show_theme(self) -> None:
        dark = theme().is_dark
        self._theme.set("sun" if dark else "moon", tr("Light theme") if dark else tr("Dark theme"))


def _tab_icon(name: str, tone: str, dotted: bool) -> QIcon:
    drawn = pixmap(name, tone, TAB_ICON)
    if dotted:
        drawn = drawn.copy()
        side = drawn.width() / drawn.devicePixelRatio()
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme().tokens.surface), 1.5))
        painter.setBrush(QColor(theme().tokens.ok))
        painter.drawEllipse(QPointF(side * 0.77, side * 0.24), side * 0.2, side * 0.2)
        painter.end()
    return QIcon(drawn)

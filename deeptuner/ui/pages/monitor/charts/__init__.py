"""Curves by step. The only place of the window with pyqtgraph and numpy, imported when shown."""

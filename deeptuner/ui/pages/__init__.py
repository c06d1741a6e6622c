"""The five pages of the window, one folder each; none knows another."""

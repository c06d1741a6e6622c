"""Colours, type, icons and the style sheet, in light and dark.

Knows how the window looks. Does not know what it shows.
"""

"""The settings themselves, one file per group of sections; `Config` gathers them.

Nothing here reads a file, asks the machine, or knows how a setting is shown.
"""

"""Search everything: tabs, settings, key terms and runs under one field.

Knows what can be found and how well it fits. Does not know the pages that show it.
"""

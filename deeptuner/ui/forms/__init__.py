"""The form of all settings, generated from their declaration.

Knows one editor for each kind of setting, and how rows, help and problems hang together. Does not
know where on a page a setting stands.
"""

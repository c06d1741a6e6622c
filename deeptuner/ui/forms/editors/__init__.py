"""One editor for each kind of setting.

Knows how a value is shown and edited. Judges nothing: what a person typed is given on as it is, and
the form says whether it can be the setting's value.
"""

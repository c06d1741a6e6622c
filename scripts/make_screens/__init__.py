"""Makes pictures of the window and looks for texts that do not fit.

`python -m scripts.make_screens FOLDER` grabs every board (a widget of a given size) in light and
dark and says which texts are cut, stand outside their place, or overlap. It needs no display.
"""

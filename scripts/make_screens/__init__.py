"""Makes pictures of the window and looks for texts that do not fit.

`python -m scripts.make_screens FOLDER` opens the real window over prepared experiments and grabs
every page full, empty, loading and failing, at two sizes, in light and dark and in each language.
It says which texts are cut, stand outside their place, or overlap, and fails when there are any.
With `--kit` it does so with boards of the kit; `--docs` renews the pictures of docs/window.md. It
needs no display. The first time trains the sample's model; `--home` keeps that for another time.
"""

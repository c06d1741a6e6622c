"""`Run Report.html`: a whole run on one page, to look at and to hand on.

One file without scripts and without links to anywhere. Reads what a run's files tell and draws its
own pictures (SVG). Asks no sensor, changes nothing of the run.
"""

"""`GPU Report.png`: how warm each GPU was over a whole run, with power, use and memory.

Reads telemetry and events, and draws with matplotlib. Asks no sensor, and does not know who wants
the picture.
"""

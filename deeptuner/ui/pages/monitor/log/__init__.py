"""The log of a run: a view of lines in a file of any size."""

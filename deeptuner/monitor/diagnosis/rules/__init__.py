"""One module for each family of verdicts. A rule takes a Picture and Facts, and says what it has
found, or None. Thresholds stand at the top of each module; docs/diagnosis.md says why."""

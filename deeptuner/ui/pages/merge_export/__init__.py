"""The page `Merge & Export`: from a run's adapter to a model that runs elsewhere."""

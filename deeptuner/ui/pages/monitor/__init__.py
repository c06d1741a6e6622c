"""The Monitor page: how a run goes, while it runs and afterwards."""

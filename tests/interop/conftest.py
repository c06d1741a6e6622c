"""Tests against other programs (Go, llama.cpp), skipped where these are not installed."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "interop: needs another program, such as Go")

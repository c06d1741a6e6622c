"""docs/settings.md says what the declaration says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from deeptuner.settings.catalog import specs

ROOT = Path(__file__).parent.parent.parent


def test_the_page_is_current_and_tells_every_setting() -> None:
    script = ROOT / "scripts" / "make_settings_docs.py"
    done = subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for spec in specs():
        assert f"### {spec.title}\n" in page
        assert f"`{spec.path}` · default `" in page
        assert spec.help in page

"""A chat on a real GPU. Skipped where torch has none."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from deeptuner.engine.chat.asked import read_asked
from deeptuner.engine.chat.session import Session
from tests.support.chats import asked, trained_run

pytestmark = pytest.mark.gpu


@pytest.mark.parametrize("bits", [16, 8, 4])
def test_both_sides_answer_on_a_gpu(tiny_model: Path, tmp_path: Path, bits: int) -> None:
    run = trained_run(tmp_path, tiny_model)
    session, stop = Session(), threading.Event()
    drawn = {"temperature": 1.0, "seed": 3}
    params = asked(run.path, device="GPU0", bits=bits, sampling=drawn)
    first, again = (session.answer(read_asked(params), lambda _: None, stop) for _ in range(2))
    assert first["memory"]["device"] == "GPU0"
    assert 0 < first["memory"]["used"] < first["memory"]["total"]
    texts = [one["text"] for one in first["sides"].values()]
    assert texts == [one["text"] for one in again["sides"].values()]
    assert texts[0] != texts[1]
    assert session._open is not None
    with session._open.loaded.side("tuned", lambda _done, _total: None) as model:
        assert {one.device.type for one in model.parameters()} == {"cuda"}

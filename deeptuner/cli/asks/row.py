"""One row as it is trained on: turns, pieces, what is learned."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from deeptuner.cli.asks.asking import Asking, Params
from deeptuner.cli.asks.opened import browser_of, reader_of


def answer(params: Params, asking: Asking) -> dict[str, Any]:
    """`total` is null while a large file was not read to its end; an `index` beyond it gives the
    last row."""
    from deeptuner.data.preview import show

    wanted, limit = params.get("index", 0), params.get("max_length")
    opened = reader_of(params, asking)
    found = browser_of(params, asking).find(int(wanted), asking.check)
    with opened.lock if opened else nullcontext():
        encoder = opened.reader.encoder if opened else None
        shown = show(found, encoder, limit if isinstance(limit, int) else None)
    where = {"index": found.index, "total": found.total, "where": str(found.row.source)}
    return {**where, **shown.to_json()}

"""The token store: what is written is read, and a damaged folder is never read as a good one."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deeptuner.data.row import Source
from deeptuner.data.store import CUT, Encoded, StoreError, TokenStore, TokenStoreWriter
from deeptuner.files import whole_folder

tokens = st.lists(st.tuples(st.integers(0, 2**31 - 1), st.booleans()), min_size=1, max_size=30)


def encoded(pairs: list[tuple[int, bool]], number: int = 0) -> Encoded:
    return Encoded(
        ids=np.array([token for token, _ in pairs], dtype=np.int32),
        trained=np.array([mark for _, mark in pairs]),
        answers=3,
        group=2**64 - 1 - number,
        text=False,
        source=Source(f"part{number % 2}.jsonl", number + 1),
    )


def write(path: Path, samples: list[list[tuple[int, bool]]]) -> TokenStore:
    with whole_folder(path) as folder, TokenStoreWriter(folder) as writer:
        for number, pairs in enumerate(samples):
            writer.append(encoded(pairs, number))
    return TokenStore(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "store", [[(5, False), (6, True), (7, True)], [(8, True)] * 6])
    return tmp_path / "store"


@settings(max_examples=40)
@given(samples=st.lists(tokens, max_size=12))
def test_what_is_written_is_read(
    samples: list[list[tuple[int, bool]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = write(tmp_path_factory.mktemp("round") / "store", samples)
    store.verify()
    assert len(store) == len(samples)
    assert store.lengths.tolist() == [len(pairs) for pairs in samples]
    for number, pairs in enumerate(samples):
        sample = store[number]
        assert list(zip(sample.ids.tolist(), sample.trained.tolist(), strict=True)) == pairs
        assert store.trained_counts[number] == sum(mark for _, mark in pairs[1:])
        assert store.source(number) == Source(f"part{number % 2}.jsonl", number + 1)
        assert store.records["group"][number] == 2**64 - 1 - number


def test_a_sample_is_a_view_of_the_file(folder: Path) -> None:
    sample = TokenStore(folder)[0]
    assert sample.ids.dtype == np.int32
    assert sample.trained.dtype == np.bool_
    assert not sample.ids.flags.owndata
    assert not sample.ids.flags.writeable


def test_cuts_show_pieces_and_count_their_targets(folder: Path) -> None:
    cuts = np.array([(5, 4, 1), (0, 3, 0), (3, 2, 1)], dtype=CUT)
    view = TokenStore(folder).view(cuts)
    assert [sample.ids.tolist() for sample in view] == [[8] * 4, [5, 6, 7], [8, 8]]
    assert view.trained_counts.tolist() == [3, 2, 1]
    assert view.source(0) == Source("part1.jsonl", 2)


def test_another_process_gets_the_path_not_the_content(folder: Path) -> None:
    view = TokenStore(folder).view(np.array([(3, 6, 1)], dtype=CUT))
    sent = pickle.dumps(view)
    assert len(sent) < 2000
    assert pickle.loads(sent)[0].ids.tolist() == [8] * 6


@pytest.mark.parametrize("name", ["ids.bin", "trained.bin", "samples.bin", "header.json"])
@pytest.mark.parametrize("damage", ["cut", "grown", "gone", "empty"])
def test_a_torn_store_is_refused_at_once(folder: Path, name: str, damage: str) -> None:
    path = folder / name
    content = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes({"cut": content[:-1], "grown": content + b"x", "empty": b""}[damage])
    if (name, damage) == ("header.json", "cut"):
        path.write_bytes(content[: len(content) // 2])
    with pytest.raises(StoreError, match="damaged"):
        TokenStore(folder)


@given(place=st.floats(0, 1, exclude_max=True), name=st.sampled_from(["ids", "trained", "samples"]))
@settings(max_examples=20)
def test_a_changed_byte_is_found(
    place: float, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = write(tmp_path_factory.mktemp("flip") / "store", [[(1, True)] * 20])
    path = store.path / f"{name}.bin"
    content = bytearray(path.read_bytes())
    content[int(place * len(content))] ^= 1
    path.write_bytes(content)
    with pytest.raises(StoreError):
        store.verify()


def test_a_header_of_another_shape_or_version_is_refused(folder: Path) -> None:
    header = folder / "header.json"
    for content in ("[]", "{}", "null", header.read_text().replace('"version": 1', '"version": 0')):
        header.write_text(content)
        with pytest.raises(StoreError):
            TokenStore(folder)


def test_cuts_beyond_the_end_are_refused(folder: Path) -> None:
    with pytest.raises(StoreError):
        TokenStore(folder, np.array([(5, 5, 1)], dtype=CUT))


def test_stopping_while_writing_leaves_nothing(tmp_path: Path) -> None:
    with (
        pytest.raises(KeyboardInterrupt),
        whole_folder(tmp_path / "store") as part,
        TokenStoreWriter(part) as writer,
    ):
        writer.append(encoded([(1, True)]))
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_mask_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    good = encoded([(1, True), (2, True)])
    with TokenStoreWriter(tmp_path) as writer:
        for ids, trained in ((good.ids, good.trained[:1]), (good.ids[:0], good.trained[:0])):
            with pytest.raises(ValueError, match="mark"):
                writer.append(Encoded(ids, trained, 0, 0, False, good.source))

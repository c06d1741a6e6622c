"""The datasets of an experiment as rows: format, number of rows, how the check went.

Knows columns and words. Does not look into datasets: the worker's `inspect` tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from deeptuner.ui import format as words
from deeptuner.ui.pages.experiment.choices import Choices, Row
from deeptuner.ui.translation import Told, choice_title, tr
from deeptuner.ui.widgets.chip import ChipFace


class DatasetsTable(Choices):
    """`show` takes what the worker's `datasets` answers, `checked` what `inspect` does."""

    def titles(self) -> Sequence[str]:
        return (tr("Name and detected format"), tr("Rows"), tr("Check"))

    def show(self, datasets: Sequence[Mapping[str, Any]]) -> None:
        """What was found out of a dataset that is still the same stays."""
        known = {row.key: row for row in self.rows}
        fresh = [dataset_row(dataset) for dataset in datasets]
        kept = [known.get(row.key, row) for row in fresh]
        self.set_rows(
            [old if old.tip == new.tip else new for old, new in zip(kept, fresh, strict=True)]
        )

    def checking(self, name: str) -> None:
        self.change_row(name, chip=ChipFace(tr("Reading …")))

    def checked(self, name: str, seen: Mapping[str, Any]) -> None:
        rows = words.whole(seen["summary"]["rows"])
        detected = format_title(seen["format"]["format"])
        face = _verdict(seen)
        self.change_row(
            name,
            cells=(name, rows, ""),
            subtitle=detected,
            tone="",
            chip=face,
            spoken=tr(
                "{name}, {format}, {rows} rows, {check}",
                name=name,
                format=detected,
                rows=rows,
                check=face.text,
            ),
        )

    def refused(self, name: str, told: Told) -> None:
        """It cannot be used as it is; it can be chosen, so that a person sees why."""
        self.change_row(
            name,
            subtitle=told.what,
            tone="danger",
            chip=ChipFace(tr("Not usable"), "danger", "warning-octagon-fill"),
            spoken=f"{name}, {told.what}",
        )


def format_title(name: str) -> str:
    """What a format is called in the form, too."""
    from deeptuner.settings.catalog import spec_by_path  # slow to load: not before the first frame

    return choice_title(spec_by_path()["data.format"], name)


def dataset_row(dataset: Mapping[str, Any]) -> Row:
    size = words.disk_size(dataset["size"])
    folder = dataset["kind"] == "folder"
    subtitle = tr("Folder, {size}", size=size) if folder else size
    name = dataset["name"]
    return Row(name, (name, "", ""), subtitle, tip=f"{name}, {size}", spoken=f"{name}, {subtitle}")


def _count(seen: Mapping[str, Any]) -> int:
    """Things that a person should look at."""
    grave = [one for one in seen["summary"]["problems"] if one["severity"] != "note"]
    return len(grave)


def _verdict(seen: Mapping[str, Any]) -> ChipFace:
    if seen.get("error"):
        return ChipFace(tr("Not usable"), "danger", "warning-octagon-fill")
    if count := _count(seen):
        return ChipFace(tr("To look at: {count}", count=count), "warn", "warning-fill")
    return ChipFace(tr("No problems"), "ok", "check-circle-fill")

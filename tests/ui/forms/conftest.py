"""A form over a draft, for the tests of its parts."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from deeptuner.ui.forms.form import Form
from deeptuner.ui.forms.form_model import FormModel
from deeptuner.ui.forms.hints import Hints
from tests.ui.forms.support import Draft


@pytest.fixture
def draft() -> Draft:
    return Draft()


@pytest.fixture
def form(qapp: QApplication, draft: Draft) -> Form:
    return Form(FormModel(draft), Hints())  # type: ignore[arg-type]


@pytest.fixture
def model(form: Form) -> FormModel:
    return form.model

"""A feature has one sign, and every sign that can be named is drawn."""

from __future__ import annotations

from typing import get_args

import pytest
from pydantic import ValidationError

from microsites.pages.templates import theme_environment
from microsites.resources import theme_directory
from microsites.sections.feature_list import FeatureList, Icon

TWO = [{"title": "山", "text": "近い", "icon": "mountain"}, {"title": "通勤", "text": "短い", "figure": "15分"}]


def test_each_feature_has_its_own_kind_of_sign() -> None:
    section = FeatureList.model_validate({"type": "feature_list", "id": "why", "features": TWO})
    assert [(feature.icon, feature.figure) for feature in section.features] == [("mountain", None), (None, "15分")]


def test_two_signs_of_one_feature_are_refused() -> None:
    features = [{**TWO[0], "figure": "15分"}, TWO[1]]
    with pytest.raises(ValidationError, match="one of icon, figure, picture, not several"):
        FeatureList.model_validate({"type": "feature_list", "id": "why", "features": features})


def test_every_icon_that_an_editor_can_name_is_drawn_and_no_other() -> None:
    module = theme_environment(theme_directory()).get_template("partials/icons.html").module
    assert tuple(sorted(get_args(Icon))) == get_args(Icon)
    assert set(module.paths) == set(get_args(Icon))

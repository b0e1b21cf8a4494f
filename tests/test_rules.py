"""Every rule of the packages finds what it says it finds, and leaves what it says it leaves."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import extractors
import pipeline.resolve
import pipeline.segment
from extractors.rule import RULES


def _all_rules() -> list[str]:
    for package in (extractors, pipeline.segment, pipeline.resolve):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith(".refresh"):
                importlib.import_module(module.name)
    return sorted(RULES)


NAMES = _all_rules()


def test_there_are_rules() -> None:
    assert len(NAMES) > 100


@pytest.mark.parametrize("name", NAMES)
def test_rule(name: str) -> None:
    rule = RULES[name]
    assert rule.finds, "a rule carries at least one example"
    for text, wanted in rule.finds.items():
        assert wanted in [text[m.start() : m.end()] for m in rule.matches(text)]
    for text in rule.leaves:
        assert [text[m.start() : m.end()] for m in rule.matches(text)] == []

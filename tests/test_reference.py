"""Every key of the configuration is explained."""

from __future__ import annotations

import tomllib

import pytest

from helplint.config import Config, key_names, parse_config
from helplint.reference import keys


@pytest.mark.parametrize("name", key_names())
def test_a_key_has_a_meaning_a_default_and_an_example_that_sets_it(name):
    key = keys()[name]
    assert key.meaning.endswith(".")
    assert key.meaning[0].isupper()
    assert "`" not in key.meaning
    assert 0 < len(key.summary) <= 100
    table = tomllib.loads(key.example)
    assert list(table) == [name]
    assert getattr(parse_config(table), key_names()[name]) != getattr(Config(), key_names()[name])

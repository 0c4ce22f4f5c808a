"""The examples in the documentation strings give what they say."""

import doctest
import importlib
import pkgutil

import pytest

import akg

MODULES = [
    module.name
    for module in pkgutil.walk_packages(akg.__path__, "akg.")
    if not module.name.startswith("akg.cli") and module.name != "akg.__main__"
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_every_module_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0

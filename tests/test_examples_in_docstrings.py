"""Every example in a docstring runs and is true."""

import doctest
import importlib
import pkgutil

import pytest

import painkg
import painkg_api

MODULES = sorted(
    module.name
    for package in (painkg, painkg_api)
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + ".")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0

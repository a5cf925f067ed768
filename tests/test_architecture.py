"""Imports point downwards, and the pure parts stay pure."""

import sys
from pathlib import Path

import grimp
import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("tracker", include_external_packages=True, cache_dir=None)


def test_the_contracts_on_imports_are_kept(capfd: pytest.CaptureFixture[str]) -> None:
    config = str(PROJECT / "pyproject.toml")
    status = lint_imports(config_filename=config, no_cache=True, no_logo=True)
    assert status == EXIT_STATUS_SUCCESS, capfd.readouterr().out


@pytest.mark.parametrize(
    ("package", "allowed"),
    [
        ("tracker.domain", {"msgspec", "holidays"}),
        ("tracker.views", {"msgspec"}),
        ("tracker.formats", {"msgspec", "ruamel", "icalendar", "vl_convert"}),
    ],
)
def test_a_pure_package_imports_only(
    imports: grimp.ImportGraph, package: str, allowed: set[str]
) -> None:
    at_hand = {"tracker", *sys.stdlib_module_names, *allowed}
    strangers = {
        f"{module} imports {imported}"
        for module in {package, *imports.find_descendants(package)}
        for imported in imports.find_modules_directly_imported_by(module)
        if imported.partition(".")[0] not in at_hand
    }
    assert not strangers

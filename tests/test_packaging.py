"""The wheel carries what the program reads at run time besides its modules."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel built from the source distribution, as an index would build it."""
    folder = tmp_path_factory.mktemp("dist")
    build(PROJECT, "sdist", folder)
    subprocess.run(
        [sys.executable, "-m", "tarfile", "-e", *folder.glob("*.tar.gz"), folder], check=True
    )
    (unpacked,) = (path for path in folder.iterdir() if path.is_dir())
    build(unpacked, "wheel", folder)
    (built,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(built).namelist())


def build(source: Path, target: str, folder: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)


def in_the_wheel(folder: str, pattern: str, *, under: str) -> set[str]:
    """Where the files of `folder` in the project are expected: below `under`."""
    root = PROJECT / folder
    names = {f"{under}/{path.relative_to(root).as_posix()}" for path in root.glob(pattern)}
    assert names, f"nothing like {pattern} in {folder}"
    return names


def test_the_wheel_carries_every_module(wheel: set[str]) -> None:
    assert wheel >= in_the_wheel("tracker", "**/*.py", under="tracker")


def test_the_wheel_carries_the_casebooks(wheel: set[str]) -> None:
    assert wheel >= in_the_wheel("tracker/casebooks", "*.yaml", under="tracker/casebooks")


def test_the_wheel_carries_the_page(wheel: set[str]) -> None:
    for folder, pattern in (("templates", "*.html"), ("static", "*.*")):
        assert wheel >= in_the_wheel(
            f"tracker/web/{folder}", pattern, under=f"tracker/web/{folder}"
        )


def test_the_wheel_carries_the_migrations(wheel: set[str]) -> None:
    expected = in_the_wheel("migrations", "**/*.py", under="tracker/store/migrations")
    assert wheel >= expected | {"tracker/store/migrations/script.py.mako"}


def test_the_wheel_says_that_it_is_typed(wheel: set[str]) -> None:
    assert "tracker/py.typed" in wheel


def test_the_wheel_carries_no_tests_and_no_bytecode(wheel: set[str]) -> None:
    tops = {name.partition("/")[0] for name in wheel}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"tracker"}
    assert not [name for name in wheel if name.endswith(".pyc")]

"""What is installed with thidua: it fits together, its licences are permissive, and the lock files hold it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DIRECT = [Requirement(line) for line in PROJECT["dependencies"]]
EXTRAS = {name: [Requirement(line) for line in lines] for name, lines in PROJECT["optional-dependencies"].items()}

EITHER = {"text-unidecode"}
"""Under the Artistic License or the GPL, as whoever uses it likes."""

_COPYLEFT = re.compile(r"\b(?:A?GPL|Affero|GNU General Public)", re.I)


def needed(requirements: list[Requirement]) -> Iterator[tuple[Requirement, str]]:
    """Everything that comes with some packages, and who asks for it."""
    waiting, seen = [(requirement, "thidua") for requirement in requirements], set()
    while waiting:
        requirement, by = waiting.pop()
        yield requirement, by
        key = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        found = installed(requirement.name)
        if key in seen or found is None:
            continue
        seen.add(key)
        for line in found.requires or ():
            other = Requirement(line)
            if other.marker is None or any(other.marker.evaluate({"extra": extra}) for extra in ("", *requirement.extras)):
                waiting.append((other, requirement.name))


@cache
def installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def licence(found: Distribution) -> str:
    metadata = found.metadata
    named = [value for value in metadata.get_all("Classifier") or [] if value.startswith("License")]
    return " ".join([metadata.get("License-Expression") or "", *named, (metadata.get("License") or "")[:200]]).strip()


RUNTIME = {canonicalize_name(requirement.name) for requirement, _ in needed(DIRECT + EXTRAS["cluster"] + EXTRAS["s3"])}


@pytest.mark.parametrize("name", sorted(name for name in RUNTIME if installed(name)))
def test_its_licence_is_permissive(name: str) -> None:
    found = installed(name)
    assert found is not None
    assert licence(found), f"{name} names no licence: look at it"
    assert name in EITHER or not _COPYLEFT.search(licence(found)), licence(found)


def test_the_packages_fit_together() -> None:
    """What ``pip check`` says, of ours alone."""
    wrong = []
    for requirement, by in needed(DIRECT):
        found = installed(requirement.name)
        if found is None:
            wrong.append(f"{by} needs {requirement}, which is not there")
        elif not requirement.specifier.contains(found.version, prereleases=True):
            wrong.append(f"{by} needs {requirement}, there is {found.version}")
    assert wrong == []


def locked(file: str) -> dict[str, str]:
    lines = [line.partition(";")[0].strip() for line in (ROOT / file).read_text(encoding="utf-8").splitlines()]
    pins = [line.partition("==") for line in lines if "==" in line]
    return {canonicalize_name(re.sub(r"\[.*\]", "", name)): version.strip(" \\") for name, _, version in pins}


@pytest.mark.parametrize(
    ("file", "wanted"), [("requirements.lock", DIRECT), ("requirements-dev.lock", DIRECT + EXTRAS["dev"])], ids=["run", "dev"]
)
def test_the_lock_files_hold_what_the_project_asks_for(file: str, wanted: list[Requirement]) -> None:
    pins = locked(file)
    missing = [str(r) for r in wanted if canonicalize_name(r.name) not in pins]
    other = [str(r) for r in wanted if (pin := pins.get(canonicalize_name(r.name))) and not r.specifier.contains(pin, prereleases=True)]
    assert (missing, other) == ([], []), "run: make lock"


def test_the_lock_files_name_no_place_to_fetch_from() -> None:
    for file in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / file).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--" not in re.sub(r"--hash=\S+", "", text)

"""An output folder in a store (``s3://bucket/tables``), which has no rename.

The tables are made on this machine and carried over when they are complete: texts first, then the tables, and `datapackage.json`, which is
taken away before them, last. Whoever finds that file finds the output whole. A run that is killed on the way leaves the work here; the same
command carries it over again.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.misuse import Misuse
from pipeline.publish.atomic import OWN_TEXT, Staging, written_by
from pipeline.publish.schema import NAME, datapackage
from pipeline.publish.write import DESCRIPTOR
from pipeline.stores import home, is_address, opened

_AT_ONCE = 200  # files that are carried over in one go


class StoredStaging(Staging):
    """`Staging` for a folder in a store; ``folder`` and ``work`` are on this machine.

    Raises
    ------
    Misuse
        As `Staging`; or the store cannot be asked.
    """

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        self._store, self._path = opened(self._address)
        if "/" not in self._path:
            raise Misuse(f"{address}: is the root of a store; give a folder of its own with --out, such as {self._address}/tables")
        super().__init__(home() / sha256(self._address.encode()).hexdigest()[:16] / "output")
        self.given = self._address

    def publish(self) -> None:
        """Carry the folder over."""
        before = self._listed()
        self._refuse_foreign()
        ours = {name for name in before if OWN_TEXT.fullmatch(name)} | (written_by(self._descriptor()) & before)
        new = sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())
        texts = [name for name in new if OWN_TEXT.fullmatch(name)]
        tables = [name for name in new if not OWN_TEXT.fullmatch(name) and name != DESCRIPTOR]
        try:
            self._put(texts)
            if DESCRIPTOR in before:
                self._store.rm_file(f"{self._path}/{DESCRIPTOR}")
            self._put(tables)
            gone = sorted(ours - set(new))
            for at in range(0, len(gone), _AT_ONCE):
                self._store.rm([f"{self._path}/{name}" for name in gone[at : at + _AT_ONCE]])
            self._put([DESCRIPTOR])
        except Exception as error:
            raise OSError(None, f"{type(error).__name__}: {error}") from error

    def _put(self, names: list[str]) -> None:
        for at in range(0, len(names), _AT_ONCE):
            some = names[at : at + _AT_ONCE]
            self._store.put([str(self.folder / name) for name in some], [f"{self._path}/{name}" for name in some])

    def _refuse_foreign(self) -> None:
        super()._refuse_foreign()
        if self._listed() and self._descriptor().get("name") != NAME and not self._interrupted():
            raise Misuse(f"{self.given}: holds files that thidua did not write; give a new or empty folder with --out")

    def _interrupted(self) -> bool:
        """Whether a run of ours left it half carried over: nothing but our files, without the descriptor."""
        tables = written_by(datapackage())
        return all(OWN_TEXT.fullmatch(name) or name in tables for name in self._listed())

    def _listed(self) -> set[str]:
        try:
            self._store.invalidate_cache()
            return {str(name).removeprefix(f"{self._path}/") for name in self._store.find(self._path)}
        except FileNotFoundError:
            return set()
        except Exception as error:
            message = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            raise Misuse(f"{self.given}: cannot be read ({message}); check the address, the keys and the endpoint") from error

    def _descriptor(self) -> dict[str, Any]:
        try:
            found = json.loads(self._store.cat_file(f"{self._path}/{DESCRIPTOR}"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def staging(out: str | Path) -> Staging:
    """Where an output is made: beside its place, or here for a store."""
    return StoredStaging(str(out)) if is_address(str(out)) else Staging(Path(out))

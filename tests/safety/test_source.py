"""What the program never does, checked on its text: unpickle, use a shell, run what it read, load YAML loosely, ask a settable clock."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = [path for package in ("extractors", "pipeline") for path in sorted((ROOT / package).rglob("*.py"))]
IDS = [path.relative_to(ROOT).as_posix() for path in FILES]

UNPICKLING = {"pickle", "cPickle", "_pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}
HARMLESS = {("pickle", "PicklingError")}
CALLS = {
    "eval", "exec", "os.system", "os.popen", "os.spawnl", "os.execv", "os.execvp", "subprocess.getoutput", "subprocess.getstatusoutput",
    "tempfile.mktemp", "pty.spawn", "yaml.load", "yaml.load_all", "yaml.unsafe_load", "yaml.full_load", "pandas.read_pickle",
    "pd.read_pickle", "torch.load", "pickle.load", "pickle.loads",
}  # fmt: skip
RUN = {"run", "Popen", "call", "check_call", "check_output"}


def name_of(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{name_of(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def keywords(call: ast.Call) -> dict[str, object]:
    return {k.arg: k.value.value for k in call.keywords if k.arg and isinstance(k.value, ast.Constant)}


def offences(tree: ast.AST) -> Iterator[str]:
    """What a module does that it must not."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (f"imports {alias.name}" for alias in node.names if alias.name.partition(".")[0] in UNPICKLING)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in UNPICKLING:
            yield from (f"imports {node.module}.{a.name}" for a in node.names if (node.module, a.name) not in HARMLESS)
        elif isinstance(node, ast.Call):
            called, named = name_of(node.func), keywords(node)
            if called in CALLS and not _safe_yaml(called, node):
                yield f"calls {called}"
            if named.get("shell") or (called.partition(".")[0] == "subprocess" and called.rpartition(".")[2] in RUN and _is_text(node)):
                yield f"gives {called} to a shell"
            if named.get("allow_pickle"):
                yield f"lets {called} unpickle"
            if called.endswith("XMLParser") and not (named.get("resolve_entities") is False and named.get("no_network", True)):
                yield f"lets {called} resolve entities"
            if called.endswith(("extractall", "extract")) and called.partition(".")[0] in ("zipfile", "tarfile", "package", "archive"):
                yield f"unpacks members under their own names ({called})"


def _safe_yaml(called: str, node: ast.Call) -> bool:
    """YAML is loaded with a safe loader, or one made of it."""
    loaders = [name_of(k.value) for k in node.keywords if k.arg == "Loader"] + [name_of(a) for a in node.args[1:]]
    return called.startswith("yaml.load") and any("Safe" in loader or loader.startswith("_") for loader in loaders)


def _is_text(node: ast.Call) -> bool:
    """The command is one string, which only a shell takes apart."""
    first = node.args[0] if node.args else None
    return isinstance(first, ast.JoinedStr) or (isinstance(first, ast.Constant) and isinstance(first.value, str))


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_nothing_runs_what_was_read(path: Path) -> None:
    assert list(offences(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "bad",
    [
        "import pickle", "from pickle import loads", "import dill as d", "eval(x)", "os.system(x)", "subprocess.run('ls ' + x, shell=True)",
        "subprocess.run(f'ls {x}')", "subprocess.Popen('ls')", "yaml.load(x)", "yaml.load(x, Loader=yaml.Loader)", "yaml.unsafe_load(x)",
        "np.load(x, allow_pickle=True)", "etree.XMLParser()", "etree.XMLParser(resolve_entities=True)", "package.extractall(x)",
    ],
)  # fmt: skip
def test_the_check_sees_what_it_is_for(bad: str) -> None:
    assert list(offences(ast.parse(bad)))


@pytest.mark.parametrize(
    "good", ["yaml.load(x, Loader=yaml.SafeLoader)", "yaml.safe_load(x)", "from pickle import PicklingError", "re.compile(x)"]
)
def test_and_nothing_else(good: str) -> None:
    assert list(offences(ast.parse(good))) == []


# The run measures time with a clock that only goes forward: a machine whose clock is set back in mid-run loses nothing.
_RUN = [path for path in FILES if path.parent == ROOT / "pipeline" or path.parent.name == "publish"]


@pytest.mark.parametrize("path", _RUN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_run_asks_no_clock_that_can_be_set(path: Path) -> None:
    asked = {name_of(node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Attribute)}
    assert asked.isdisjoint({"time.time", "time.time_ns", "datetime.now", "datetime.utcnow", "datetime.today"})

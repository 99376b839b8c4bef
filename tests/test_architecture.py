"""The rules of shape: imports point left, budgets hold, Streamlit and broad excepts stay in their rooms."""

import ast
import statistics
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("ingest", "index", "portal")
MAY_IMPORT = {"ingest": {"ingest"}, "index": {"ingest", "index"}, "portal": {"ingest", "index", "portal"}}
STREAMLIT_ROOMS = ("portal/app.py", "portal/server.py", "portal/resources.py", "portal/widgets/", "portal/views/")
BROAD_EXCEPTS = ("ingest/isolation.py", "portal/app.py", "portal/server.py", "portal/resources.py", "portal/widgets/")
LONGEST_MODULE, LONGEST_FUNCTION, MOST_PARAMETERS, MEDIAN_FUNCTION = 300, 40, 5, 10
Function = ast.FunctionDef | ast.AsyncFunctionDef

MODULES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
}


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            yield node.module or ""


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def broad_excepts(tree: ast.AST) -> Iterator[int]:
    """Lines that catch everything and do not end in raising it again: bare, Exception or BaseException."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and not _raises_again(node):
            caught = ast.walk(node.type) if node.type else [ast.Name("Exception")]
            if any(isinstance(name, ast.Name) and name.id in ("Exception", "BaseException") for name in caught):
                yield node.lineno


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_left(module: str) -> None:
    package = module.partition("/")[0]
    wrong = {name for name in imports(MODULES[module]) if name.partition(".")[0] in set(PACKAGES) - MAY_IMPORT[package]}
    assert wrong == set()


def test_modules_import_each_other_in_no_circle() -> None:
    names = {module.removesuffix("/__init__.py").removesuffix(".py").replace("/", "."): module for module in MODULES}
    graph: dict[str, set[str]] = {}
    for name, module in names.items():
        tree = MODULES[module]
        members = (
            f"{node.module}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        )
        graph[name] = {target for target in chain(imports(tree), members) if target in names} - {name}
    while leaves := [name for name, targets in graph.items() if not targets]:
        for leaf in leaves:
            del graph[leaf]
        for targets in graph.values():
            targets.difference_update(leaves)
    packages = {name for name in graph if names[name].endswith("__init__.py")}
    circles = {name: targets - packages for name, targets in graph.items() if name not in packages}
    while leaves := [name for name, targets in circles.items() if not targets]:
        for leaf in leaves:
            del circles[leaf]
        for targets in circles.values():
            targets.difference_update(leaves)
    assert circles == {}


@pytest.mark.parametrize("module", [module for module in MODULES if not module.startswith(STREAMLIT_ROOMS)])
def test_streamlit_stays_in_its_rooms(module: str) -> None:
    assert {name for name in imports(MODULES[module]) if name.partition(".")[0] == "streamlit"} == set()


@pytest.mark.parametrize("module", MODULES)
def test_module_stays_within_its_budget(module: str) -> None:
    lines = (ROOT / module).read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST_MODULE


@pytest.mark.parametrize("module", MODULES)
def test_functions_stay_within_their_budget(module: str) -> None:
    too_long = {node.name: length(node) for node in functions(MODULES[module]) if length(node) > LONGEST_FUNCTION}
    positional = {
        node.name: len(names)
        for node in functions(MODULES[module])
        if len(names := [arg for arg in (*node.args.posonlyargs, *node.args.args) if arg.arg not in ("self", "cls")])
        > MOST_PARAMETERS
    }
    assert (too_long, positional) == ({}, {})


def test_median_function_is_short() -> None:
    assert statistics.median(length(node) for tree in MODULES.values() for node in functions(tree)) <= MEDIAN_FUNCTION


def test_broad_excepts_stand_only_at_the_two_edges() -> None:
    places = [module for module, tree in MODULES.items() for _ in broad_excepts(tree)]
    assert [place for place in places if not place.startswith(BROAD_EXCEPTS)] == []
    assert sum(place.startswith("ingest/") for place in places) <= 1
    assert sum(place.startswith("portal/") for place in places) <= 1


def test_only_one_module_knows_where_data_lies() -> None:
    knowing = [
        module
        for module, tree in MODULES.items()
        if any(isinstance(node, ast.Name) and node.id == "__file__" for node in ast.walk(tree))
        and any(isinstance(node, ast.Constant) and node.value == "data" for node in ast.walk(tree))
    ]
    assert knowing == ["ingest/datafiles.py"]


@pytest.mark.parametrize("module", MODULES)
def test_paths_of_modules_are_never_touched(module: str) -> None:
    touched = [
        node
        for node in ast.walk(MODULES[module])
        if isinstance(node, ast.Attribute) and node.attr == "path" and isinstance(node.value, ast.Name)
        if node.value.id == "sys"
    ]
    assert touched == []


@pytest.mark.parametrize("source", ["try: f()\nexcept: g()", "try: f()\nexcept (OSError, Exception): g()"])
def test_broad_except_is_seen_in_any_form(source: str) -> None:
    assert list(broad_excepts(ast.parse(source))) == [2]

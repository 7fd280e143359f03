"""Mutation testing of one module: small changes to its code, each of which its tests should notice.

Run `python benchmarks/mutants.py src/icmap/measures/slack.py tests/measures tests/kernels [--most 40] [--seed 1]`. It works in
a copy, changes one operator, comparison, constant or condition at a time, and prints the lines whose change no test saw.
"""

from __future__ import annotations

import argparse
import ast
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KILL_AFTER = 600

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Div,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}


def changes(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Change the tree in one place after the other; yields the line and what was done, and undoes it afterwards."""
    for node in ast.walk(tree):
        yield from _changed(node)


def _changed(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Compare):
        for at, sign in enumerate(node.ops):
            if type(sign) in _COMPARED:
                node.ops[at] = _COMPARED[type(sign)]()
                yield node.lineno, f"{type(sign).__name__} → {type(node.ops[at]).__name__}"
                node.ops[at] = sign
    elif isinstance(node, ast.BinOp) and type(node.op) in _COMPUTED:
        sign_before = node.op
        node.op = _COMPUTED[type(sign_before)]()
        yield node.lineno, f"{type(sign_before).__name__} → {type(node.op).__name__}"
        node.op = sign_before
    elif isinstance(node, ast.BoolOp):
        before = node.op
        node.op = ast.Or() if isinstance(before, ast.And) else ast.And()
        yield node.lineno, "and ↔ or"
        node.op = before
    elif isinstance(node, ast.Constant) and isinstance(node.value, (bool, int)):
        value = node.value
        node.value = not value if isinstance(value, bool) else value + 1
        yield node.lineno, f"{value} → {node.value}"
        node.value = value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLED:
        name = node.func.id
        node.func.id = _CALLED[name]
        yield node.lineno, f"{name} → {node.func.id}"
        node.func.id = name
    elif isinstance(node, (ast.If, ast.IfExp)):
        test = node.test
        node.test = ast.copy_location(ast.UnaryOp(ast.Not(), test), test)
        yield node.lineno, "condition turned round"
        node.test = test


def main() -> int:
    """Print what survived and the score; exit 1 where anything did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("module", type=Path)
    parser.add_argument("tests", nargs="+")
    parser.add_argument("--most", type=int, default=40, help="at most so many changes, drawn at random")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    module = (ROOT / asked.module).resolve().relative_to(ROOT)
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    made = [(line, what, ast.unparse(tree)) for line, what in changes(tree)]
    drawn = sorted(random.Random(asked.seed).sample(made, min(asked.most, len(made))))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "icmap")
        for part in ("src", "tests", "examples", "pyproject.toml"):
            source = ROOT / part
            (shutil.copytree if source.is_dir() else shutil.copy)(
                source, copy.joinpath(part) if source.is_dir() else copy
            )
        plain = ast.unparse(tree)
        if not _noticed_none(copy, module, plain, asked.tests):
            print("the tests fail on the code as it is")
            return 2
        survived = [(line, what) for line, what, text in drawn if _noticed_none(copy, module, text, asked.tests)]
    for line, what in survived:
        print(f"{module}:{line}: {what}: no test noticed")
    print(f"{len(drawn) - len(survived)} of {len(drawn)} changes were noticed (of {len(made)} possible ones)")
    return int(bool(survived))


def _noticed_none(copy: Path, module: Path, text: str, tests: list[str]) -> bool:
    """Whether all tests pass with this text of the module."""
    (copy / module).write_text(text, encoding="utf-8")
    program = (
        f"import sys; sys.path.insert(0, {str(copy / 'src')!r}); import pytest; sys.exit(pytest.main(sys.argv[1:]))"
    )
    try:
        done = subprocess.run(
            [sys.executable, "-c", program, "-q", "-x", "-p", "no:cacheprovider", *tests],
            cwd=copy, capture_output=True, check=False, timeout=KILL_AFTER,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())

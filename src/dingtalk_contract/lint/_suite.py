"""The problems between clauses and their tests, found by reading the tests and not by running them."""

import ast
import fnmatch
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..contract import TargetKind
from ._clauses import Entry
from ._problems import Problem, problem_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A test, and one of the rules that it says it proves."""

    file: Path
    name: str
    pattern: str | None
    """The rule, or a pattern of several; None where it is neither literal nor the key of a literal table."""

    def is_of(self, rule: str) -> bool:
        """Return whether it proves a rule."""
        return self.pattern is not None and fnmatch.fnmatchcase(rule, self.pattern)


def suite_problems(file: object, entries: list[Entry], names: set[str], suite: Path) -> Iterator[Problem]:
    """Find the clauses without a test, and the tests without a clause.

    Args:
        names: every rule and slug of the file, those of malformed entries among them; none where a part is unreadable.
    """
    for kind in TargetKind:
        proofs: list[Proof] = []
        for path in sorted((suite / kind).rglob("test_*.py")):
            try:
                proofs += _proofs(path)
            except (SyntaxError, ValueError) as error:
                yield problem_at(path, (), wrong="the tests cannot be read", why=str(error), remedy="Mend them")
        bound = [entry for entry in entries if kind in entry.data["level"]]
        for entry in bound:
            if not any(proof.is_of(entry.rule) for proof in proofs):
                wrong, why = f"the clause {entry.rule!r} has no {kind} test", "no test is marked with it"
                remedy = f'Mark one with @pytest.mark.rule("{entry.rule}")'
                yield problem_at(file, entry.steps, wrong=wrong, why=why, remedy=remedy)
        unbound = {entry.rule for entry in entries} - {entry.rule for entry in bound}
        yield from _proof_problems(proofs, names - unbound, kind) if names else ()


def _proof_problems(proofs: list[Proof], names: set[str], kind: TargetKind) -> Iterator[Problem]:
    for proof in proofs:
        if not any(map(proof.is_of, names)):
            wrong = f"the test {proof.name} proves {proof.pattern!r}"
            why, remedy = f"no {kind} clause has this name", "Write the clause, or name another"
            yield problem_at(proof.file, (proof.name,), wrong=wrong, why=why, remedy=remedy)


def _proofs(path: Path) -> Iterator[Proof]:
    module = ast.parse(path.read_text(encoding="utf-8"))
    tables = {
        ast.unparse(node.targets[0]): node.value.keys
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
    }
    for node in ast.walk(module):
        for mark in getattr(node, "decorator_list", ()):
            if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.rule":
                assert isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
                for argument in mark.args:
                    is_table = isinstance(argument, ast.Starred)
                    given = tables.get(ast.unparse(argument).removeprefix("*"), [None]) if is_table else [argument]
                    yield from (Proof(file=path, name=node.name, pattern=_literal(each)) for each in given)


def _literal(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None

"""The problems between clauses and their tests, found by reading the tests and not by running them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..contract import TargetKind
from ._clauses import Entry
from ._problems import Problem, problem_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One test class, and the rule that it says it proves."""

    file: Path
    name: str
    rule: str | None
    """None where the mark does not say it in one literal string."""
    docstring: str


def suite_problems(file: object, entries: list[Entry], names: set[str], suite: Path) -> Iterator[Problem]:
    """Find the clauses without a test, the tests without a clause, and the tests in other words.

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
            yield from _entry_problems(file, entry, kind, [each for each in proofs if each.rule == entry.rule])
        unbound = {entry.rule for entry in entries} - {entry.rule for entry in bound}
        yield from _proof_problems(proofs, names - unbound, kind) if names else ()


def _entry_problems(file: object, entry: Entry, kind: TargetKind, proofs: list[Proof]) -> Iterator[Problem]:
    if not proofs:
        wrong, why = f"the clause {entry.rule!r} has no {kind} test", "no class is marked with it"
        remedy = f'Mark one with @pytest.mark.rule("{entry.rule}")'
        yield problem_at(file, entry.steps, wrong=wrong, why=why, remedy=remedy)
    for proof in proofs:
        if " ".join(proof.docstring.split()) != entry.data["statement"]["en"]:
            wrong = f"the class {proof.name} proves {entry.rule!r} in other words"
            why, remedy = f"its docstring is {proof.docstring!r}", "Copy the statement, word by word"
            yield problem_at(file, (*entry.steps, "statement", "en"), wrong=wrong, why=why, remedy=remedy)


def _proof_problems(proofs: list[Proof], names: set[str], kind: TargetKind) -> Iterator[Problem]:
    for proof in proofs:
        if proof.rule is None or proof.rule not in names:
            wrong = f"the class {proof.name} proves {proof.rule!r}"
            why, remedy = f"no {kind} clause has this name", "Write the clause, or name another"
            yield problem_at(proof.file, (proof.name,), wrong=wrong, why=why, remedy=remedy)


def _proofs(path: Path) -> Iterator[Proof]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for mark in getattr(node, "decorator_list", ()):
            if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.rule":
                assert isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
                yield Proof(file=path, name=node.name, rule=_literal(mark), docstring=ast.get_docstring(node) or "")


def _literal(mark: ast.Call) -> str | None:
    argument = mark.args[0] if mark.args else None
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None

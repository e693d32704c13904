"""Clauses broken on demand: for each rule a small function that does one thing wrong, found by the clause's id."""

from collections.abc import Callable, Iterable

from ...contract import Clause, load_catalogue
from ...errors import UsageError
from .._emulator import Emulator
from .._requests import Request
from .._responses import Response
from . import _answers, _bodies, _callers, _deeds, _requests, _spellings
from ._context import BreakContext

RULES = {**_requests.RULES, **_callers.RULES, **_bodies.RULES, **_spellings.RULES, **_answers.RULES, **_deeds.RULES}
"""What breaks a clause, by the rule that proves it."""


def break_clauses(
    emulator: Emulator, clause_ids: Iterable[str], serve: Callable[[Request], Response]
) -> Callable[[Request], Response]:
    """Return what serves requests as before, but for these clauses.

    Raises:
        UsageError: there is no such clause, or nothing here breaks it.
    """
    clauses = _find(emulator, tuple(clause_ids))
    for clause in clauses:
        serve = _wrap(emulator, clause, serve)
    return serve


def _wrap(emulator: Emulator, clause: Clause, serve: Callable[[Request], Response]) -> Callable[[Request], Response]:
    breakage = RULES[clause.rule](BreakContext(emulator=emulator, clause=clause, serve=serve))
    path = emulator.document.operation(clause.operation_id).path
    # Other operations, and paths of nobody, are none of the clause's business.
    return lambda request: breakage(request) if request.path == path else serve(request)


def _find(emulator: Emulator, clause_ids: tuple[str, ...]) -> list[Clause]:
    if not clause_ids:
        return []
    known = {clause.id: clause for clause in load_catalogue(emulator.document)}
    for clause_id in clause_ids:
        if clause_id not in known:
            raise UsageError(f"cannot break {clause_id!r}: there is no such clause. See: dingtalk-contract clauses")
        if known[clause_id].rule not in RULES:
            raise UsageError(f"cannot break {clause_id!r}: the emulator knows no way to break this clause.")
    return [known[clause_id] for clause_id in clause_ids]

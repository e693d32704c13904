"""Consequences: clauses that are broken because another one is."""

from collections.abc import Mapping

from dingtalk_contract.conformance import ClauseSkipped
from dingtalk_contract.contract import Clause, Level


def skip_explained(broken: Mapping[str, Level], clause: Clause, *more: str) -> None:
    """Skip a clause one of whose causes is broken; what must be is never excused by what only should be.

    Args:
        broken: ids of the clauses broken so far, with their levels.
        more: further causes than the clause's own.
    """
    grave = [clause_id for clause_id, level in broken.items() if level is Level.MUST or clause.level is Level.SHOULD]
    for cause in (*clause.causes, *more):
        for clause_id in sorted(grave):
            if clause_id == cause or (cause.endswith("/") and clause_id.startswith(cause)):
                raise ClauseSkipped(f"consequence of {clause_id}") from None

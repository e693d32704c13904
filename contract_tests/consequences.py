"""
Consequences: clauses that are broken because another one is.
"""

from collections.abc import Iterable

from dingtalk_contract.conformance import ClauseSkipped
from dingtalk_contract.contract import Clause


def skip_explained(broken: Iterable[str], clause: Clause, *more: str) -> None:
    """
    Skip a clause one of whose causes is broken.

    Args:
        broken: ids of the clauses broken so far.
        more: further causes than the clause's own.
    """
    for cause in (*clause.causes, *more):
        for clause_id in sorted(broken):
            if clause_id == cause or (cause.endswith("/") and clause_id.startswith(cause)):
                raise ClauseSkipped(f"consequence of {clause_id}") from None

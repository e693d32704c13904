"""The rules of the diff as data: each names one kind of change, and says whom it breaks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Those whom a change can break."""

    CLIENTS = "clients"
    """What calls."""
    SERVERS = "servers"
    """What answers."""
    GATEWAYS = "gateways"
    """What stands between them and forwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of change: its name, what it is, and whom it breaks."""

    name: str
    meaning: str
    breaks: frozenset[Side]
    is_documentation: bool = False

    @property
    def impact(self) -> str:
        """What the change amounts to, in words."""
        if self.breaks:
            return "breaks " + " and ".join(side.value for side in Side if side in self.breaks)
        return "documentation only" if self.is_documentation else "compatible"


_SIDES = {"C": Side.CLIENTS, "S": Side.SERVERS, "G": Side.GATEWAYS}
_ASPECTS = {
    "type": "JSON types",
    "values": "listed values, `enum` or `const`,",
    "bounds": "limits of number, length or count",
    "pattern": "patterns",
    "format": "formats",
    "members": "members beside the declared ones, `additionalProperties`,",
}
_MOVES = {
    "narrowed": ("allow less", {"request": "CS", "answer": "S"}),
    "widened": ("allow more", {"request": "S", "answer": "C"}),
    "changed": ("allow other values, neither more nor less", {"request": "CS", "answer": "CS"}),
}
_TABLE = """
operation/added            S   An operation is new.
operation/removed          C   An operation is gone.
operation/renamed          C   The operationId is another, and with it clause ids and names in the generated client.
operation/moved            CS  An operation has another path or method.
request/field/added            S   A field, parameter or body that may be sent is new; another type of it is refused.
request/field/added-required   CS  A field, parameter or body that must be sent is new.
request/field/removed          C   A field or parameter that could be sent is gone.
request/field/removed-required CS  A field, parameter or body that had to be sent is gone.
request/field/removed-closed   CS  A field is gone from an object without further members; it must be refused now.
request/field/required         CS  What could be sent must be sent.
request/field/renamed          C   A variable of the path has another name; callers of the generated client write it.
request/field/optional         S   What had to be sent need not be sent.
request/access             CS  `readOnly` says otherwise whether a field is sent.
request/default            CS  What a missing value stands for is another.
request/combination        CS  `oneOf`, or the number of schemas in `allOf` or `anyOf`, is another.
request/freedom/added      -   `x-free` leaves more open in requests; accepted and rejected conform there.
request/freedom/removed    CS  `x-free` leaves less open in requests.
request/media-type/added   S   A request may have another Content-Type.
request/media-type/removed CS  A Content-Type of requests is gone.
request/security/narrowed  CS  A way to show a credential is gone, or one must be shown now.
request/security/widened   S   There is another way to show a credential, or none need be shown.
request/security/changed   CS  The credential is another, or stands elsewhere.
request/serialization      CS  A parameter is written in another way: `style`, `explode` and the like.
answer/field/added            -   A field or header that may be answered is new.
answer/field/added-required   S   A field or header that must be answered is new.
answer/field/added-closed     C   A field is new in an object that had no further members.
answer/field/removed          C   A field or header of answers is gone.
answer/field/removed-closed   CS  A field is gone from an object without further members.
answer/field/required         S   What could be answered must be answered.
answer/field/optional         C   What had to be answered need not be answered.
answer/access              CS  `writeOnly` says otherwise whether a field is answered.
answer/default             -   What a missing value of an answer stands for is another.
answer/combination         CS  `oneOf`, or the number of schemas in `allOf` or `anyOf`, is another.
answer/freedom/added       C   `x-free` leaves more open in answers.
answer/freedom/removed     S   `x-free` leaves less open in answers.
answer/media-type/added    C   An answer may have another Content-Type.
answer/media-type/removed  S   A Content-Type of answers is gone.
answer/status/added           C   A status of success, or a default answer, is new.
answer/status/added-failure   -   A status of failure is documented.
answer/status/removed         CS  A status of success, or the default answer, is gone.
answer/status/removed-failure -   A status of failure is no longer documented.
field/annotation           -   `deprecated`, or a `readOnly` or `writeOnly` without effect there, is another.
address/added              -   The service has another address.
address/removed            C   An address of the service is gone.
document/openapi           -   The document is written in another version of OpenAPI.
document/component         -   A component that nothing refers to is another.
document/other             CS  Something is another that no rule reads.
documentation/text         d   A title, summary, description, tag or link is another.
documentation/example      d   An example is another.
documentation/provenance   d   An `x-provenance`, or the provenance or a source of a clause, is another.
documentation/extension    d   Another `x-` extension is another.
documentation/form         d   The file says the same in another form or order.
clause/server/strengthened  S   A clause that servers MUST keep is new, or was a SHOULD.
clause/server/weakened      C   A clause on answers is gone from the MUST of servers; clients counted on it.
clause/server/refusal       -   A clause on what servers refuse (method, token, body) is gone from their MUST.
clause/server/advice        -   A clause that servers SHOULD keep is new or gone.
clause/gateway/strengthened G   A clause that gateways MUST keep is new, or was a SHOULD.
clause/gateway/weakened     CS  A clause is gone from the MUST of gateways; both sides counted on it.
clause/gateway/advice       -   A clause that gateways SHOULD keep is new or gone.
clause/client/strengthened  C   A clause that clients MUST keep is new, or was a SHOULD.
clause/client/weakened      -   A clause is gone from the MUST of clients.
clause/client/advice        -   A clause that clients SHOULD keep is new or gone.
clause/consequence          -   Another clause explains a clause's breach.
clause/needs                -   A clause names another type of field, and binds the same operations of both documents.
clause/reworded             d   A clause says the same in other words, or its hint is another.
clause/other                CSG Something of the clauses is another that no rule reads.
"""


def _rules() -> Iterator[Rule]:
    for line in _TABLE.strip().splitlines():
        name, marks, meaning = line.split(maxsplit=2)
        sides = frozenset(_SIDES[mark] for mark in marks if mark in _SIDES)
        yield Rule(name=name, meaning=meaning, breaks=sides, is_documentation=marks == "d")
    for flow in ("request", "answer"):
        for aspect, words in _ASPECTS.items():
            for move, (verb, breaks) in _MOVES.items():
                if aspect == "members" and move == "changed":
                    continue
                meaning = f"The {words} of {flow}s {verb}."
                sides = frozenset(_SIDES[mark] for mark in breaks[flow])
                yield Rule(name=f"{flow}/{aspect}/{move}", meaning=meaning, breaks=sides)


RULES: Mapping[str, Rule] = {rule.name: rule for rule in _rules()}
"""Every rule by its name; docs/spec-diff.md has them in a table."""

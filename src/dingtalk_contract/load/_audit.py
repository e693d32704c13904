"""The audit after a load: each to-do that was created is listed as often as it must be; then all is put away."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ..conformance import RequestMaker
from ..contract import Operation, Verb, load_document
from ..exchange import Draft, Outcome, Token, Transport, judge_outcome, parse_url, to_curl
from ._observations import Seen
from ._plan import Plan

MOST_PAGES = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Auditor:
    """Looks at the lists of a target when the load is over."""

    plan: Plan
    seen: Seen
    transport: Transport
    by_verb: dict[Verb, Operation]

    def audit(self, settle: float) -> None:
        """Compare the lists with what was put there, as often as the target may need to show it."""
        if Verb.LIST not in self.by_verb or not self.seen.put:
            return
        deadline = time.monotonic() + settle
        while True:
            faults = list(self._faults())
            if not faults or time.monotonic() >= deadline:
                break
            time.sleep(min(0.5, settle / 4))
        for clause_id, expected, received, shell in faults:
            self.seen.blame(clause_id, expected, received, shell)

    def put_away(self) -> int:
        """End the instances and delete the templates of the load, and return how many are left."""
        left = 0
        for verb, role, names in (
            (Verb.END, "instance", self.seen.instances),
            (Verb.DELETE, "template", self.seen.templates),
        ):
            operation = self.by_verb.get(verb)
            left += (
                len(names) if operation is None else sum(not self._puts_away(operation, role, each) for each in names)
            )
        return left

    def _faults(self) -> Iterator[tuple[str, str, str, str]]:
        put, listing = self.by_verb[Verb.PUT], self.by_verb[Verb.LIST]
        shell = to_curl(self._draft(listing, offset=0), self.plan.url)
        for user in sorted({user for user, *_ in self.seen.put}):
            rows = [row for page in self._pages(user) for row in page]
            times = Counter(url for url, _ in rows)
            ids = dict(rows)
            for owner, url, given, state in self.seen.put:
                if owner != user or state == "free":
                    continue
                wanted = int(state == "waiting")
                if times[url] != wanted:
                    expected = f"{url} {wanted} times on the list of {user}"
                    yield f"{put.id}/load/kept", expected, f"{times[url]} times", shell
                elif wanted and given and ids[url] not in (None, *given):
                    expected = f"{url} listed by the id that its own answer gave, {', '.join(given)}"
                    yield f"{put.id}/load/own", expected, str(ids[url]), shell

    def _pages(self, user: str) -> Iterator[list[tuple[str, str | None]]]:
        listing = self.by_verb[Verb.LIST]
        assert listing.deed is not None, "it was found by its deed"
        offset = 0
        for _ in range(MOST_PAGES):
            outcome, reading = judge_outcome(self.transport.exchange(self._draft(listing, user=user, offset=offset)))
            rows = listing.deed.rows(reading.members, ("url", "todo")) if outcome is Outcome.ACCEPTED else []
            if not rows:
                return
            yield [(str(row.get("url")), str(row["todo"]) if "todo" in row else None) for row in rows]
            offset += len(rows)

    def _draft(self, operation: Operation, **roles: object) -> Draft:
        assert operation.deed is not None, "it was found by its deed"
        if operation.deed.verb is Verb.LIST:
            roles |= {"count": 50, "status": operation.deed.means["waiting"]}
        token = Token(value=self.plan.tokens[operation.id])
        return RequestMaker(operation=operation, token=token).draft(
            operation.deed.fill(self.plan.bodies[operation.id], roles)
        )

    def _puts_away(self, operation: Operation, role: str, name: str) -> bool:
        status = next(reversed(operation.values_of("status")), None)
        draft = self._draft(operation, **{role: name, "status": status, "cancels": True})
        return judge_outcome(self.transport.exchange(draft))[0] is Outcome.ACCEPTED


def make_auditor(plan: Plan, seen: Seen) -> Auditor:
    """Make the auditor of a load."""
    document = load_document()
    by_verb: dict[Verb, Operation] = {}
    for name in plan.bodies:
        operation = document.operation(name)
        if operation.deed is not None:
            by_verb.setdefault(operation.deed.verb, operation)
    transport = Transport(address=parse_url(plan.url), timeout=plan.timeout)
    return Auditor(plan=plan, seen=seen, transport=transport, by_verb=by_verb)

"""Correct services that refuse what is over, and see late that it is, or that something is there."""

import time
from dataclasses import dataclass, field

from tests.deeds.service import Json, Refused, Service, Task
from tests.deeds.trials import conforms

LATE = 0.2
"""Seconds until a deed is seen."""
LONG = 1.0
"""Seconds to settle for them."""


@conforms(settle=LONG)
class SeesDeletionsLate(Service):
    """Deletes a template some time after its answer."""

    def delete(self, body: Json) -> Json:
        if body["request"]["process_code"] not in self.templates:
            raise Refused(820004)
        self.later(lambda: self.templates.pop(body["request"]["process_code"], None), LATE)
        return {"success": True}


@conforms(settle=LONG)
@dataclass
class FindsTemplatesLate(Service):
    """Finds a template some time after it was saved."""

    templates: dict[str, str] = field(default_factory=dict)
    saved: dict[str, float] = field(default_factory=dict)

    def keep(self, code: str | None, name: str) -> str:
        self.saved[name] = time.monotonic()
        return super().keep(code, name)

    def find(self, body: Json) -> Json:
        if time.monotonic() - self.saved.get(body["name"], 0.0) < LATE:
            raise Refused(820004)
        return super().find(body)


@conforms(settle=LONG)
class FinishesOnceAndLate(Service):
    """Finishes to-dos some time after its answer, and refuses those that are finished."""

    def finish_each(self, pairs: list[tuple[Task, str]]) -> None:
        if any(task.status != "RUNNING" for task, _ in pairs):
            raise Refused(820006)
        self.later(lambda: super(FinishesOnceAndLate, self).finish_each(pairs), LATE)


@conforms()
class DemandsFakeMode(Service):
    """Refuses a template that does not say that it has no steps of its own."""

    def save(self, body: Json) -> Json:
        if not body["saveProcessRequest"].get("fake_mode"):
            raise Refused(810003)
        return super().save(body)

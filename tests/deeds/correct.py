"""Correct services that differ in when they show what was done, and in how they list it."""

# ruff: noqa: ARG002

from itertools import count

from tests.deeds.service import Instance, Json, Service, Task
from tests.deeds.trials import conforms


@conforms()
class Plain(Service):
    """Does what it says, at once."""


@conforms(settle=2.0)
class ShowsNewToDosLate(Service):
    """Lists a new to-do some time later."""

    shows_new = 0.12


@conforms(settle=2.0)
class ShowsRemovalsLate(Service):
    """Lists a to-do that was taken off for some time more."""

    shows_gone = 0.12


@conforms(settle=2.0)
class ShowsAllOfToDosLate(Service):
    """Lists new to-dos later, and those taken off for a while."""

    shows_new = 0.12
    shows_gone = 0.12


@conforms(settle=2.0)
class SavesTemplatesLate(Service):
    """Renames and deletes templates a moment after the answer."""

    def delete(self, body: Json) -> Json:
        code = body["request"]["process_code"]
        name = self.templates.get(code)
        answer = super().delete(body)
        self.templates[code] = str(name)
        self.later(lambda: self.templates.pop(code, None), 0.3)
        return answer


@conforms(settle=2.0)
class EndsInstancesLate(Service):
    """Ends an instance a moment after the answer."""

    def close(self, instance: Instance, status: str) -> None:
        self.later(lambda: setattr(instance, "status", status), 0.12)


@conforms()
class NewestFirst(Service):
    """Lists the newest to-do first."""

    def select(self, body: Json) -> list[Task]:
        return super().select(body)[::-1]


@conforms()
class OrderById(Service):
    """Lists to-dos in the order of ids that fall."""

    def new_task_id(self) -> int:
        return 63266770000 - next(self.numbers)

    def select(self, body: Json) -> list[Task]:
        return sorted(super().select(body), key=lambda task: task.id)


@conforms()
class OrderByUrl(Service):
    """Lists to-dos as their urls sort."""

    def select(self, body: Json) -> list[Task]:
        return sorted(super().select(body), key=lambda task: (task.url, task.id))


@conforms()
class HidesRemovedOnes(Service):
    """Lists nothing under the status -1."""

    def is_removed(self, task: Task) -> bool:
        return False


@conforms()
class HasSixtyToDosOfOthers(Service):
    """Has to-dos that others made before."""

    def __post_init__(self) -> None:
        super().__post_init__()
        for number in range(60):
            user = ("manager8409", "manager7675")[number % 2]
            self.tasks.append(Task(5000 + number, f"old-{number % 7}", "1111", user, "https://example.com/todo/1"))


@conforms()
class HasAHistoryOfAHundred(Service):
    """Has to-dos that were removed before."""

    def __post_init__(self) -> None:
        super().__post_init__()
        for number in range(100):
            self.tasks.append(Task(5000 + number, "old-1", "1111", "manager8409", "https://a.example", "CANCELED", 0.0))


@conforms()
class OthersWorkAtTheSameTime(Service):
    """Gets a to-do of somebody else's instance on each list now and then."""

    foreign = count(1)

    def listing(self, body: Json) -> Json:
        number = next(self.foreign)
        if number % 20 == 0 and body["offset"] == 0:
            url = f"https://elsewhere.example/{number}"
            self.tasks.append(Task(number, "proc-of-others", "1111", body["userid"], url))
        return super().listing(body)


@conforms()
class CapsPagesAtTwenty(Service):
    """Gives at most twenty to-dos on a page, whatever the count."""

    def cut(self, found: list[Task], start: int, size: int) -> list[Task]:
        return super().cut(found, start, min(size, 20))

    def has_more(self, found: list[Task], start: int, size: int) -> bool:
        return super().has_more(found, start, min(size, 20))


@conforms()
class PutsAToDoOnceAgainOnTheListWhenRemoved(Service):
    """Lists the same url of other instances too."""

    def start(self, body: Json) -> Json:
        answer = super().start(body)
        self.tasks.append(Task(self.new_task_id(), "proc-zzz", "1111", "manager8409", "https://example.com/todo/1"))
        return answer

"""Services that list to-dos otherwise than they say."""

# ruff: noqa: ARG002

from tests.deeds.service import Json, Service, Task
from tests.deeds.trials import breaks


@breaks("queryTasks/lists")
class ListsNothing(Service):
    """Lists no to-do."""

    def select(self, body: Json) -> list[Task]:
        return []


@breaks("queryTasks/lists")
class ListsWhatWasThereAtTheStart(Service):
    """Lists the to-dos of the first instances alone."""

    def is_of(self, task: Task, user: str) -> bool:
        return super().is_of(task, user) and task.instance in {"proc-zzz", "proc-yyy"}


@breaks("queryTasks/lists")
class ListsTheStatusTheWrongWayRound(Service):
    """Lists those removed as waiting, and those that wait as removed."""

    def select(self, body: Json) -> list[Task]:
        return super().select({**body, "status": -1 - body["status"]})


@breaks("queryTasks/lists")
class PagesBeginAtOne(Service):
    """Takes the offset for the number of a page that begins at one."""

    def cut(self, found: list[Task], start: int, size: int) -> list[Task]:
        return found[(start - 1) * size : start * size] if start else []


@breaks("queryTasks/pages")
class ListsNoMoreThanThirty(Service):
    """Lists the first thirty to-dos alone."""

    def select(self, body: Json) -> list[Task]:
        return super().select(body)[:30]


@breaks("queryTasks/pages")
class ListsTheNewestThirty(Service):
    """Lists the last thirty to-dos alone."""

    def select(self, body: Json) -> list[Task]:
        return super().select(body)[-30:]


@breaks("queryTasks/count")
class IgnoresCount(Service):
    """Gives all that is left on each page."""

    def cut(self, found: list[Task], start: int, size: int) -> list[Task]:
        return found[start:]


@breaks("queryTasks/count")
class GivesOneMoreThanCount(Service):
    """Gives one to-do too many on each page."""

    def cut(self, found: list[Task], start: int, size: int) -> list[Task]:
        return found[start : start + size + 1]


@breaks("queryTasks/count")
class GivesTwentyAtLeast(Service):
    """Gives twenty to-dos where fewer are asked for."""

    def cut(self, found: list[Task], start: int, size: int) -> list[Task]:
        return super().cut(found, start, max(20, size))


@breaks("queryTasks/pages")
class SkipsTheLastOfEachPage(Service):
    """Leaves the last to-do of each page out."""

    def cut(self, found: list[Task], start: int, size: int) -> list[Task]:
        end = start + size
        return found[start : end - 1] if end < len(found) else found[start:end]


@breaks("queryTasks/pages")
class SkipsTheFirstOfLaterPages(Service):
    """Leaves the first to-do of each later page out."""

    def cut(self, found: list[Task], start: int, size: int) -> list[Task]:
        begin = start + 1 if start else 0
        return found[begin : begin + size]


@breaks("queryTasks/pages")
class RepeatsTheLastOfThePageBefore(Service):
    """Gives the last to-do of a page again on the next."""

    def cut(self, found: list[Task], start: int, size: int) -> list[Task]:
        begin = max(0, start - 1)
        return found[begin : begin + size]


@breaks("queryTasks/pages")
class TakesOffsetForAPageNumber(Service):
    """Multiplies the offset by the count."""

    def cut(self, found: list[Task], start: int, size: int) -> list[Task]:
        return found[start * size : (start + 1) * size]

    def has_more(self, found: list[Task], start: int, size: int) -> bool:
        return len(found) > (start + 1) * size


@breaks("queryTasks/pages")
class IgnoresOffset(Service):
    """Gives the first page each time."""

    def cut(self, found: list[Task], start: int, size: int) -> list[Task]:
        return found[:size]


@breaks("queryTasks/pages")
class HasAnotherOrderOnEachPage(Service):
    """Turns the order round with each request."""

    def select(self, body: Json) -> list[Task]:
        self.tasks.reverse()
        return super().select(body)


@breaks("queryTasks/pages")
class OrderRotatesWithTheOffset(Service):
    """Orders the to-dos by what the offset makes of their ids."""

    def select(self, body: Json) -> list[Task]:
        return sorted(super().select(body), key=lambda task: task.id * (int(body["offset"]) + 7) % 11)


@breaks("queryTasks/pages")
class ListsAToDoTwice(Service):
    """Gives the first to-do of a page again at its end, where there is room."""

    def cut(self, found: list[Task], start: int, size: int) -> list[Task]:
        page = super().cut(found, start, size)
        return page + page[:1] if 0 < len(page) < size else page


@breaks("queryTasks/pages")
class NeverGivesMoreThanThreePages(Service):
    """Ends the list of to-dos after four."""

    def cut(self, found: list[Task], start: int, size: int) -> list[Task]:
        return super().cut(found, start, size) if start < 4 or size > 4 else []


@breaks("queryTasks/more")
class HasMoreForEver(Service):
    """Says on each page that more follow."""

    def has_more(self, found: list[Task], start: int, size: int) -> bool:
        return True


@breaks("queryTasks/more")
class HasMoreWhereTheLastPageIsFull(Service):
    """Says that more follow where the page is full."""

    def has_more(self, found: list[Task], start: int, size: int) -> bool:
        return len(found[start : start + size]) == size


@breaks("queryTasks/more")
class NeverHasMore(Service):
    """Says on no page that more follow."""

    def has_more(self, found: list[Task], start: int, size: int) -> bool:
        return False


@breaks("queryTasks/more")
class HasMoreWhereAnythingIsListed(Service):
    """Says that more follow on each page with to-dos."""

    def has_more(self, found: list[Task], start: int, size: int) -> bool:
        return len(found) > size


@breaks("queryTasks/more")
class HasMoreCountsOneTooFew(Service):
    """Says before the last page that no more follow where it has one to-do."""

    def has_more(self, found: list[Task], start: int, size: int) -> bool:
        return len(found) > start + size + 1


@breaks("queryTasks/own-list")
class IgnoresUserid(Service):
    """Lists the to-dos of everybody."""

    def is_of(self, task: Task, user: str) -> bool:
        return True


@breaks("queryTasks/own-list")
class ComparesTheBeginningOfUserid(Service):
    """Lists the to-dos of users whose names begin alike."""

    def is_of(self, task: Task, user: str) -> bool:
        return task.user.rstrip("0123456789") == user.rstrip("0123456789")


@breaks("queryTasks/own-list")
class ListsThoseOfTheOriginatorToo(Service):
    """Adds the to-dos of one user to each list."""

    def is_of(self, task: Task, user: str) -> bool:
        return task.user in {user, "manager7675"}


@breaks("queryTasks/own-list")
class ListsTheGroupsOfTheUser(Service):
    """Lists every to-do of an instance in which the user has one."""

    def select(self, body: Json) -> list[Task]:
        mine = super().select(body)
        instances = {task.instance for task in mine}
        is_listed = self.is_waiting if body["status"] == 0 else self.is_removed
        return [task for task in self.tasks if task.instance in instances and is_listed(task)]


@breaks("queryTasks/status")
class IgnoresStatus(Service):
    """Lists all to-dos of a user under each status."""

    def is_waiting(self, task: Task) -> bool:
        return True

    def is_removed(self, task: Task) -> bool:
        return True


@breaks("queryTasks/status")
class ListsWaitingOnesAsRemovedToo(Service):
    """Lists to-dos that wait under both."""

    def is_removed(self, task: Task) -> bool:
        return True


@breaks("queryTasks/status")
class ListsRemovedOnesAsWaitingToo(Service):
    """Lists to-dos that were removed under both."""

    def is_waiting(self, task: Task) -> bool:
        return True

    def is_removed(self, task: Task) -> bool:
        return task.status != "RUNNING"


@breaks("queryTasks/status")
class ListsCompletedOnesAsWaitingToo(Service):
    """Lists completed to-dos under both."""

    def is_waiting(self, task: Task) -> bool:
        return task.status != "CANCELED"

    def is_removed(self, task: Task) -> bool:
        return task.status != "RUNNING"


@breaks("queryTasks/status")
class ListsCanceledOnesAsWaitingToo(Service):
    """Lists cancelled to-dos under both."""

    def is_waiting(self, task: Task) -> bool:
        return task.status != "COMPLETED"

    def is_removed(self, task: Task) -> bool:
        return task.status != "RUNNING"

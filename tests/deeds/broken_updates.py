"""Services that update to-dos otherwise than they say."""

from tests.deeds.service import Json, Refused, Service, Task
from tests.deeds.trials import breaks


@breaks("updateTasks/takes-off")
class CompletedWorksButCanceledDoesNot(Service):
    """Passes over the status CANCELED."""

    def finish_each(self, pairs: list[tuple[Task, str]]) -> None:
        super().finish_each([(task, status) for task, status in pairs if status == "COMPLETED"])


@breaks("updateTasks/takes-off")
class CanceledWorksButCompletedDoesNot(Service):
    """Keeps completed to-dos on the list."""

    def finish_each(self, pairs: list[tuple[Task, str]]) -> None:
        super().finish_each([(task, status) for task, status in pairs if status == "CANCELED"])


@breaks("updateTasks/takes-off")
class FinishesTheFirstAlone(Service):
    """Updates the first to-do of a request."""

    def finish_each(self, pairs: list[tuple[Task, str]]) -> None:
        super().finish_each(pairs[:1])


@breaks("updateTasks/takes-off")
class FinishesTheLastAlone(Service):
    """Updates the last to-do of a request."""

    def finish_each(self, pairs: list[tuple[Task, str]]) -> None:
        super().finish_each(pairs[-1:])


@breaks("updateTasks/takes-off")
class FinishesThoseOfTheFirstUserAlone(Service):
    """Updates the to-dos of one user."""

    def finish_each(self, pairs: list[tuple[Task, str]]) -> None:
        super().finish_each([pair for pair in pairs if pair[0].user == pairs[0][0].user])


@breaks("updateTasks/takes-off")
class FinishesNothing(Service):
    """Says that it updated, and updates nothing."""

    def finish_each(self, pairs: list[tuple[Task, str]]) -> None:
        """Do nothing."""


@breaks("updateTasks/spares-others")
class FinishesAllOfTheUser(Service):
    """Updates every to-do of the user."""

    def finish_each(self, pairs: list[tuple[Task, str]]) -> None:
        users = {task.user: status for task, status in pairs}
        super().finish_each([(task, users[task.user]) for task in self.tasks if task.user in users])


@breaks("updateTasks/spares-others")
class FinishesAllOfTheInstance(Service):
    """Updates every to-do of the instance."""

    def finish_each(self, pairs: list[tuple[Task, str]]) -> None:
        super().finish_each([(task, pairs[0][1]) for task in self.tasks_of(pairs[0][0].instance)])


@breaks("updateTasks/spares-others")
class FinishesAllOfTheGroup(Service):
    """Updates every to-do of the group."""

    def finish_each(self, pairs: list[tuple[Task, str]]) -> None:
        groups = {task.group for task, _ in pairs}
        of_instance = self.tasks_of(pairs[0][0].instance)
        super().finish_each([(task, pairs[0][1]) for task in of_instance if task.group in groups])


@breaks("updateTasks/spares-others")
class FinishesTheNextOneToo(Service):
    """Updates the to-do after the one that is named."""

    def finish_each(self, pairs: list[tuple[Task, str]]) -> None:
        after = self.tasks[self.tasks.index(pairs[-1][0]) + 1 :][:1]
        super().finish_each([*pairs, *((task, pairs[-1][1]) for task in after)])


@breaks("updateTasks/spares-others", settle=2.0)
class FinishesTheOthersOfTheGroupLater(Service):
    """Cancels the rest of the group a moment later, as or-sign steps would have it."""

    def finish_each(self, pairs: list[tuple[Task, str]]) -> None:
        super().finish_each(pairs)
        of_group = [each for task, _ in pairs for each in self.tasks_of(task.instance) if each.group == task.group]
        self.later(lambda: self.set_status(of_group, "CANCELED"))


@breaks("updateTasks/refused")
class ChecksFieldsAfterTheUpdate(Service):
    """Updates to-dos before it looks at the fields."""

    acts_first = "updateTasks", 400002


@breaks("updateTasks/refused")
class ChecksTheTokenAfterTheUpdate(Service):
    """Updates to-dos before it looks at the token."""

    acts_first = "updateTasks", 88


@breaks("updateTasks/refused")
class FinishesUpToTheUnknownToDo(Service):
    """Updates to-do by to-do until one is unknown."""

    def finish(self, body: Json) -> Json:
        asked = body["request"]
        known = {task.id: task for task in self.tasks_of(self.find_instance(asked["process_instance_id"]).id)}
        for each in asked["tasks"]:
            if each["task_id"] not in known:
                raise Refused(400002)
            self.finish_each([(known[each["task_id"]], each["status"])])
        return {}

"""Services that create to-dos otherwise than they say."""

from dataclasses import replace

from tests.deeds.service import Instance, Json, Service, Task
from tests.deeds.trials import breaks


@breaks("createTasks/distinct-ids")
class SameIdForAllOfACall(Service):
    """Gives every to-do of a call the id of the first."""

    def make(self, instance: Instance, asked: Json) -> list[Task]:
        new = super().make(instance, asked)
        for task in new:
            task.id = new[0].id
        return new


@breaks("createTasks/listed")
class ForgetsTheSecondToDo(Service):
    """Stores the first to-do of a call alone."""

    def put(self, body: Json) -> Json:
        before = len(self.tasks)
        answer = super().put(body)
        del self.tasks[before + 1 :]
        return answer


@breaks("createTasks/listed")
class ForgetsTheLastToDo(Service):
    """Stores all to-dos of a call but the last of several."""

    def put(self, body: Json) -> Json:
        before = len(self.tasks)
        answer = super().put(body)
        del self.tasks[max(before + 1, len(self.tasks) - 1) :]
        return answer


@breaks("createTasks/listed")
class PutsAllOnTheListOfTheFirstUser(Service):
    """Puts every to-do of a call on one list."""

    def put(self, body: Json) -> Json:
        before = len(self.tasks)
        answer = super().put(body)
        for task in self.tasks[before:]:
            task.user = self.tasks[before].user
        return answer


@breaks("createTasks/listed")
class OneToDoForEachUserOfACall(Service):
    """Keeps the last to-do of a user in a call."""

    def put(self, body: Json) -> Json:
        before = len(self.tasks)
        answer = super().put(body)
        self.tasks[before:] = {task.user: task for task in self.tasks[before:]}.values()
        return answer


@breaks("createTasks/listed")
class ANewCallReplacesTheGroup(Service):
    """Forgets the to-dos that a group had before."""

    def make(self, instance: Instance, asked: Json) -> list[Task]:
        gone = [task for task in self.tasks_of(instance.id) if task.group == asked.get("activity_id")]
        self.tasks = [task for task in self.tasks if task not in gone]
        return super().make(instance, asked)


@breaks("createTasks/listed")
class ForgetsThoseOfNoGroup(Service):
    """Stores no to-do whose group has an empty name."""

    def put(self, body: Json) -> Json:
        answer = super().put(body)
        self.tasks = [task for task in self.tasks if task.group != ""]
        return answer


@breaks("createTasks/as-created")
class AnswersIdsOfAnotherKind(Service):
    """Answers the place of a to-do for its id."""

    def put(self, body: Json) -> Json:
        answer = super().put(body)
        for place, row in enumerate(answer["tasks"]):
            row["task_id"] = len(self.tasks) * 100 + place
        return answer


@breaks("createTasks/as-created")
class AnswersTheIdsInAnotherOrder(Service):
    """Gives each user the id of another's to-do."""

    def put(self, body: Json) -> Json:
        answer = super().put(body)
        ids = [row["task_id"] for row in reversed(answer["tasks"])]
        for row, each in zip(answer["tasks"], ids, strict=True):
            row["task_id"] = each
        return answer


@breaks("createTasks/as-created")
class ListsTheUrlWithoutItsQuery(Service):
    """Lists the url of each to-do without its query."""

    def show(self, task: Task) -> Json:
        return {**super().show(task), "url": task.url.split("?")[0]}


@breaks("createTasks/as-created")
class ListsTheFirstUrlOfTheCall(Service):
    """Gives each to-do of a call the url of the first."""

    def make(self, instance: Instance, asked: Json) -> list[Task]:
        new = super().make(instance, asked)
        for task in new:
            task.url = new[0].url
        return new


@breaks("createTasks/no-others")
class CreatesEachTwice(Service):
    """Stores each to-do twice, under two ids."""

    def put(self, body: Json) -> Json:
        before = len(self.tasks)
        answer = super().put(body)
        self.tasks += [replace(task, id=self.new_task_id()) for task in self.tasks[before:]]
        return answer


@breaks("createTasks/no-others")
class CreatesOneForTheOriginatorToo(Service):
    """Puts a to-do on the list of the originator with each call."""

    def put(self, body: Json) -> Json:
        answer = super().put(body)
        asked = {"userid": "manager7675", "url": "https://example.com/form/1"}
        self.tasks.append(self.new_task(self.tasks[-1].instance, self.tasks[-1].group, asked))
        return answer


@breaks("createTasks/no-others")
class CreatesForEachUserTheWholeCall(Service):
    """Puts every to-do of a call on the list of each of its users."""

    def put(self, body: Json) -> Json:
        before = len(self.tasks)
        answer = super().put(body)
        new = self.tasks[before:]
        users = {task.user for task in new}
        self.tasks += [
            replace(task, id=self.new_task_id(), user=user) for task in new for user in users if user != task.user
        ]
        return answer


@breaks("createTasks/no-others")
class PutBringsFinishedOnesBack(Service):
    """Sets the finished to-dos of an instance running when one is put."""

    def make(self, instance: Instance, asked: Json) -> list[Task]:
        for task in self.tasks_of(instance.id):
            task.status = "RUNNING"
        return super().make(instance, asked)


@breaks("createTasks/distinct-ids")
class TheLastHasTheIdOfTheFirst(Service):
    """Gives the last to-do of a call the id of the first."""

    def make(self, instance: Instance, asked: Json) -> list[Task]:
        new = super().make(instance, asked)
        new[-1].id = new[0].id
        return new

"""Services that do wrong a little after their answer."""

from dataclasses import replace

from tests.deeds.broken_tokens import NewTokens
from tests.deeds.service import Json, Service, Task
from tests.deeds.trials import breaks


@breaks("cancelTaskGroup/again", settle=2.0)
class SecondCancelReopensLater(Service):
    """Brings a group back a moment after it was cancelled a second time."""

    def cancelled_by(self, asked: Json) -> list[Task]:
        chosen = super().cancelled_by(asked)
        for task in [task for task in chosen if task.status == "CANCELED"]:
            self.later(lambda task=task: setattr(task, "status", "RUNNING"))  # type: ignore[misc]  # the default binds the task
        return chosen


@breaks("cancelTaskGroup/spares-groups", settle=2.0)
class CancelsEveryGroupALittleLater(Service):
    """Cancels every to-do of the instance a moment after the answer."""

    def cancelled_by(self, asked: Json) -> list[Task]:
        all_ = self.tasks_of(asked["process_instance_id"])
        self.later(lambda: self.set_status(all_, "CANCELED"))
        return super().cancelled_by(asked)


@breaks("cancelTaskGroup/spares-others", settle=2.0)
class CancelsTheGroupInEveryInstanceOfTheTemplateLater(Service):
    """Cancels the same group of the template's other instances a moment later."""

    def cancelled_by(self, asked: Json) -> list[Task]:
        groups = self.groups_of(asked)
        template = self.instances[asked["process_instance_id"]].template
        others = [task for task in self.tasks if self.instances[task.instance].template == template]
        self.later(lambda: self.set_status((task for task in others if task.group in groups), "CANCELED"))
        return super().cancelled_by(asked)


@breaks("deleteProcess/gone", settle=2.0)
class DeletedTemplatesComeBack(Service):
    """Restores a template a moment after it was deleted."""

    def delete(self, body: Json) -> Json:
        code = body["request"]["process_code"]
        name = self.templates.get(code, "")
        answer = super().delete(body)
        self.later(lambda: self.templates.setdefault(code, name))
        return answer


@breaks("deleteProcess/spares-others", settle=2.0)
class DeletesTheTemplateBeforeALittleLater(Service):
    """Deletes another template a moment after the answer."""

    def delete(self, body: Json) -> Json:
        codes = list(self.templates)
        answer = super().delete(body)
        before = codes[codes.index(body["request"]["process_code"]) - 1]
        self.later(lambda: self.templates.pop(before, None))
        return answer


@breaks("updateInstance/ends", settle=2.0)
class ReopensALittleLater(Service):
    """Opens an instance again a moment after it was ended."""

    def end(self, body: Json) -> Json:
        answer = super().end(body)
        instance = self.instances[body["request"]["process_instance_id"]]
        self.later(lambda: setattr(instance, "status", "RUNNING"))
        return answer


@breaks("createTasks/listed", settle=2.0)
class ToDosVanishALittleLater(Service):
    """Forgets the second to-do of a call a moment after the answer."""

    def put(self, body: Json) -> Json:
        before = len(self.tasks)
        answer = super().put(body)
        for task in self.tasks[before + 1 :]:
            self.later(lambda task=task: self.tasks.remove(task))  # type: ignore[misc]  # the default binds the task
        return answer


@breaks("createTasks/no-others", settle=2.0)
class RetriesALittleLater(Service):
    """Puts the last to-do of a call once more, a moment after the answer."""

    def put(self, body: Json) -> Json:
        answer = super().put(body)
        extra = replace(self.tasks[-1], id=self.new_task_id(), url="https://example.com/reminder")
        self.later(lambda: self.tasks.append(extra))
        return answer


@breaks("getToken/lasting", settle=2.0)
class ANewTokenEndsTheOldALittleLater(NewTokens):
    """Forgets the tokens before a moment after a new one was given."""

    def keep_token(self, token: str) -> None:
        old = self.tokens[1:]
        super().keep_token(token)
        self.later(lambda: self.forget(old))

    def forget(self, old: list[str]) -> None:
        self.tokens = [each for each in self.tokens if each not in old]

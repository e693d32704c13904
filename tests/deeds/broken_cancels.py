"""Services that cancel otherwise than they say."""

# ruff: noqa: ARG002

from tests.deeds.service import Json, Refused, Service, Task
from tests.deeds.trials import breaks


@breaks("cancelTaskGroup/cancels")
class CancelsNothing(Service):
    """Says that it cancelled, and cancels nothing."""

    def cancelled_by(self, asked: Json) -> list[Task]:
        return []


@breaks("cancelTaskGroup/cancels")
class CancelsTheListAlone(Service):
    """Cancels the groups of the list, and none where there is no list."""

    def groups_of(self, asked: Json) -> list[str]:
        return list(asked.get("activity_id_list", ()))


@breaks("cancelTaskGroup/cancels")
class CancelsOneToDoOfTheGroup(Service):
    """Cancels the first running to-do of each group."""

    def cancelled_by(self, asked: Json) -> list[Task]:
        running = [task for task in super().cancelled_by(asked) if task.status == "RUNNING"]
        return list({task.group: task for task in reversed(running)}.values())


@breaks("cancelTaskGroup/cancels")
class CancelsOfTheFirstUserAlone(Service):
    """Cancels the to-dos of the user who had the first one of the instance."""

    def cancelled_by(self, asked: Json) -> list[Task]:
        chosen = super().cancelled_by(asked)
        return [task for task in chosen if task.user == chosen[0].user]


@breaks("cancelTaskGroup/cancels")
class CancelsTheFirstPutOfTheGroupAlone(Service):
    """Cancels no to-do that was put in a group that had some."""

    def cancelled_by(self, asked: Json) -> list[Task]:
        chosen = super().cancelled_by(asked)
        return list({(task.group, task.user): task for task in reversed(chosen)}.values())


@breaks("cancelTaskGroup/cancels")
class CancelsTooLate(Service):
    """Cancels a second after it said so."""

    def cancel(self, body: Json) -> Json:
        self.later(lambda: super(CancelsTooLate, self).cancel(body), 1.0)
        return {}


@breaks("cancelTaskGroup/each-group")
class CancelsActivityIdAlone(Service):
    """Passes over the list of groups."""

    def groups_of(self, asked: Json) -> list[str]:
        return [asked["activity_id"]]


@breaks("cancelTaskGroup/each-group")
class CancelsTheFirstOfTheListAlone(Service):
    """Cancels activity_id and the first group of the list."""

    def groups_of(self, asked: Json) -> list[str]:
        return super().groups_of(asked)[:2]


@breaks("cancelTaskGroup/each-group")
class CancelsTwoOfTheListAlone(Service):
    """Cancels activity_id and the first two groups of the list."""

    def groups_of(self, asked: Json) -> list[str]:
        return super().groups_of(asked)[:3]


@breaks("cancelTaskGroup/each-group")
class CancelsTheLastOfTheListAlone(Service):
    """Cancels activity_id and the last group of the list."""

    def groups_of(self, asked: Json) -> list[str]:
        return [asked["activity_id"], *asked.get("activity_id_list", ())[-1:]]


@breaks("cancelTaskGroup/each-group")
class CancelsOneToDoOfEachListedGroup(Service):
    """Cancels activity_id whole, and of the groups of the list those of one user."""

    def cancelled_by(self, asked: Json) -> list[Task]:
        chosen = super().cancelled_by(asked)
        whole = [task for task in chosen if task.group == asked["activity_id"]]
        return whole + list({task.group: task for task in reversed(chosen)}.values())


@breaks("cancelTaskGroup/again")
class CancelToggles(Service):
    """Brings a group back when it is cancelled a second time."""

    def cancel(self, body: Json) -> Json:
        for task in self.cancelled_by(body["request"]):
            task.status = "CANCELED" if task.status == "RUNNING" else "RUNNING"
        return {}


@breaks("cancelTaskGroup/again")
class CancelBesideAnotherGroupRestores(Service):
    """Brings a cancelled group back when it is cancelled in a list."""

    def cancelled_by(self, asked: Json) -> list[Task]:
        chosen = super().cancelled_by(asked)
        back = [task for task in chosen if task.status == "CANCELED" and len(asked.get("activity_id_list", ())) > 1]
        for task in back:
            task.status = "RUNNING"
        return [task for task in chosen if task not in back]


@breaks("cancelTaskGroup/spares-groups")
class CancelsEveryGroup(Service):
    """Cancels every to-do of the instance."""

    def cancelled_by(self, asked: Json) -> list[Task]:
        return self.tasks_of(asked["process_instance_id"])


@breaks("cancelTaskGroup/spares-groups")
class CancelsEveryGroupWithAList(Service):
    """Cancels every to-do of the instance where a list is given."""

    def cancelled_by(self, asked: Json) -> list[Task]:
        is_all = "activity_id_list" in asked
        return self.tasks_of(asked["process_instance_id"]) if is_all else super().cancelled_by(asked)


@breaks("cancelTaskGroup/spares-groups")
class CancelsTheGroupBeforeToo(Service):
    """Cancels the groups that were put before the one that is named."""

    def cancelled_by(self, asked: Json) -> list[Task]:
        of_instance, chosen = self.tasks_of(asked["process_instance_id"]), super().cancelled_by(asked)
        return of_instance[: of_instance.index(chosen[-1]) + 1] if chosen else []


@breaks("cancelTaskGroup/spares-others")
class CancelsTheGroupInEveryInstance(Service):
    """Cancels the same group of all instances."""

    def cancelled_by(self, asked: Json) -> list[Task]:
        return [task for task in self.tasks if task.group in self.groups_of(asked)]


@breaks("cancelTaskGroup/spares-others")
class CancelsTheListInEveryInstance(Service):
    """Cancels the groups of the list in all instances."""

    def cancelled_by(self, asked: Json) -> list[Task]:
        listed = asked.get("activity_id_list", ())
        return super().cancelled_by(asked) + [task for task in self.tasks if task.group in listed]


@breaks("cancelTaskGroup/spares-groups")
class CancelsAllToDosOfTheUsersConcerned(Service):
    """Cancels every to-do of each user who has one of the group."""

    def cancelled_by(self, asked: Json) -> list[Task]:
        users = {task.user for task in super().cancelled_by(asked)}
        return [task for task in self.tasks if task.user in users]


@breaks("cancelTaskGroup/spares-others")
class CancelReopensInOtherInstances(Service):
    """Brings to-dos of other instances back when it cancels."""

    def cancelled_by(self, asked: Json) -> list[Task]:
        for task in self.tasks:
            is_elsewhere = task.instance != asked["process_instance_id"] and task.group in self.groups_of(asked)
            task.status = "RUNNING" if is_elsewhere and task.status == "CANCELED" else task.status
        return super().cancelled_by(asked)


@breaks("cancelTaskGroup/refused")
class ChecksFieldsAfterTheCancel(Service):
    """Cancels before it looks at the fields."""

    acts_first = "cancelTaskGroup", 400002


@breaks("cancelTaskGroup/refused")
class ChecksTheTokenAfterTheCancel(Service):
    """Cancels before it looks at the token."""

    acts_first = "cancelTaskGroup", 88


@breaks("cancelTaskGroup/refused")
class ChecksTheAgentAfterTheCancel(Service):
    """Cancels before it misses the agentid."""

    acts_first = "cancelTaskGroup", 400002

    def cancelled_by(self, asked: Json) -> list[Task]:
        is_first = "agentid" not in asked and isinstance(asked.get("activity_id_list", []), list)
        return super().cancelled_by(asked) if is_first or isinstance(asked.get("agentid"), int) else []


@breaks("cancelTaskGroup/refused")
class ChecksEachGroupOfTheListAsItGoes(Service):
    """Cancels group by group until one is no text."""

    acts_first = "cancelTaskGroup", 400002

    def cancelled_by(self, asked: Json) -> list[Task]:
        groups = self.groups_of(asked)
        wrong = next((index for index, each in enumerate(groups) if not isinstance(each, str)), len(groups))
        is_else_good = isinstance(asked.get("agentid"), int) and wrong > 0
        return [task for task in super().cancelled_by(asked) if task.group in groups[:wrong] and is_else_good]


@breaks("cancelTaskGroup/refused")
class CancelsThenRefusesAnUnknownGroup(Service):
    """Cancels the groups that it knows, and refuses because of one that it does not."""

    def cancel(self, body: Json) -> Json:
        super().cancel(body)
        asked = body["request"]
        if not {task.group for task in self.tasks_of(asked["process_instance_id"])}.issuperset(self.groups_of(asked)):
            raise Refused(820004)
        return {}


@breaks("cancelTaskGroup/refused")
class RefusesASecondCancelAndRestores(Service):
    """Refuses to cancel what has nothing running, and undoes the first cancel by that."""

    def cancel(self, body: Json) -> Json:
        chosen = self.cancelled_by(body["request"])
        if chosen and all(task.status != "RUNNING" for task in chosen):
            for task in chosen:
                task.status = "RUNNING"
            raise Refused(820004)
        return super().cancel(body)

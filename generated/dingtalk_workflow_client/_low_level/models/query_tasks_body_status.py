from enum import IntEnum


class QueryTasksBodyStatus(IntEnum):
    VALUE_0 = 0
    VALUE_NEGATIVE_1 = -1

    def __str__(self) -> str:
        return str(self.value)

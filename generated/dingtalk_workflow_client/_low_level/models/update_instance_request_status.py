from enum import StrEnum


class UpdateInstanceRequestStatus(StrEnum):
    COMPLETED = "COMPLETED"
    TERMINATED = "TERMINATED"

    def __str__(self) -> str:
        return str(self.value)

from enum import StrEnum


class FormComponentComponentName(StrEnum):
    CALCULATEFIELD = "CalculateField"
    DDATTACHMENT = "DDAttachment"
    DDDATEFIELD = "DDDateField"
    DDDATERANGEFIELD = "DDDateRangeField"
    DDMULTISELECTFIELD = "DDMultiSelectField"
    DDPHOTOFIELD = "DDPhotoField"
    DDSELECTFIELD = "DDSelectField"
    INNERCONTACTFIELD = "InnerContactField"
    MONEYFIELD = "MoneyField"
    NUMBERFIELD = "NumberField"
    RELATEFIELD = "RelateField"
    TABLEFIELD = "TableField"
    TEXTAREAFIELD = "TextareaField"
    TEXTFIELD = "TextField"

    def __str__(self) -> str:
        return str(self.value)

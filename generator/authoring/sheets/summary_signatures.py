"""Lines of signatures under a table: who made, checked and sent it, when, and how to reach them."""

import re

from generator.authoring.sheets.summary_words import bare

_ROLE = (
    r"(?:(?:主要|分管|单位|部门|处室|科室|统计|填报|经办)*(?:负责人?|领导)"
    r"|(?:制表|编制|审核|审定|审批|批准|复核|校[核对]|签发|填[表报写]|经办|报送|报出|上报|统计|联系)"
    r"(?:人员?|者|单位|科室|处室)?(?:姓名|签[字名章])?)"
)
_BRACKET = r"(?:\((?:签[字名章]|盖章|公章|章|签[字名]盖章)\))?"
_REACH = r"(?:及?(?:联系|办公|手机)?(?:电话|方式|手机号?|邮箱)|(?:日期|时间))"
_DAY = r"[0-9]{4}[年./-][0-9]{1,2}[月./-](?:[0-9]{1,2}日?)?"
_TELEPHONE = r"[0-9]{3,4}-?[0-9]{7,8}|1[0-9]{10}|[\w.+-]{1,64}@[\w.-]{1,64}"
_NAME = r"[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff]{2,20}[局委办厅室]"
_VALUE = rf"(?:{_NAME}|{_DAY}|{_TELEPHONE})?{_BRACKET}"
_LABELLED = re.compile(rf"(?:(?:{_ROLE}{_BRACKET}{_REACH}?|{_REACH}){_BRACKET}[:：]?{_VALUE})+")
_ALONE = re.compile(_VALUE)


def is_signature(text: str, *, beside: bool = False) -> bool:
    """Whether a text only signs a table; `beside` one that does, a bare name, day or telephone does as well."""
    plain = bare(text)
    return bool(len(plain) < 80 and (_LABELLED.fullmatch(plain) or (beside and _ALONE.fullmatch(plain))))

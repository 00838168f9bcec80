"""Codes and numbers of a fixed form that others give out: registrations of a site, divisions, checksums."""

from generator.model.field_types import matching

#: 网站标识码 (conventions GOV-28a).
SiteCode = matching(r"[0-9]{10}|bm[0-9]{8}", "请写主办单位提供的 10 位数字，或 bm 加 8 位数字。")
#: ICP and public-security registration numbers (conventions GOV-28b, GOV-28c).
IcpNumber = matching(
    r"[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川贵云陕甘青桂藏宁新蒙蜀黔滇陇]ICP备(?:[0-9]{8}|[0-9]{10})号(?:-[0-9]+)?",
    "请照备案的写法，例如 苏ICP备05012345号-1。",
)
PoliceNumber = matching(r"[一-龥]公网安备\s?[0-9]{14}号", "请照备案的写法，例如 苏公网安备 32010202010001号。")
#: The authority of a tag URI (RFC 4151): who, and since when.
Authority = matching(r"[a-z0-9.-]{1,80},[0-9]{4}(-[0-9]{2}){0,2}", "请写“域名,年份”，例如 example.org,2026。")
#: A division code of GB/T 2260; parks and clusters add three digits to that of their city.
DivisionCode = matching(r"[0-9]{6}([0-9]{3})?", "请写 6 位数字；园区在所在市的代码后再加 3 位。")
#: SHA-256, as this program writes it.
Digest = matching(r"[0-9a-f]{64}", "这是程序写的校验值，请不要改动；要改正数字，请更正记录。")
#: The beginning of one, over figures that are not to be changed.
Seal = matching(r"[0-9a-f]{16}", "请用命令写出，不要自己填。")

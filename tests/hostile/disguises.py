"""Data of persons as people write it so that no program finds it, and what only looks alike. All of it is made up."""

from stdnum.cn import ric

MOBILE = "13800138000"


def identity(front: str) -> str:
    """An identity number with the check digit that fits."""
    return front + str(ric.calc_check_digit(front + "0"))


NUMBER = identity("32010219900307123")


def _in_figures(text: str, nought: str) -> str:
    return "".join(chr(ord(nought) + int(sign)) if sign.isdigit() else sign for sign in text)


#: By the nought of each row of figures.
_ROWS = {
    "formula-bold": "𝟎",
    "formula-double": "𝟘",
    "formula-sans": "𝟢",
    "formula-typed": "𝟶",
    "segments": "🯰",
    "tibetan": "༠",
    "mongolian": "᠐",
    "thai": "๐",
    "dai": "᧐",
    "bengali": "০",
}
#: Name: code, text. Refused.
REFUSED = {
    **{f"mobile-{name}": ("E602", f"联系{_in_figures(MOBILE, nought)}。") for name, nought in _ROWS.items()},
    **{f"identity-{name}": ("E601", f"身份证{_in_figures(NUMBER, nought)}。") for name, nought in _ROWS.items()},
    "circles": ("E602", "联系➀➂➇⓪⓪➀➂➇⓪⓪⓪。"),
    "circles-black": ("E602", "联系❶❸❽❶❸❽❶❸❽❶❸。"),
    "full-stops": ("E602", "联系⒈⒊⒏⒈⒊⒏⒈⒊⒏⒈⒊。"),
    "keycaps": ("E602", f"联系{''.join(f'{sign}️⃣' for sign in MOBILE)}。"),
    "capitals": ("E602", "联系壹叁捌零零壹叁捌零零零。"),
    "han-mixed": ("E602", "联系138零零138零零零。"),
    "letters": ("E602", "联系138OO138OOO。"),
    "letters-all": ("E602", "手机I38OOI38OOO。"),
    "broken": ("E602", "联系138\n  0013\n  8000。"),
    "broken-odd": ("E602", "联系13800\n  138000。"),
    "broken-dash": ("E602", "联系138-0013-\n  8000。"),
    "identity-broken": ("E601", f"身份证{NUMBER[:10]}\n  {NUMBER[10:]}。"),
    "slashes": ("E602", "联系138/0013/8000。"),
    "underscores": ("E602", "回复138_0013_8000。"),
    "dashes-spaced": ("E602", "回复138 - 0013 - 8000。"),
    "trunk": ("E602", "拨打013800138000。"),
    "pair": ("E602", "回复13800138000-13900139000。"),
    "app": ("E602", "VX13800138000。"),
    "number-behind": ("E602", "联系电话13800138000号。"),
    "entity-space": ("E602", "联系138&nbsp;0013&nbsp;8000。"),
    "entity-dash": ("E602", "联系138&#8211;0013&#8211;8000。"),
    "entity-unseen": ("E602", "联系138&shy;0013&shy;8000。"),
    "identity-groups": ("E601", f"号码{NUMBER[:6]} {NUMBER[6:10]} {NUMBER[10:14]} {NUMBER[14:]}。"),
    "identity-single": ("E601", f"号码{' '.join(NUMBER)}。"),
    "identity-slashes": ("E601", f"号码{NUMBER[:6]}/{NUMBER[6:14]}/{NUMBER[14:]}。"),
    "identity-letters": ("E601", f"号码ID{NUMBER}。"),
    "card-broken": ("E603", "账号4111111\n  111111111。"),
    "card-dots": ("E603", "汇入4111.1111.1111.1111。"),
}
#: Name: code, text. Told.
TOLD = {
    **{
        f"mail-{name}": ("W603", f"邮箱{address}。")
        for name, address in {
            "hash": "wang#qq.com",
            "brackets": "wang(at)qq.com",
            "brackets-wide": "wang（at）163.com",
            "brackets-square": "wang[at]gmail.com",
            "word": "wang艾特qq.com",
            "words": "wang at qq dot com",
            "spaces": "wang @ qq.com",
            "stop": "wang@qq。com",
            "small": "wang﹫qq.com",
            "entity": "wang&#64;qq.com",
            "escape": "wang\\@qq.com",
            "bold": "wang**@**qq.com",
            "live": "wang@live.com",
            "yahoo": "wang@yahoo.com.cn",
            "proton": "wang@proton.me",
        }.items()
    },
    **{
        f"plate-{name}": ("W602", f"车牌{plate}。")
        for name, plate in {
            "dash": "苏A-12345",
            "dot": "苏A.12345",
            "middle": "苏A・12345",
            "small": "苏a12345",
            "bold": "苏A**12345**",
            "energy-last": "苏A12345D",
        }.items()
    },
    "home-estate": ("W605", "张某现住试验小区3幢401室。"),
    "home-registered": ("W605", "户籍地址：试验市试验路5号2幢301室。"),
    "home-lane": ("W605", "住址为试验路12弄3号401室。"),
    "person-role": ("W607", "请求人王小明，被请求人某公司。"),
    "person-reporter": ("W607", "举报人李小红，男。"),
    "person-bracket": ("W607", "上诉人（原审被告）王小明，男。"),
    "person-others": ("W607", "原告王小明等三人到庭。"),
    "person-verb": ("W607", "被告人王小明犯假冒专利罪。"),
    "passport-space": ("W604", "护照G 12345678。"),
}
#: Honest words of an office.
HONEST = {
    "standard": "新GB18580标准正式实施，新GB7258、新GB 18580-2017要求更严。",
    "train": "乘坐京G12345次列车。",
    "cloud": "云ERP2020系统、云CRM20201平台、新EN12345标准。",
    "project": "编号 139-2020-0001 的课题结题，项目139-2020-0002立项。",
    "money-before": "人民币13800138000，金额：13800138000，产值达18912345678。",
    "money-unit": "质押登记金额（元）：15912345678；港币13800138000，RMB 13800138000。",
    "quantities": "发行13800138000股，用户18912345678户，持有15912345678条，产出13912345678吨。",
    "fixed-lines": "电话（025）83236123、0510-8582 1234、86-25-83236138、025-8368 1389 转 8001。",
    "hotlines": "12345政务服务热线、12330、12315、12388、95533、400-828-1380。",
    "records": "软著登字第13800138号，2021SR1380013，植物新品种权号CNA20191380013。",
    "foreign-patents": "美国专利US10,138,000B2、PCT/CN2019/138001、WO2020/138000A1。",
    "licences": "苏ICP备2020138001号-1，苏公网安备32010602010138号，浙B2-20080224。",
    "stock": "苏A股上市，粤B12类目录，京A区，沪G60科创走廊。",
    "minors": "宣传未成年人保护法，保护未成年人权益；开发电子病历系统、病历管理软件。",
    "moved-in": "企业入住创新苑3栋、创业园12号3幢401室。",
    "office-mail": "邮箱ipr@nanjing.gov.cn、office@njust.edu.cn，微博@南京发布，C#语言。",
    "phrases": "申请人曾任职，原告于六月，申请人许愿，被申请人高端，申请人严谨。",
    "scripts": "藏文༡༩༤༩年，蒙古文᠒᠐᠒᠐年，①政策②资金③人才，Ⅰ、Ⅱ，5G、CO₂、10³。",
    "lines": "2019年授权1380件\n  2020年授权1402件，合计\n  2782件。",
    "year-row": "2016 2017 2018 2019 2020 12。",
}

"""What gives a person away, as data: a pattern, what must or must not stand near it, which check digit has to fit.

Both the command line and the form in the browser read these; `pii` finds them in a text.
"""

import re
from dataclasses import dataclass

from generator.text.person_names import HAN_SIGN


@dataclass(frozen=True, slots=True)
class Detector:
    """One kind of thing: what it is called, its code, its form.

    `near` must stand in the twelve characters before it, `unless` may not. `check` names what has to hold besides the
    form, `mask` how many characters are kept at both ends.
    """

    code: str
    name: str
    pattern: str
    near: str = ""
    check: str = ""
    mask: tuple[int, int] = (1, 1)
    unless: str = ""


_DAY = r"(?:0[1-9]|1[0-2])[ .-]?(?:0[1-9]|[12]\d|3[01])"
_BIRTH = rf"\d{{5}}[ .-]?(?:18|19|20)\d{{2}}{_DAY}[ .-]?\d{{3}}[ .-]?[0-9Xx](?![0-9A-Za-z])"
#: What a number of things or of money is followed by, and no telephone number is.
_AMOUNT = (
    r"\s?(?:[元万亿件份次吨册株篇例]|[千百]万?元|千[瓦克米]|[美欧日港韩]元|美金|港币|人次|号(?![码段])|项(?!目)|家(?![属长人里庭])"
    r"|支(?!持|付|援|行|部|队|撑)|枚|粒|瓶|盒|箱|袋|桶|双(?!方)|只(?!限|能|有|在|接|要)|头(?!像)|羽|株|棵|盏|颗|根(?!据)|卷|克|米|笔(?!记|者)"
    r"|升(?!级)|股(?!东)|个(?![人体])|台(?![湾州])|户(?![主籍])|条(?!理)|平方|立方|公[里斤顷]|字节)"
)
#: What money stands behind, and what stands before the number of a thing that has a year in its middle.
_MONEY = r"(?<!美元|欧元|日元|港元|港币)(?<!人民币)(?<!RMB )(?<![额值])(?<![额值][为达：:])(?<!元[）)][：:])"
_NUMBERED = r"(?:(?<!编号|课题|项目|合同)(?<!(?:编号|课题|项目|合同)[ ：:为])|(?!1\d\d-(?:19|20)\d\d-))"
#: What a number that is named as one of something else stands behind.
_NAMED = (
    r"(?:合同|协议|订单|运单|单据|流水|凭证|发票|登记|备案|受理|批准|许可|证书|课题|项目|产品|批次?|货|图纸|文件|档案|采购|招标|标段"
    r"|物料|设备|序列|条形?|商品|存单|保单|提单)(?:编号|号码?|编码|代码|码)[：:为是 ]{0,2}$"
)
#: New standards (新GB18580) and the numbers of trains, years behind a number: no plates.
_NO_PLATE = r"(?!新(?:G[AB]|H[GJ]|JB|YY|QB|D[BLZ]|NY|CJ|J[RT]|L[SY]) ?\d)"
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PRIVATE_MAIL = re.sub(
    "[a-z]",
    lambda found: f"[{found[0]}{found[0].upper()}]",
    r"(?:vip\.)?(?:qq|foxmail|163|126|139|188|189|sina|sohu|gmail|outlook|hotmail|live|msn|yahoo|icloud|me|proton|protonmail"
    r"|aliyun|tom|21cn)\.com|yeah\.net|proton\.me|(?:sina|yahoo)\.com\.cn|(?:sina|wo|live|yahoo|189)\.cn",
).replace(r"\.", r"(?:[.。]| ?(?:[Dd][Oo][Tt]|点) ?)")
#: An @, and how people write it so that no machine finds it.
_AT = r" ?[@#★] ?| ?[（(\[{【] ?(?:[Aa][Tt]?|@|艾特) ?[）)\]}】] ?|艾特| [Aa][Tt] (?=\S+ (?:[Dd][Oo][Tt]|点))"
_HAN = HAN_SIGN
ROLES = (
    "原告|被告人|被告|上诉人|被上诉人|第三人|申请人|被申请人|犯罪嫌疑人|嫌疑人|嫌犯|被害人|受害人|当事人|侵权人|请求人|投诉人|举报人"
    "|被执行人|罪犯|违法行为人|行为人|经营者|经营人|店主|业主|摊主|户主|个体工商户|个体户|证人|患者|死者"
)
#: A person who is named only as another's is one with whom the public has nothing to do.
_RELATIVES = "其(?:妻子?|丈夫|儿子|女儿|[父母]亲|[兄弟姐妹子女])"
_ROLE = rf"(?:{ROLES}|{_RELATIVES})(?:（[^（）]{{1,12}}）)?[：: ]?"
#: What stands behind a name at the end of its phrase, and in the middle of a sentence.
_END = r"(?=[，。、；（(]|诉(?![讼求])|[辩述]称|与被|不服|犯(?!罪)|等[一二两三四五六七八九十\d]{1,2}人|$)"
_GOING_ON = (
    r"(?=向|侵[害犯]|被(?!告|申)|于|在|因|系|以|为|将|从|明知|未经|擅自|自[12]|通过|购|销售|生产|经营|[到出]庭|涉嫌|对|称|表示|认为|提[出交供起]"
    r"|上诉|承认|赔偿|伙同|[12]\d{3}年)"
)
_HOUSE = r"\d{1,5}(?:号|弄|幢|栋|组|单元|室)(?:\d{1,5}(?:号|幢|栋|单元|室|组)){0,4}(?:\d{1,5}室?)?"
DETECTORS: tuple[Detector, ...] = (
    # Foreigners who live here have numbers that begin with 9, as most companies have.
    Detector(
        "E601",
        "身份证号码",
        r"(?<!\d)(?<!\d\.)[1-9](?:[ .·/_-]?\d){16}[ .·/_-]?[0-9Xx](?![0-9A-Za-z])",
        check="identity",
        mask=(4, 4),
    ),
    Detector("W601", "像是身份证号码的数字", rf"(?<![0-9A-Za-z])[1-8]{_BIRTH}", check="identity-date", mask=(4, 4)),
    Detector(
        "W601",
        "像是旧身份证号码的数字",
        rf"(?<![\d.\-])[1-8]\d{{7}}{_DAY}\d{{3}}(?![\d.])",
        near="身份证|证件|公民",
        mask=(4, 2),
    ),
    Detector(
        "E602",
        "手机号码",
        rf"(?=[+018])(?<![\dA-Za-z.\-$¥￥]){_MONEY}{_NUMBERED}(?:(?:\+|00)?86[- ]?)?1[3-9]\d"
        rf"(?:[- ]{{0,3}}\d{{4}}[- ]{{0,3}}|[./_·+]\d{{4}}[./_·+])\d{{4}}"
        rf"(?!\d|\.\d|[- ]?\d{{4}}(?!\d{{7}}(?!\d))|{_AMOUNT})",
        mask=(3, 4),
        unless=_NAMED,
    ),
    Detector(
        "E602",
        "手机号码",
        rf"(?<!\d)0?1(?:[ .·()（）/_-]{{0,3}}\d){{10}}(?!\d|{_AMOUNT})",
        near="电话|手机|联系|微信|拨打|[Tt][Ee][Ll]|[WwVv][Xx]|[Vv]信|[Ww]e[Cc]hat|[Mm]obile",
        check="mobile",
        mask=(3, 4),
        unless=_NAMED,
    ),
    # Figure by figure, as nobody writes an amount.
    Detector("E602", "手机号码", r"(?<![\d.])1 {1,2}[3-9](?: {1,2}\d){9}(?! ?\d)", mask=(3, 4), unless=_NAMED),
    # Directly behind such a word nothing is an amount.
    Detector(
        "E602",
        "手机号码",
        r"(?:电话|手机号|联系方式)码?[：:是为 ]{0,2}(?P<name>1[3-9](?:[ .-]?\d){9})(?!\d)",
        mask=(3, 4),
    ),
    Detector(
        "E602",
        "手机号码",
        r"(?<![0-9A-Za-z])[1Il][3-9](?:[- ]?[0-9OoIl]){9}(?![0-9A-Za-z])",
        near="电话|手机|联系|微信|拨打",
        mask=(3, 4),
    ),
    Detector(
        "E603",
        "银行卡号",
        r"(?<![\d.])(?<![A-Za-z])[3-6]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![\d.]|\s?[元万亿件])",
        check="luhn",
        mask=(0, 4),
    ),
    Detector(
        "E603",
        "银行卡号",
        r"(?<![\d.])[3-6](?:[ .-]?\d){15,18}(?!\d)",
        near="卡号|[账帐]号|账户|汇入|转账",
        check="luhn",
        mask=(0, 4),
    ),
    # Whatever its check digit: companies have accounts, only persons have cards.
    Detector(
        "E603",
        "银行卡号",
        r"(?:银行|储蓄|信用)卡?卡?号码?[：:是为 ]{0,2}(?P<name>[3-6](?:[ -]?\d){14,18})(?!\d)",
        mask=(0, 4),
    ),
    Detector(
        "W602",
        "车牌号",
        rf"{_NO_PLATE}[{PROVINCES}][A-HJ-NP-Za-hj-np-z][·•・‧. -]?(?:[A-HJK][A-HJ-NP-Z0-9]\d{{4}}|\d{{5}}[A-HJK]"
        r"|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Z0-9次]|-(?:19|20)\d\d)",
        check="figures",
        mask=(2, 2),
    ),
    Detector(
        "W603",
        "个人邮箱",
        rf"(?<![A-Za-z0-9])[A-Za-z0-9][A-Za-z0-9_.+\-]{{0,63}}(?:{_AT})(?:{_PRIVATE_MAIL})(?![A-Za-z0-9_\-]|\.[A-Za-z0-9])",
        mask=(1, 0),
        unless="投稿|征稿|来稿|征集|(?:报名|咨询|公开|官方|公共|办公|单位|举报|监督|受理)邮箱",
    ),
    Detector("W603", "QQ号", r"(?<![A-Za-z])[Qq][Qq](?:号码?)?[：:是为 ]{0,2}(?P<name>[1-9]\d{4,10})(?![\d年])"),
    Detector(
        "W603",
        "微信号",
        r"(?<!公众)(?<!官方)(?<!企业)微信(?:号码?[：:是为 ]{0,2}|[：:] ?)(?P<name>[A-Za-z][A-Za-z0-9_-]{5,19})",
    ),
    Detector(
        "W604",
        "护照或通行证号码",
        r"(?<![A-Z0-9])(?:(?:[PSD]E|E[A-Z0-9]) ?\d{7}|[GDSP] ?\d{8}|[CHM] ?\d{8,10})(?!\d)",
        near="护照|通行证|证件|证号",
        mask=(1, 2),
    ),
    Detector(
        "W605",
        "住址",
        rf"(?:户籍(?:所在)?地(?:址)?|家庭(?:住址|地址)|身份证(?:住址|地址)|家住|现居住?|居住于|暂住|(?<![入居])住(?![宿房建所院])址?)"
        rf"[：:在于为 ]{{0,2}}(?P<name>{_HAN}{{1,24}}(?:(?:[路街巷弄道村苑里]|小区|花园|公寓|家园){_HOUSE}"
        rf"|[村镇乡屯庄]第?(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}})(?:村民小)?组))",
        mask=(2, 0),
    ),
    Detector(
        "W605",
        "住址",
        rf"(?P<name>{_HAN}{{1,12}}[村屯庄]第?(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}})(?:村民小)?组\d{{1,4}}号)",
        mask=(2, 0),
    ),
    Detector(
        "W606",
        "可能涉及个人的内容",
        r"未满十四周?岁|(?<!保护)未成年(?!人?的?(?:司法|网络|权益|综合)?(?:保护|教育|模式|文具|用品|读物|玩具|产品|服装|市场|节目|思想))人?"
        r"|(?<!电子)病历(?!档案|系统|管理|软件|数据|夹|本)|(?:个人|本人|私人)(?:银行)?(?:账号|账户|卡号)",
    ),
    # The day itself is not repeated.
    Detector("W606", "出生日期", r"(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?(?P<name>出?生)(?![产效物态活长机])"),
    Detector("W606", "出生日期", r"(?P<name>出生日期|出生年月|(?<![诞产发])生于)[：:为 ]{0,2}(?:19|20)\d{2}"),
    Detector("W606", "个人情况", rf"[男女][，,、 ](?P<name>{_HAN}{{1,4}}族(?=[，,。；、])|现?年?\d{{1,3}}周?岁)"),
    Detector("W606", "个人情况", rf"{_HAN}[（(](?:[男女][，,、 ]?)?(?P<name>现?年?\d{{1,3}}周?岁)[）)，,]"),
    Detector(
        "W607", "自然人的全名", rf"{_ROLE}(?P<name>{_HAN}{{1,8}}·{_HAN}{{1,8}}|{_HAN}{{2,4}}?){_END}", check="person"
    ),
    Detector("W607", "自然人的全名", rf"{_ROLE}(?P<name>{_HAN}{{2,4}}?){_GOING_ON}", check="person-sure"),
    Detector(
        "W607", "自然人的全名", rf"{_ROLE}(?:{_HAN}{{2,4}}、){{1,3}}?(?P<name>{_HAN}{{2,3}}){_END}", check="person"
    ),
    Detector(
        "W607",
        "自然人的全名",
        rf"{_ROLE}(?:{_HAN}{{2,4}}、){{1,3}}?(?P<name>{_HAN}{{2,3}}?){_GOING_ON}",
        check="person-sure",
    ),
)

"""Names of natural persons among the parties of a case (conventions ID-21)."""

import re

#: Family names of one and of two characters, by how many people bear them.
FAMILY_NAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖萧田董袁潘蒋蔡余于杜叶程苏魏吕丁任沈姚卢姜崔钟"
    "谭陆汪范石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
DOUBLE_NAMES = ("欧阳", "司马", "诸葛", "上官", "司徒", "皇甫", "东方", "夏侯", "尉迟", "令狐", "慕容", "公孙")
#: What the short name of an organisation holds.
_ORGANISATION = r"[某等方公司厂店局院所会社馆行铺部处中心集团学校]|[^一-龥·]"
#: Words that begin like a family name.
_WORDS = (
    "陈[述列]|范[围本例畴]|高[度管级新校邮淳兴端]|任[何意职务期选]|于[是此本年月]|于[一二三四五六七八九十]月|向[法其原被对本上各来前]|许[可诺多愿]|付[款清出费]|顾[问客]"
    "|谢绝|严[重格谨]|万[一元能科达]|钱款|杜绝|程[序度式]|周[期边]|马上|雷同|何[时处人种况]|郑重|曾[经与向因在多任]|肖像|余[款下额]"
    "|史[实料]|董事|陆续|毛利|龙头|江[苏南北宁阴都]|苏[州南北]|徐州|沈阳|武[汉进]|吴[江中]|姜堰|唐山|韩国|石[油化材]|黄[金色海]"
)
ORGANISATION = re.compile(rf"{_ORGANISATION}|^(?:{_WORDS})")


def persons_in(parties: str) -> list[str]:
    """The full names of natural persons in a list of parties; remarks in brackets are no names."""
    bare = re.sub(r"[（(][^（()）]*[）)]", "", parties)
    return [name for name in re.split(r"[、，,;；\s]", bare) if is_person(name)]


def family_name(name: str) -> str:
    """The part of a name that may stay."""
    return name[:2] if name.startswith(DOUBLE_NAMES) else name[:1]


def is_person(name: str) -> bool:
    """Whether a party's name looks like the full name of a natural person."""
    if ORGANISATION.search(name):
        return False
    if name.startswith(DOUBLE_NAMES):
        return len(name) in (3, 4)
    return "·" in name or (name[:1] in FAMILY_NAMES and len(name) in (2, 3))

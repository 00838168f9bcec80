"""Names of natural persons among the parties of a case (conventions ID-21)."""

import re
import tomllib
from collections.abc import Collection
from importlib.resources import files

#: Chinese characters with all their extensions; people's names use the rarest of them.
HAN_SIGN = "[㐀-䶿一-鿿豈-﫿\U00020000-\U0003347f]"
_NAMES = tomllib.loads(files(__package__).joinpath("family_names.toml").read_text(encoding="utf-8"))
#: Family names of one and of two characters.
FAMILY_NAMES = frozenset("".join(_NAMES["single"].split() + _NAMES["common"].split()))
COMMON_NAMES = frozenset("".join(_NAMES["common"].split()))
DOUBLE_NAMES = tuple(_NAMES["double"].split())
#: What the short name of an organisation holds, and what none of a person does.
_ORGANISATION = r"某|公司|[银商]行|集团|学[校院]|大学|中心|[等方厂店局院所会社馆铺部处团校网庭队站室厅委协]$"
#: Words that begin like a family name, as far as they stand where a name could.
_WORDS = (
    "陈[述列]|范[围本例畴]|高[度管级新校邮淳兴端通效质]|任[何意职务期选命]|于[是此本年月]|于[一二三四五六七八九十]月|向[法其原被对本上各来前有社]|许[可诺多愿]|付[款清出费]|顾[问客]"
    "|谢绝|严[重格谨]|万[一元能科达]|钱款|杜绝|程[序度式]|周[期边]|马上|雷同|何[时处人种况]|郑重|曾[经与向因在多任]|肖像|余[款下额]"
    "|史[实料]|董事|陆续|毛利|龙头|江[苏南北宁阴都]|苏[州南北]|徐州|沈阳|武[汉进]|吴[江中]|姜堰|唐山|韩国|石[油化材]|黄[金色海]"
    "|应[当该予于对向在依以诉]|和[解其被原第本他上]|时[任为有间]|常[年州熟住见委规]|安[全徽装排置]|平[等台均时台]|成[立为员果功交都]|全[部体国省市面额]"
    "|关[于联系键]|都[有是已]|有[权无效关限意过]|能[够否]|经[过营审查本法理济]|从[事而中其]|后[来又续]|相[关应互同]|明[知确显示]|双[方名]|单[位独方]"
    "|公[安证告司民众]|国[家内外际]|文[化书件字]|家[庭属人长]|广[东西州大告]|海[关南外]|连续|利[用益害]|通[过知州]|计算|包[括含装]|支付|强[制行]"
    "|解[除释决]|居[住民]|易[于购]|充分|终[止结]|简称|空[调白]|年[龄度报检初末底中]|法[院定律人官]|司[法机]|农[业民村]|边境|干[部扰]|车[辆主间]|权[利益]|师[傅生]"
    "|长期|门[店市户]|开[发始户具]|来[自源到信]|真[实正]|运[营用输]|良好|贵[州方]|青[年岛少]|普通|智[能慧]|承[认担诺办租]|敬[业请]|香[港]|行[为政业]|要求"
    "|代[理表为购销]|区[分域]|原[告审则因件]|修[改复]|初[步审次]|商[标家户品场会务业]|爱[好心]|言[论称]|福[建利]|红[色]|黑[色]|白[色天]|金[额融属陵坛湖]|银[行]|温[州]"
    "|东[台海莞]|南[京通方]|宁[波愿]|镇[江]|泰[州兴]|华[为东联]|方[式便法案面向针可能认同未不提已均在就与和主代要请律辩答陈自拒]|项[目下]|管[理辖]|路[径过]|水[平产]|山[东西]|云[南]|包[邮]|种[子植]|查[明封询处]|计[划]"
)
ORGANISATION = re.compile(rf"{_ORGANISATION}|^(?:{_WORDS})")
_HAN_ALONE = re.compile(HAN_SIGN)


def persons_in(parties: str, brands: Collection[str] = ()) -> list[str]:
    """The full names of natural persons in a list of parties; remarks in brackets are no names."""
    bare = re.sub(r"[（(][^（()）]*[）)]", "", parties)
    names = [name for part in re.split(r"[、，,;；\n]", bare) for name in _parted(part.split())]
    return [name for name in names if is_person(name, brands)]


def _parted(pieces: list[str]) -> list[str]:
    """Names that spaces part; a space after a single character stands inside a name, as in 王 小明."""
    return ["".join(pieces)] if any(len(piece) == 1 for piece in pieces) else pieces


def family_name(name: str) -> str:
    """The part of a name that may stay."""
    return name[:2] if name.startswith(DOUBLE_NAMES) else name[:1]


def is_person(name: str, brands: Collection[str] = ()) -> bool:
    """Whether a party's name looks like the full name of a natural person; brands that do are a list of the column."""
    if name in brands or ORGANISATION.search(name):
        return False
    if name.startswith(DOUBLE_NAMES) and len(name) in (3, 4):
        return True
    return "·" in name or (name[:1] in FAMILY_NAMES and len(name) in (2, 3))


def is_person_for_sure(name: str, brands: Collection[str] = ()) -> bool:
    """The same in the middle of a sentence, where most characters that may be family names are other words."""
    return is_person(name, brands) and (name[:1] in COMMON_NAMES or name.startswith(DOUBLE_NAMES))

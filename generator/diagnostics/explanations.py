"""What every code means: an example of the mistake, the same written right, and why it matters.

The index of mistakes on the site and `wanlixing explain` are made of this. `proof` names the kind of a sound
record that `wrong` spoils and `right` mends when its lines take the place of the same fields; tests do just that.
Without `proof` the examples are about files, lists or settings, and are told in words.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explained:
    """One code for people: the wrong and the right way, and the reason for the rule."""

    wrong: str
    right: str
    why: str
    proof: str = ""


EXPLAINED: dict[str, Explained] = {
    "E001": Explained(
        "content/cases/nanjing/anli.yml 是快捷方式或链接",
        "提交文件本身",
        "链接指向的东西不随投稿一起送来，还可能指到不该公开的文件。",
    ),
    "E002": Explained(
        "用记事本按 ANSI（GBK）保存",
        "另存为时选 UTF-8",
        "编码不对，读出来就是乱码。",
    ),
    "E003": Explained(
        "title: 试〔U+200B〕验市举办培训（“试”后面有看不见的零宽空格）",
        "title: 试验市举办培训",
        "从网页和 PDF 粘贴常带来看不见的字符，读者搜索时就找不到这条记录。",
    ),
    "E004": Explained(
        "content/highlights/培训.yml",
        "content/highlights/nanjing/nanjing-peixun-2020.yml",
        "文件名就是网址，文件夹就是种类和单位，放错了程序不知道是谁报的什么。",
    ),
    "E005": Explained(
        "一条记录 400 KB", "精简正文，或分成几条；图片另放 content/images/", "过大的文件多半是误放了别的内容。"
    ),
    "E006": Explained(
        "一次投稿里既有 content/cases/nanjing/，又改了 content/lists/",
        "只放 content/cases/nanjing/ 和 content/images/nanjing/",
        "程序、词表和别的单位的内容牵涉所有人，要由维护者处理；已发布的记录删去了，原来的网址就打不开。",
    ),
    "E101": Explained("title：试验市举办培训", "title: 试验市举办培训", "冒号要用英文的，后面空一格。", "highlight"),
    "E102": Explained(
        "place: 试验会议中心\nplace: 试验图书馆", "place: 试验会议中心", "写了两次，不知道以哪个为准。", "highlight"
    ),
    "E103": Explained(
        "place: &a 试验会议中心",
        'place: "&a 试验会议中心"',
        "“&”“*”“!”开头是 YAML 的特殊语法，本专栏不用；是文字的，加引号。",
        "highlight",
    ),
    "E104": Explained("tags: [[[[[[[培训]]]]]]]", "tags: [培训]", "层次过深多半是括号或缩进写错了。", "highlight"),
    "E105": Explained(
        "place: 试验会议中心\n---\ntitle: 另一件事", "place: 试验会议中心", "一个文件只写一条记录。", "highlight"
    ),
    "E106": Explained("（空文件）", "title: 试验市举办培训", "每行是“字段: 值”的形式。"),
    "E107": Explained("[地点]: 试验会议中心", "place: 试验会议中心", "字段名是普通文字。", "highlight"),
    "E108": Explained(
        "place: 试验园区 #3号楼", 'place: "试验园区 #3号楼"', "“#”后面会被当作注释丢掉，加引号就不会。", "highlight"
    ),
    "E201": Explained("adress: 试验会议中心", "place: 试验会议中心", "字段名写错了，内容不会显示。", "highlight"),
    "E202": Explained(
        "summary:", "summary: 试验市知识产权局举办一场银企对接会。", "必填的内容缺了，页面不完整。", "highlight"
    ),
    "E203": Explained(
        "sources: 试验消息",
        "sources:\n  - title: 试验消息\n    publisher: 试验市知识产权局",
        "这里要写成列表，每项一个短横线。",
        "highlight",
    ),
    "E204": Explained(
        f"title: {'试验市举办知识产权金融银企对接活动' * 4}",
        "title: 试验市举办知识产权金融银企对接活动",
        "太长了，列表、手机和公众号里显示不下。",
        "highlight",
    ),
    "E205": Explained("title: 培训", "title: 试验市举办知识产权培训", "太短了，看不出是谁的什么事。", "highlight"),
    "E206": Explained(
        "results:\n  enterprises: 约30家",
        "results:\n  enterprises: 30",
        "这里只写数字，才能汇总；“约”“余”写在正文里。",
        "highlight",
    ),
    "E207": Explained(
        "event_date: 2020年6月18日", "event_date: 2020-06-18", "日期统一写法，才能排序和进入日历。", "highlight"
    ),
    "E208": Explained(
        "coverage:\n  - title: 试验报道\n    publisher: 试验日报\n    url: www.test.example.org",
        "coverage:\n  - title: 试验报道\n    publisher: 试验日报\n    url: https://www.test.example.org/",
        "网址要完整，读者才点得开。",
        "highlight",
    ),
    "E209": Explained("form: 网上", "form: 线上", "只能从给出的几个词里选，读者才能按它筛选。", "highlight"),
    "E210": Explained(
        "images:\n  - file: 开幕.JPG\n    alt: 开幕",
        "（改名为 kaimu.jpg）",
        "文件名会成为网址的一部分，中文和大写在有的系统里打不开。",
    ),
    "E211": Explained(
        "kicker: position:absolute; color:red",
        'kicker: "color:#b0292b; font-size:14px"',
        "公众号的编辑器会丢掉它不认识的写法，文章粘贴进去就变了样。",
    ),
    "E301": Explained(
        "南京和苏州各有一个 peixun-2020.yml",
        "nanjing-peixun-2020.yml、suzhou-peixun-2020.yml",
        "同一种类的编号不能重复，它就是网址。",
    ),
    "E302": Explained(
        "related: [meiyou-zhetiao]", "related: []", "引用的记录要已经在专栏里，写对方的文件名，不带 .yml。", "highlight"
    ),
    "E303": Explained(
        "edition: '2020'\nevent_date: 2020-05-06",
        "edition: '2020'\nevent_date: 2020-06-18",
        "不在活动期内的活动不算这一届；确属本届的写明 outside_window。",
        "highlight",
    ),
    "E304": Explained("theme: 银企对接", "theme: 金融银企对接", "任务等词要照词表写，否则汇总时会漏掉。", "highlight"),
    "E305": Explained(
        "images:\n  - file: kaimu.jpg\n    alt: 开幕\n    credit: 试验市知识产权局",
        "images: []",
        "登记了图片，文件却没有一起送来。",
        "highlight",
    ),
    "E306": Explained(
        "把 kaimu.heic 改名为 kaimu.jpg", "用看图软件另存为 JPG", "只改后缀，格式并没有变，读者的浏览器打不开。"
    ),
    "E307": Explained(
        "joint_units: [试验市局]", "joint_units: [苏州]", "单位要先在 content/lists/units.yml 里登记，写全称或简称。"
    ),
    "E308": Explained(
        "写“十大案例”，名单里只有九件，没有说明",
        "补上一件，或在 missing 里写明缺什么、为什么",
        "名单和件数对不上，读者不知道信哪个。",
    ),
    "E309": Explained(
        "publish_date: 2020-06-20 09:30\nreviewed_on: 2020-06-30",
        "publish_date: 2020-06-20 09:30\nreviewed_on: 2020-06-20",
        "先审核，后发布；活动和案件也不能晚于它的发布。",
        "highlight",
    ),
    "E310": Explained("专题的名单里同一件案例写了两次", "只写一次", "同一项写了两次，会算两遍。"),
    "E311": Explained("词表里两项用了同一个 id", "每项的 id 各不相同", "词表有错，所有用到它的记录都说不准。"),
    "E312": Explained(
        "withdrawn.yml 里登记撤回了 nanjing-peixun-2020，它的文件却还在",
        "删去那条记录的文件；不撤回的，从 withdrawn.yml 里删去这一行",
        "撤回是为了不再公开，文件还在就还会公开。",
    ),
    "E313": Explained(
        "results:\n  matchings: 1\n  matching_forms: [银企对接会 2, 宣讲会 1]",
        "results:\n  matchings: 3\n  matching_forms: [银企对接会 2, 宣讲会 1]",
        "成效汇总表由分项相加，总数比分项还少，就不知道哪个是对的。",
        "highlight",
    ),
    "E314": Explained(
        "在 content/office/frozen/2020.yml 里改了一个数",
        "恢复这个文件；要改正数字，更正有关的记录，封存以后的差别会另外列出",
        "封存的数字已经上报，改了就和上报的对不上；校验值能看出改动。",
    ),
    "E315": Explained(
        "columns 有 3 列，南京只写了 2 个数", "没有报的写“未报”，和 columns 一一对应", "少写一个，后面的数就都错了列。"
    ),
    "E316": Explained(
        "通报发布以后把 120 改成 130",
        "在 corrections 里写明更正，再运行 wanlixing bulletin seal 编号",
        "通报是定格的数据，各地凭它跟踪问效；悄悄改动会让前后两期对不上。",
    ),
    "E401": Explained(
        "body: |\n  <b>试验</b>市举办培训。",
        "body: |\n  **试验**市举办培训。",
        "正文不用 HTML；加粗写两个星号。",
        "highlight",
    ),
    "E402": Explained(
        "body: |\n  见[报道](www.test.example.org)。",
        "body: |\n  见[报道](https://www.test.example.org/)。",
        "链接不完整，点了打不开。",
        "highlight",
    ),
    "E501": Explained(
        "site_config.yml 里没有 ICP 备案号",
        "government:\n  icp: （照备案的写法）",
        "政府网站必须有这些信息，由主办单位提供，不能自拟。",
    ),
    "E601": Explained(
        "summary: 申请人的身份证号码是11010519491231002X。",
        "summary: 申请人已经核对身份。",
        "公开居民身份证号码可能违反个人信息保护法，也会给当事人带来危险。",
        "highlight",
    ),
    "E602": Explained(
        "summary: 报名请打电话13800138000。",
        "summary: 报名请打电话025-12345678。",
        "个人手机号码不宜公开；公开的联系方式请用单位的座机。",
        "highlight",
    ),
    "E603": Explained(
        "summary: 款项汇入账号4111111111111111。",
        "summary: 款项已经汇入指定的账户。",
        "银行卡号是敏感个人信息。",
        "highlight",
    ),
    "E604": Explained(
        "手机拍的照片直接提交，里面记着经纬度",
        "分享照片时关掉“位置”，或用画图另存一次",
        "照片会说出在哪里拍的；发布时程序会去掉，但原文件留在仓库里，谁都能看到。",
    ),
    "E701": Explained(
        "把 .xls、带密码的文件或改了后缀的文件交上来",
        "在 Excel 或 WPS 里另存为“Excel 工作簿（.xlsx）”",
        "打不开的文件里有什么都不知道，只好整个退回。",
    ),
    "E702": Explained(
        "单元格里写 =A1+B1",
        "写算好的数",
        "公式的结果随软件和别的表格变化，也可能带来危险的内容，所以只收数和文字。",
    ),
    "W401": Explained(
        "body: |\n  ## 做法\n\n  #### 第一步",
        "body: |\n  ## 做法\n\n  ### 第一步",
        "标题逐级往下用，读屏软件和目录才讲得清楚。",
        "highlight",
    ),
    "W421": Explained(
        "facts: |\n  涉案专利号为ZL201710601862.4。",
        "facts: |\n  涉案专利号为ZL201710601862.7。",
        "号码自带校验位，对不上多半是抄错了一位；来源就是这样写的可以不改。",
    ),
    "W422": Explained(
        "summary: 原 告认为被告侵权,请求停止 侵害。",
        "summary: 原告认为被告侵权，请求停止侵害。",
        "从 PDF 粘贴会在词中间留下空格和换行，读者用完整的词就搜不到。",
        "highlight",
    ),
    "W423": Explained(
        "summary: 向国知局备案。",
        "summary: 向国家知识产权局备案。",
        "机构名称和法律用语以现行规定为准；要增补的写法登记在 content/lists/wording.yml。",
    ),
    "W501": Explained(
        "活动亮点三个星期没有更新", "及时补充，或由主办单位确认已经归档", "国办秘函〔2019〕19号检查栏目多久没有更新。"
    ),
    "W601": Explained(
        "summary: 编号110105194912310021。",
        "summary: 编号见本案的附件材料。",
        "校验位不对，可能不是身份证号码，也可能是抄错了的身份证号码，要人看一眼。",
        "highlight",
    ),
    "W602": Explained(
        "summary: 查扣苏A12345货车一辆。",
        "summary: 执法人员查扣货车一辆。",
        "车牌能查到车主。",
        "highlight",
    ),
    "W603": Explained(
        "summary: 材料发到zhangsan@qq.com。",
        "summary: 材料发到单位的公务邮箱。",
        "个人邮箱不宜公开；公务邮箱可以写。",
        "highlight",
    ),
    "W604": Explained(
        "summary: 当事人护照号码E12345678。",
        "summary: 当事人为外籍人士。",
        "证件号码是敏感个人信息。",
        "highlight",
    ),
    "W605": Explained(
        "facts: |\n  王某住试验市试验区试验路8号3幢502室。",
        "facts: |\n  王某住试验市试验区。",
        "个人住址公开后收不回来，写到区县已经够用。",
    ),
    "W606": Explained(
        "facts: |\n  被告的开户行为试验银行。",
        "facts: |\n  被告收取货款。",
        "这些词常和个人信息一起出现，机器分不清，请人核对。",
    ),
    "W607": Explained(
        "facts: |\n  被告人李大明销售假冒商品。",
        "facts: |\n  被告人李某销售假冒商品。",
        "案例中的自然人一般隐去名字，参照人民法院在互联网公布裁判文书的规定。",
    ),
    "W608": Explained(
        "照片的属性里有作者姓名或相机编号",
        "在照片的“属性、详细信息”里选“删除属性和个人信息”",
        "原文件留在仓库里，谁都能看到拍摄人是谁。",
    ),
    "W701": Explained(
        "表格里多了一列“联系处室”",
        "把内容移到模板里有的列；不用的可以不管",
        "没有对应字段的内容不会放进记录，这里列出来，免得以为已经收下。",
    ),
}

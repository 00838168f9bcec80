"""What is said of a mistake, as templates: the checks here and the form in the browser speak with the same words."""

#: What iPhones write unless set otherwise.
HEIC = "这是 iPhone 的 HEIC 照片。请在手机的“设置→相机→格式”里选“兼容性最佳”再拍；已经拍好的，用看图软件另存为 JPG。"
#: Name: code, what is wrong, what to write instead. An empty code is given by who speaks.
MESSAGES: dict[str, tuple[str, str, str]] = {
    # Single values; the name of the field stands before them.
    "day": ("E207", "{value}不是日期。", "{how}"),
    "moment": ("E207", "{value}不是“年-月-日 时:分”。", "请按“年-月-日 时:分”写，例如 2024-04-26 09:30。"),
    "moment-no-time": ("E207", "{value}只有日期，没有时间。", "请在日期后面空一格，写上几点几分，例如 09:30。"),
    "amount": ("E206", "{value}不是数字。", "请只写阿拉伯数字，单位由字段名说明{number}。"),
    "money": ("E206", "{value}带了单位。", "这里的单位是万元，请只写 {wan}。"),
    "not-yuan": ("E206", "{value}不是以元计的金额。", "这里的单位是万元，请折合后只写数字。"),
    "negative": ("E206", "{value}是负数，这里不能写负数。", "请核对后重新填写。"),
    "negative-value": (
        "E206",
        "{value}是负数，而“{name}”看不出是增减、变化一类的指标。",
        "请核对数值；确是变化的，请在指标名称里写明，例如“同比增长”。",
    ),
    "count": ("E206", "{value}不是整数。", "请只写阿拉伯数字{number}。"),
    "flag": ("E209", "{value}不是“是”或“否”。", "请写“是”或“否”。"),
    "link": ("E208", "{value}不是完整的网址。", "请写以 http:// 或 https:// 开头的完整网址；没有就不写。"),
    "link-tail": ("E208", "{value}后面带着不属于网址的字。", "请写 {right}。"),
    "two-links": ("E208", "{value}里不止一个网址。", "一处只写一个，先写 {right}；另一个另列一项来源。"),
    "several": ("E210", "{value}像是几项写在了一起。", "请分成几项，每项一行：{items}。"),
    "inner-link": ("E208", "{value}不是公开的网址，读者打不开。", "请换成公开的网址，域名照原样写；没有就不写。"),
    "document": ("E210", "{value}不是规范的发文字号。", "请照“机关代字〔年份〕序号号”写，例如 某知发〔2020〕6号。"),
    "near-document": ("E210", "{value}不是规范的发文字号。", "请写成 {right}。"),
    "one-line": ("E203", "这里只能写一行。", "请删去换行。"),
    "blank": ("E202", "这里是空的。", "请填写内容；没有内容就删去这个字段。"),
    "full-name": (
        "E210",
        "{value}像是自然人的全名。",
        "自然人请写“{family}某”，同姓的写“某甲”“某乙”；单位请写全称。",
    ),
    "form": ("E210", "{value}的写法不合规定。", "{advice}"),
    "too-long": ("E204", "最多 {most} {unit}，现在有 {now} {unit}。", "请删减到 {most} {unit}以内。"),
    "too-short": ("E205", "至少要 {least} {unit}，现在只有 {now} {unit}。", "请补充内容。"),
    "bound": ("E206", "应当{bound}，现在是{value}。", "请核对后写一个{bound} 的数字。"),
    "choice": ("E209", "不能写{value}。", "请从这些词里选一个：{choices}。"),
    "text-shape": (
        "E203",
        "应当是一段文字。",
        "请在冒号后面直接写文字，不要用“- ”或另起字段；文字以括号开头时请给全文加引号。",
    ),
    "list-shape": ("E203", "应当是列表，一项也要写成列表。", "请逐项另起一行，每行以“- ”开头。"),
    "group-shape": ("E203", "应当是一组字段。", "请换行缩进，逐行写“字段: 值”，写法见模板或已有的文件。"),
    "other-shape": ("E203", "的形式不对。", "请对照模板填写。"),
    # Fields and files.
    "missing": ("E202", "缺少{label}。", "{how}"),
    "no-such-field": ("E201", "{inside}没有{value}这个字段。", "{how}"),
    "other-kind": (
        "E004",
        "这像{other}，不像{own}：{fields}是{other}的字段。",
        "请移到 {place}；确是{own}的，请照 wanlixing new {own} 写出的模板改字段。",
    ),
    "unlisted": ("E304", "{label}不能写{value}，它不在“{list}”词表内。", "{how}"),
    "no-record": ("E302", "没有编号为{value}的{kind}。", "{how}"),
    "invisible": (
        "E003",
        "这里有不可见的字符 U+{sign}，通常是从别处粘贴带来的。",
        "请删去这个字符，或重新输入这一行。",
    ),
    "lost": ("E003", "这里有乱码“\ufffd”，原来的字已经丢失。", "请照原稿重新输入这个字。"),
    "piled": ("E003", "这里的一个字上叠了太多附加符号。", "请删去多余的符号，或重新输入这个字。"),
    "file-name": (
        "E004",
        "文件名{value}不合规定。",
        (
            "文件名只用小写英文字母、数字和短横线，不超过 80 个字，以 .yml 结尾，例如 jiashi-yinqi-2020.yml；"
            "不能叫 index、page-2、con 等系统用的名称。"
        ),
    ),
    "taken": ("E301", "网页地址 {address} 也被 {other} 使用。", "请给后写的那个文件换一个名字，例如在末尾加上年份。"),
    "itself": ("E302", "{value}就是这条记录自己。", "请删去，或写另一条记录的文件名（不带 .yml）。"),
    # Facts of a whole record.
    "theme-note": ("E202", "任务写“其他”时，要有任务说明（theme_note）。", "请加上“theme_note: 一句话说明”。"),
    "future": (
        "E309",
        "发布时间在将来：{published}，今天是 {today}。",
        "请核对 publish_date；还没到发布时间的，请到时候再交。",
    ),
    "happened-later": (
        "E309",
        "发生日期 {day} 晚于发布日期 {published}。",
        "请核对 event_date 和 publish_date。",
    ),
    "reviewed-later": (
        "E309",
        "审核日期 {day} 晚于发布日期 {published}。",
        "先审核，后发布；请核对 reviewed_on 和 publish_date。",
    ),
    "corrected-earlier": (
        "E309",
        "更正时间 {moment} 早于发布时间 {published}。",
        "更正在发布之后；请核对这里和 publish_date。",
    ),
    "outside-window": (
        "E303",
        "发生日期 {day} 不在所属活动年度（{edition}）的活动期内：{window}。",
        "请核对日期；确属本届的，请加上“outside_window: 不在活动期内的原因”。",
    ),
    "written-twice": ("E310", "{value}写了两次。", "请删去一处。"),
    "same-record": (
        "W310",
        "这条记录和 {other} 的单位、日期、标题都相同。",
        "同一件事只交一次，请删去其中一个文件；确是两件事的，请把标题写得分得开。",
    ),
    "same-event": (
        "W310",
        "这条记录可能和 {other} 是同一场活动：日期和标题都相同。",
        "几个单位合办的，由一个单位交，其他单位写进正文；不是同一场，就不用改。",
    ),
    "source-later": (
        "E309",
        "来源日期 {day} 在将来，今天是 {today}。",
        "请对照来源核对日期；只知道年月的，写到年月。",
    ),
    "says-nothing": ("W422", "{value}不是内容。", "没有内容就删去这个字段，不用写“无”。"),
    "picture-twice": ("E310", "图片{value}写了两次。", "请删去一处。"),
    "no-picture": ("E305", "没有图片{value}。", "{how}"),
    "picture-unused": (
        "W305",
        "没有记录用这张图片，不会发布。",
        "请在记录的 images 里写上 file: {file}；不用的请删去。",
    ),
    "items-over": ("E308", "应有 {total} 件，却列了 {now} 件。", "请核对件数（total）和名单（items）。"),
    "items-under": (
        "E308",
        "应有 {total} 件，只列了 {now} 件。",
        "请补全名单；补不全的，请加上“missing: 缺什么、为什么”。",
    ),
    "items-order": ("E308", "序号 {later} 排在 {earlier} 后面。", "请按序号从小到大排列，不要重复。"),
    "case-twice": ("E310", "案例“{value}”列了两次。", "请删去一处。"),
    # Texts.
    "miscopied": (
        "W421",
        "{kind}{value}：{verdict}。",
        "请对照来源核对；来源就是这样写的，可以不改，页面上会注明。",
    ),
    "pasted": (
        "W422",
        "有粘贴留下的痕迹：{names}。",
        "请改成{right}；用 wanlixing check --diff 看全部改法，用 --fix 照改。",
    ),
    "private-sign": (
        "E003",
        "这里有只在个别字体里才有的符号 U+{sign}，读者看到的是方框。",
        "请删去；是项目符号的，改成列表，每行以“- ”开头；是丢了的字，请对照原稿补上。",
    ),
    "emoji": (
        "W422",
        "标题里有表情符号{value}。",
        "请删去：有的设备、公文和海报里显示成方框，读屏软件会念出来；要用的写在正文里。",
    ),
    "sign-pair": ("W422", "两个标点连在一起：{value}。", "请留下其中一个。"),
    "bare-host": ("W422", "网址{value}少了 https://，读者点不开。", "请写成[文字](https://…)，网址照浏览器里的写全。"),
    "lost-table": (
        "W422",
        "这里像是从 PDF 复制来的表格，各列已经连在一起：{value}。",
        "请从原来的 Word、Excel 文件里复制；或者照原表每行写成“| 县区 | 笔数 |”，表头下面加一行“| --- | --- |”。",
    ),
    "lost-sign": (
        "W422",
        "引号里的空格像是丢了字：{value}。",
        "请对照原稿补上丢了的字，例如“互联网＋”；没有丢字，就删去空格。",
    ),
    "wording": ("W423", "{value}的写法不对。", "请写“{right}”{note}。"),
    "person": ("", "这里有{name}：{masked}。", "个人信息不能公开，请删去；确需保留的，写成“{plain}”。"),
    "person-phone": (
        "",
        "这里有{name}：{masked}。",
        "个人信息不能公开，请删去；确需保留的，写成“{plain}”。不是电话的，请在前面写明是什么，例如“合同编号”。",
    ),
    "person-topic": ("", "这里有{name}：{masked}。", "请核对有没有写出个人的情况；没有就不用改。"),
    "person-home": ("", "这里有{name}：{masked}。", "个人住址不能公开，请删去，或只写到区县。"),
    "person-doubt": ("", "这里有{name}：{masked}。", "如果是身份证号码，请删去，或写成“{plain}”；不是就不用改。"),
    "html": (
        "E401",
        "正文里不能写 HTML：{value}。",
        "请用 Markdown：加粗写 **文字**，列表写“- ”，图片写在 images 里。",
    ),
    "image": ("E401", "正文里不能放图片。", "图片请写在 images 里；如果是链接，请把前面的“!”改成“！”。"),
    "dead-link": (
        "E402",
        "链接{value}不能用。",
        "请写以 http:// 或 https:// 开头的完整网址；引用本专栏记录请写在 related 里。",
    ),
    "link-text": (
        "E402",
        "链接的文字写着 {shown}，打开的却是 {host}。",
        "请把两处写成同一个网站；或者文字不写网址，只写打开的是什么。",
    ),
    "entity": ("E003", "正文里用“&”和“;”写出了不可见的字符 U+{sign}。", "请删去“&”、“;”和它们中间的代码。"),
    "heading": ("W401", "标题跳了级。", "请写“{signs} ”，逐级往下用。"),
    "wide-table": (
        "E401",
        "表格最多 {most} 列，这一行有 {now} 列。",
        "请拆成几个表，或去掉不要紧的列；如果“|”是文字的一部分，请写成“\\|”。",
    ),
    "long-row": (
        "E401",
        "这一行有 {now} 格，表头只有 {most} 格，多出的会丢失。",
        "请给表头补上列，或合并多出的格；如果“|”是文字的一部分，请写成“\\|”。",
    ),
    "large-table": (
        "E401",
        "表格太大，一段正文里的表格合起来最多 {most} 格。",
        "请只留要紧的行，完整的表在来源里给出网址；表格后面写别的，要先空一行。",
    ),
    "bold-left": (
        "E401",
        "加粗的星号“**”没有成对，读者会看到星号。",
        "请在要加粗的文字前后各写“**”，星号和文字之间不留空格；不加粗就删去星号。",
    ),
    "star-left": (
        "W402",
        "文字中间的星号“*”会照原样显示。",
        "表示乘，请写“×”；要突出，请写 **文字**；就是星号的，不用改。",
    ),
    "mark-left": (
        "W402",
        "{value}里的符号会照原样显示，不会变成加粗、删除线或脚注。",
        "要突出，请写 **文字**；要删去的，请直接删去；注释请写进括号；就是这些符号的，不用改。",
    ),
    "list-number": (
        "W402",
        "这一项写的是 {number}，读者看到的是 {shown}。",
        "编号从第一项往下数；中间有别的段落的，请在前面空一行，或改用“（{number}）”这样的写法。",
    ),
    "deep": ("E401", "引用或列表套了太多层。", "请减少“>”或缩进的层数。"),
}


def message_for(name: str, /, **words: object) -> tuple[str, str, str]:
    """Code, message and hint with the words filled in."""
    code, message, hint = MESSAGES[name]
    return str(words.get("code", code)), message.format(**words), hint.format(**words)

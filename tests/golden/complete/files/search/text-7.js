[
 [
  "cases/loan-guarantee.html",
  "甲公司诉乙公司侵害发明专利权纠纷案（编造）",
  "case",
  "nanjing",
  "2019-11-05",
  "2020-06-23 09:30",
  "编造的案例：一审判赔1.5亿元，二审维持原判，用来看案例页的各个部分。\n惩罚性赔偿\n试验判决书\n试验法院\n二审维持原判\n试验省2019年度十大案例（第三件）\n专利\n反不正当竞争\n侵害发明专利权纠纷\n维权技巧\n甲公司\n乙公司、张某\n试验市中级人民法院\n（2018）苏01民初1号\n判赔1.5亿元\n江苏省高级人民法院\n（2019）苏民终2号\n驳回上诉，维持原判\n2019年11月5日",
  "编造的基本案情。\n争议\n专利号ZL201710601862.3是否有效。\n编造的处理结果。\n编造的典型意义：\n其一\n其二\n编造的借鉴。",
  "jia gong si su yi gong si qin hai fa ming zhuan li quan jiu fen an bian zao",
  "判赔金额 1.5亿元\n专利、反不正当竞争\n侵害发明专利权纠纷\n江苏省高级人民法院"
 ],
 [
  "cases/mediation.html",
  "丙商会调解商标纠纷案（编造）",
  "case",
  "shanghai",
  "",
  "2020-06-23 09:30",
  "编造的案例：没有日期、没有金额的短案例，用来看最短的案例页。\n试验来源\n试验机构",
  "",
  "bing shang hui tiao jie shang biao jiu fen an bian zao",
  ""
 ],
 [
  "highlights/undated-work.html",
  "日期不详的工作（编造），标题很长很长，一直写到六十四个字的上限，看一看在手机上会不会把版面撑破，写满",
  "highlight",
  "jiangsu",
  "",
  "2020-06-22 09:30",
  "编造的记录：没有日期，没有地点，只有最少的几个字段，用来看空的栏目怎样显示。\n试验来源\n试验机构",
  "",
  "ri qi bu xiang de gong zuo bian zao biao ti hen zhang hen zhang yi zhi xie dao liu shi si ge zi de shang xian kan yi kan zai shou ji shang hui bu hui ba ban mian cheng po xie man",
  ""
 ]
]

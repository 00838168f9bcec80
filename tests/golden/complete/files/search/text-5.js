[
 [
  "collections/top-three-2019.html",
  "2019年度试验三大案例（编造）",
  "collection",
  "jiangsu",
  "2020-04-20",
  "2020-06-24 09:30",
  "编造的名单：应有三件，第二件缺，用来看序号和缺漏说明。\n试验名单\n试验机构\n试验联席会议办公室\n试验新闻发布会\n第二件名称未载。\n甲公司诉乙公司侵害发明专利权纠纷案\n丙商会调解商标纠纷案\n2020年4月20日",
  "",
  "2 0 1 9 nian du shi yan san da an li bian zao"
 ],
 [
  "cases/loan-guarantee.html",
  "甲公司诉乙公司侵害发明专利权纠纷案（编造）",
  "case",
  "nanjing",
  "2019-11-05",
  "2020-06-23 09:30",
  "编造的案例：一审判赔1.5亿元，二审维持原判，用来看案例页的各个部分。\n惩罚性赔偿\n试验判决书\n试验法院\n二审维持原判\n专利\n反不正当竞争\n侵害发明专利权纠纷\n甲公司\n乙公司、张某\n试验市中级人民法院\n（2018）苏01民初1号\n判赔1.5亿元\n江苏省高级人民法院\n（2019）苏民终2号\n驳回上诉，维持原判\n2019年11月5日",
  "编造的基本案情。\n争议\n专利号ZL201710601862.3是否有效。\n编造的处理结果。\n编造的典型意义：\n其一\n其二\n编造的借鉴。",
  "jia gong si su yi gong si qin hai fa ming zhuan li quan jiu fen an bian zao"
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
  "bing shang hui tiao jie shang biao jiu fen an bian zao"
 ]
]

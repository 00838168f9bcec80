[
 [
  "outlets/long-name.html",
  "名称特别长的试验知识产权信息公共服务网点（设在试验省试验市试验区试验街道试验社区服务中心二楼东侧）",
  "outlet",
  "nanjing",
  "",
  "2020-06-25 09:30",
  "编造的网点：名称特别长，服务事项特别多，用来看页面会不会撑破。\n试验来源\n试验机构\n025-00000001转8000（工作日）\n信息检索\n咨询\n专利导航\n培训\n维权援助",
  "",
  "ming cheng te bie zhang de shi yan zhi shi chan quan xin xi gong gong fu wu wang dian she zai shi yan sheng shi yan shi shi yan qu shi yan jie dao shi yan she qu fu wu zhong xin er lou dong ce",
  "高校知识产权信息服务中心\n电话 025-00000001转8000（工作日）"
 ],
 [
  "calls/open-call.html",
  "试验省需求征集（编造）",
  "call",
  "jiangsu",
  "",
  "2020-06-25 09:30",
  "编造的征集：来源没有写截止日期和进展，页面照实说明。\n试验来源\n试验机构\n原文未注明",
  "",
  "shi yan sheng xu qiu zheng ji bian zao",
  ""
 ],
 [
  "collections/top-three-2019.html",
  "2019年度试验三大案例（编造）",
  "collection",
  "jiangsu",
  "2020-04-20",
  "2020-06-24 09:30",
  "编造的名单：应有三件，第二件缺，用来看序号和缺漏说明。\n试验名单\n试验机构\n试验联席会议办公室\n试验新闻发布会\n第二件名称未载。\n甲公司诉乙公司侵害发明专利权纠纷案\n丙商会调解商标纠纷案\n2020年4月20日",
  "",
  "2 0 1 9 nian du shi yan san da an li bian zao",
  ""
 ]
]

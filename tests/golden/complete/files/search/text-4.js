[
 [
  "figures/loans-2019.html",
  "2019年试验质押融资数据（编造）",
  "figure",
  "jiangsu",
  "2019",
  "2020-06-26 09:30",
  "编造的数据：金额、笔数和一个目标，用来看数据页。\n试验统计\n试验机构\n2019年\n试验市\n质押融资金额 超过37.38亿元\n服务企业 12,345多家\n办理时限 10天以内\n2019年",
  "",
  "2 0 1 9 nian shi yan zhi ya rong zi shu ju bian zao"
 ],
 [
  "outlets/service-point.html",
  "试验知识产权服务网点（编造）",
  "outlet",
  "taizhou",
  "",
  "2020-06-25 09:30",
  "编造的网点：提供检索和咨询服务，用来看网点页。\n试验来源\n试验机构\n试验大学\n试验区\n试验路1号\n试验产业\n全市\n信息检索\n咨询",
  "",
  "shi yan zhi shi chan quan fu wu wang dian bian zao"
 ],
 [
  "outlets/long-name.html",
  "名称特别长的试验知识产权信息公共服务网点（设在试验省试验市试验区试验街道试验社区服务中心二楼东侧）",
  "outlet",
  "nanjing",
  "",
  "2020-06-25 09:30",
  "编造的网点：名称特别长，服务事项特别多，用来看页面会不会撑破。\n试验来源\n试验机构\n信息检索\n咨询\n专利导航\n培训\n维权援助",
  "",
  "ming cheng te bie zhang de shi yan zhi shi chan quan xin xi gong gong fu wu wang dian she zai shi yan sheng shi yan shi shi yan qu shi yan jie dao shi yan she qu fu wu zhong xin er lou dong ce"
 ]
]

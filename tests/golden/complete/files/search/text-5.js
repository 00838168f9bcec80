[
 [
  "calls/finished-call.html",
  "试验省典型案例征集（编造）",
  "call",
  "jiangsu",
  "2020-01-10",
  "2020-06-25 09:30",
  "编造的征集：对象、条件、方式和入选名单都有。\n试验来源\n试验机构\n试验省知识产权局\n2020年1月10日",
  "征集知识产权服务典型案例。\n案件已经办结。\n做法可以推广。\n填写推荐表，报送试验处。",
  "shi yan sheng dian xing an li zheng ji bian zao",
  ""
 ],
 [
  "resources/without-address.html",
  "试验专利检索平台（编造）",
  "resource",
  "nanjing",
  "",
  "2020-06-25 09:30",
  "编造的服务资源：来源没有给出网址，页面照实说明。\n试验来源\n试验机构",
  "",
  "shi yan zhuan li jian suo ping tai bian zao",
  ""
 ],
 [
  "outlets/service-point.html",
  "试验知识产权服务网点（编造）",
  "outlet",
  "taizhou",
  "",
  "2020-06-25 09:30",
  "编造的网点：提供检索和咨询服务，用来看网点页。\n试验来源\n试验机构\n试验大学\n试验区\n试验路1号\n025-00000000\n试验产业\n全市\n信息检索\n咨询",
  "",
  "shi yan zhi shi chan quan fu wu wang dian bian zao",
  "信息公共服务网点\n电话 025-00000000"
 ]
]

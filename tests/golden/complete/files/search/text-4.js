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
  "2 0 1 9 nian shi yan zhi ya rong zi shu ju bian zao",
  ""
 ],
 [
  "rosters/products.html",
  "试验省地理标志名录（编造）",
  "roster",
  "jiangsu",
  "2020-05-01",
  "2020-06-25 09:30",
  "编造的名录：文字、数字、日期三种栏目，还有未载明的内容。\n试验来源\n试验机构\n试验公告\n试验局\n试验茶\n12.5\n2019-04\n试验蟹\n未载明\n未载明\n=试验米\n1,200\n2018\n2020年5月1日",
  "",
  "shi yan sheng di li biao zhi ming lu bian zao",
  ""
 ],
 [
  "resources/learning.html",
  "试验知识产权远程学习平台（编造）",
  "resource",
  "nanjing",
  "2020-02-14",
  "2020-06-25 09:30",
  "编造的服务资源：每个字段都有，用来看服务资源页。\n试验来源\n试验机构\n试验中心\n试验产业\n2020年2月14日",
  "平台收有课程和试题，注册后可以学习。",
  "shi yan zhi shi chan quan yuan cheng xue xi ping tai bian zao",
  ""
 ]
]

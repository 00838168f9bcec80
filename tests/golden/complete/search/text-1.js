[
 [
  "policies/city-2021.html",
  "只凭文号找到依据的文件（编造）",
  "policy",
  "jiangsu",
  "",
  "2021-06-01 09:30",
  "编造的文件：依据只写了文号，也能连到本专栏收录的那一件。\n试验来源\n试验机构\n试市知〔2021〕3号\n2020年试验活动实施方案\n试知发〔2020〕1号",
  "",
  "zhi ping wen hao zhao dao yi ju de wen jian bian zao"
 ],
 [
  "highlights/training-6.html",
  "试验培训班第6期（编造）",
  "highlight",
  "nanjing",
  "2020-08-06",
  "2020-08-16 08:00",
  "编造的记录：第6期培训班，用来填满列表的第二页。\n试验来源\n试验机构\n2020年8月6日",
  "",
  "shi yan pei xun ban di 6 qi bian zao"
 ],
 [
  "highlights/training-5.html",
  "试验培训班第5期（编造）",
  "highlight",
  "nanjing",
  "2020-08-05",
  "2020-08-15 08:00",
  "编造的记录：第5期培训班，用来填满列表的第二页。\n试验来源\n试验机构\n2020年8月5日",
  "",
  "shi yan pei xun ban di 5 qi bian zao"
 ]
]

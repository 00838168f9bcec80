[
 [
  "highlights/training-6.html",
  "试验培训班第6期（编造）",
  "highlight",
  "nanjing",
  "2020-08-06",
  "2020-08-16 08:00",
  "编造的记录：第6期培训班，用来填满列表的第二页。\n试验来源\n试验机构\n2020年8月6日",
  "",
  "shi yan pei xun ban di 6 qi bian zao",
  ""
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
  "shi yan pei xun ban di 5 qi bian zao",
  ""
 ],
 [
  "highlights/training-4.html",
  "试验培训班第4期（编造）",
  "highlight",
  "nanjing",
  "2020-08-04",
  "2020-08-14 08:00",
  "编造的记录：第4期培训班，用来填满列表的第二页。\n试验来源\n试验机构\n2020年8月4日",
  "",
  "shi yan pei xun ban di 4 qi bian zao",
  ""
 ]
]

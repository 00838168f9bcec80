[
 [
  "highlights/training-3.html",
  "试验培训班第3期（编造）",
  "highlight",
  "nanjing",
  "2020-08-03",
  "2020-08-13 08:00",
  "编造的记录：第3期培训班，用来填满列表的第二页。\n试验来源\n试验机构\n2020年8月3日",
  "",
  "shi yan pei xun ban di 3 qi bian zao",
  ""
 ],
 [
  "highlights/training-2.html",
  "试验培训班第2期（编造）",
  "highlight",
  "nanjing",
  "2020-08-02",
  "2020-08-12 08:00",
  "编造的记录：第2期培训班，用来填满列表的第二页。\n试验来源\n试验机构\n2020年8月2日",
  "",
  "shi yan pei xun ban di 2 qi bian zao",
  ""
 ],
 [
  "highlights/training-1.html",
  "试验培训班第1期（编造）",
  "highlight",
  "nanjing",
  "2020-08-01",
  "2020-08-11 08:00",
  "编造的记录：第1期培训班，用来填满列表的第二页。\n试验来源\n试验机构\n试验直通车\n2020年8月1日",
  "",
  "shi yan pei xun ban di 1 qi bian zao",
  ""
 ]
]

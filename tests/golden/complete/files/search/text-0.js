[
 [
  "highlights/coming-day.html",
  "定了日子的试验活动；逗号，反斜杠\\和分号（编造）",
  "highlight",
  "taizhou",
  "2026-12-05",
  "2026-11-20 09:30",
  "编造的活动：还没有举办；摘要里有“逗号,分号;反斜杠\\”。\n试验来源\n试验机构\n2026年12月5日",
  "",
  "ding le ri zi de shi yan huo dong dou hao fan xie gang he fen hao bian zao",
  ""
 ],
 [
  "highlights/coming-month.html",
  "只定了月份的试验活动（编造）",
  "highlight",
  "taizhou",
  "2026-12",
  "2026-11-20 09:30",
  "编造的活动：定在下个月，哪一天还没有定。\n试验来源\n试验机构\n泰州试验中心\n2026年12月",
  "",
  "zhi ding le yue fen de shi yan huo dong bian zao",
  ""
 ],
 [
  "bulletins/beian-2.html",
  "试验产品备案情况通报第2期（编造）",
  "bulletin",
  "jiangsu",
  "",
  "2023-01-04 09:00",
  "编造的通报：截至2022年12月底各市备案的产品和企业，以及比上一期的变化。\n通报\n试验统计\n试验机构\n第2期\n备案产品\n重点企业\n已备案的重点企业\n每件产品平均产值",
  "南京的企业备案最多。请未达到目标的市抓紧。",
  "shi yan chan pin bei an qing kuang tong bao di 2 qi bian zao",
  ""
 ]
]

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
  "ding le ri zi de shi yan huo dong dou hao fan xie gang he fen hao bian zao"
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
  "zhi ding le yue fen de shi yan huo dong bian zao"
 ],
 [
  "collections/joint-2021.html",
  "两地联合发布的试验案例集（编造）",
  "collection",
  "shanghai",
  "",
  "2021-06-24 09:30",
  "编造的案例集：两个地区联合发布，自带编号，写明行业和年份。\n试验来源\n试验机构\n试验联席会议办公室\n试验甲机构\n试验乙机构、名称特别特别特别特别特别特别特别特别特别长的发布单位\n甲公司诉乙公司侵害发明专利权纠纷案\n只有名称的一件\n丙商会调解商标纠纷案",
  "",
  "liang di lian he fa bu de shi yan an li ji bian zao"
 ]
]

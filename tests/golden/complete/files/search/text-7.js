[
 [
  "policies/plan-2020.html",
  "2020年试验活动实施方案（编造）",
  "policy",
  "jiangsu",
  "2020-05-30",
  "2020-06-01 09:30",
  "编造的文件：规定活动的主题、时间和频次，用来看政策页。\n试验文件\n试验机构\n试验省知识产权局\n试知发〔2020〕1号\n关于组织开展试验活动的通知\n试知函〔2020〕9号\n没有收入本专栏的文件\n2020年5月30日",
  "",
  "2 0 2 0 nian shi yan huo dong shi shi fang an bian zao"
 ],
 [
  "policies/notice-2020.html",
  "关于组织开展试验活动的通知（编造）",
  "policy",
  "jiangsu",
  "",
  "2020-06-01 09:00",
  "编造的上位文件，用来看“据此制定”。\n试验文件\n试验机构\n试知函〔2020〕9号",
  "",
  "guan yu zu zhi kai zhan shi yan huo dong de tong zhi bian zao"
 ]
]

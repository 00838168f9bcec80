[
 [
  "policies/notice-2020.html",
  "关于组织开展试验活动的通知（编造）",
  "policy",
  "jiangsu",
  "",
  "2020-06-01 09:00",
  "编造的上位文件，用来看“据此制定”。\n试验文件\n试验机构\n试知函〔2020〕9号",
  "",
  "guan yu zu zhi kai zhan shi yan huo dong de tong zhi bian zao",
  ""
 ]
]

[
 [
  "highlights/hostile-title.html",
  "试验</title><script>alert(1)</script>&amp;“引号”' onload=x",
  "highlight",
  "suzhou",
  "2020-07",
  "2020-06-21 09:30",
  "编造：<img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} <!--@article--> 摘要里的尖括号要原样显示。\n<script>\n{{标签}}\n\"><script>alert(2)</script>\n' onmouseover='alert(3)\n<i>主办</i>\n2020年7月",
  "正文里的 代码 <b> 和小于号 1 < 2，模板 {{ config }} 与“洞 洞”都只是文字。",
  "shi yan t i t l e s c r i p t a l e r t 1 s c r i p t a m p yin hao o n l o a d x",
  ""
 ],
 [
  "highlights/bank-fair-2020.html",
  "试验市举办“一站通”银企对接会（编造）",
  "highlight",
  "nanjing",
  "2020-06-18",
  "2020-06-20 09:30",
  "编造的记录：试验市知识产权局举办银企对接会，现场促成质押融资3笔。\n质押融资\n银企对接\n试验市银企对接会消息\n试验市知识产权局\n试验会议中心\n试验市知识产权局\n试验银行\n试验直通车\n试验银行\n试验农商银行\n省市县三级联合\n试验博览会\n服务企业科技创新\n2020年6月18日",
  "做法\n编造的正文。现场共有86人参加，见活动通知。\n第一项：政策宣讲\n第二项：银企对接\n银行\n笔数\n试验银行\n3\n成效\n第二段，含 Latin 字母 TISC 与“数字 15亿元”。",
  "shi yan shi ju ban yi zhan tong yin qi dui jie hui bian zao",
  ""
 ],
 [
  "policies/plan-2020.html",
  "2020年试验活动实施方案（编造）",
  "policy",
  "jiangsu",
  "2020-05-30",
  "2020-06-01 09:30",
  "编造的文件：规定活动的主题、时间和频次，用来看政策页。\n试验文件\n试验机构\n试验省知识产权局\n试知发〔2020〕1号\n关于组织开展试验活动的通知\n试知函〔2020〕9号\n没有收入本专栏的文件\n2020年5月30日",
  "",
  "2 0 2 0 nian shi yan huo dong shi shi fang an bian zao",
  ""
 ]
]

[
 [
  "highlights/undated-work.html",
  "日期不详的工作（编造），标题很长很长，一直写到六十四个字的上限，看一看在手机上会不会把版面撑破，写满",
  "highlight",
  "jiangsu",
  "",
  "2020-06-22 09:30",
  "编造的记录：没有日期，没有地点，只有最少的几个字段，用来看空的栏目怎样显示。\n试验来源\n试验机构",
  "",
  "ri qi bu xiang de gong zuo bian zao biao ti hen zhang hen zhang yi zhi xie dao liu shi si ge zi de shang xian kan yi kan zai shou ji shang hui bu hui ba ban mian cheng po xie man"
 ],
 [
  "highlights/hostile-title.html",
  "试验</title><script>alert(1)</script>&amp;“引号”' onload=x",
  "highlight",
  "suzhou",
  "2020-07",
  "2020-06-21 09:30",
  "编造：<img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} <!--@article--> 摘要里的尖括号要原样显示。\n<script>\n{{标签}}\n\"><script>alert(2)</script>\n' onmouseover='alert(3)\n<i>主办</i>\n2020年7月",
  "正文里的 代码 <b> 和小于号 1 < 2，模板 {{ config }} 与“洞 洞”都只是文字。",
  "shi yan t i t l e s c r i p t a l e r t 1 s c r i p t a m p yin hao o n l o a d x"
 ],
 [
  "highlights/bank-fair-2020.html",
  "试验市举办“一站通”银企对接会（编造）",
  "highlight",
  "nanjing",
  "2020-06-18",
  "2020-06-20 09:30",
  "编造的记录：试验市知识产权局举办银企对接会，现场促成质押融资3笔。\n质押融资\n银企对接\n试验市银企对接会消息\n试验市知识产权局\n试验会议中心\n试验市知识产权局\n试验银行\n试验直通车\n2020年6月18日",
  "做法\n编造的正文。现场共有86人参加，见活动通知。\n第一项：政策宣讲\n第二项：银企对接\n银行\n笔数\n试验银行\n3\n成效\n第二段，含 Latin 字母 TISC 与“数字 15亿元”。",
  "shi yan shi ju ban yi zhan tong yin qi dui jie hui bian zao"
 ]
]

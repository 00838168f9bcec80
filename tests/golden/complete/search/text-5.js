[
 [
  "cases/mediation.html",
  "丙商会调解商标纠纷案（编造）",
  "case",
  "shanghai",
  "",
  "2020-06-23 09:30",
  "编造的案例：没有日期、没有金额的短案例，用来看最短的案例页。\n试验来源\n试验机构",
  "",
  "bing shang hui tiao jie shang biao jiu fen an bian zao"
 ],
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
 ]
]

[
 [
  "bulletins/beian-1.html",
  "试验产品备案情况通报第1期（编造）",
  "bulletin",
  "jiangsu",
  "",
  "2022-12-01 09:00",
  "编造的通报：截至2022年11月底各市备案的产品和企业。\n试验统计\n试验机构\n第1期\n备案产品\n重点企业\n已备案的重点企业",
  "",
  "shi yan chan pin bei an qing kuang tong bao di 1 qi bian zao",
  ""
 ],
 [
  "collections/joint-2021.html",
  "两地联合发布的试验案例集（编造）",
  "collection",
  "shanghai",
  "",
  "2021-06-24 09:30",
  "编造的案例集：两个地区联合发布，自带编号，写明行业和年份。\n试验来源\n试验机构\n试验联席会议办公室\n试验甲机构\n试验乙机构名称特别特别特别特别特别特别特别特别特别长的发布单位\n甲公司诉乙公司侵害发明专利权纠纷案\n只有名称的一件\n丙商会调解商标纠纷案",
  "",
  "liang di lian he fa bu de shi yan an li ji bian zao",
  ""
 ],
 [
  "policies/city-2021.html",
  "只凭文号找到依据的文件（编造）",
  "policy",
  "jiangsu",
  "",
  "2021-06-01 09:30",
  "编造的文件：依据只写了文号，也能连到本专栏收录的那一件。\n试验来源\n试验机构\n试市知〔2021〕3号\n2020年试验活动实施方案\n试知发〔2020〕1号",
  "",
  "zhi ping wen hao zhao dao yi ju de wen jian bian zao",
  ""
 ]
]

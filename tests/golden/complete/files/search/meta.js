{
 "documents": 28,
 "pages": 0,
 "shards": 16,
 "block": 3,
 "version": "cef822a2161c",
 "facets": [
  {
   "name": "kind",
   "label": "栏目",
   "values": [
    [
     "highlight",
     "活动亮点"
    ],
    [
     "case",
     "典型案例"
    ],
    [
     "collection",
     "专题"
    ],
    [
     "outlet",
     "服务网点"
    ],
    [
     "resource",
     "服务资源"
    ],
    [
     "policy",
     "政策文件"
    ],
    [
     "call",
     "征集与通知"
    ],
    [
     "figure",
     "数据"
    ],
    [
     "roster",
     "名录"
    ],
    [
     "bulletin",
     "通报"
    ]
   ],
   "feed": true,
   "words": {
    "电话": 3,
    "地址": 3,
    "联系方式": 3,
    "服务点": 3,
    "服务站": 3,
    "维权站": 3,
    "维权点": 3,
    "维权中心": 3,
    "维权机构": 3,
    "办事窗口": 3
   }
  },
  {
   "name": "unit",
   "label": "单位",
   "values": [
    [
     "jiangsu",
     "江苏"
    ],
    [
     "nanjing",
     "南京"
    ],
    [
     "suzhou",
     "苏州"
    ],
    [
     "taizhou",
     "泰州"
    ],
    [
     "shanghai",
     "上海"
    ],
    [
     "anhui",
     "安徽"
    ]
   ],
   "feed": true
  },
  {
   "name": "place",
   "label": "地点",
   "values": [
    [
     "jiangsu",
     "江苏"
    ],
    [
     "nanjing",
     "南京"
    ],
    [
     "suzhou",
     "苏州"
    ],
    [
     "taizhou",
     "泰州"
    ],
    [
     "shanghai",
     "上海"
    ],
    [
     "anhui",
     "安徽"
    ]
   ],
   "feed": false,
   "words": {
    "江苏省知识产权局": 0,
    "省局": 0,
    "省知识产权局": 0,
    "江苏局": 0,
    "南京市知识产权局": 1,
    "南京市": 1,
    "南京局": 1,
    "苏州市知识产权局": 2,
    "苏州市": 2,
    "苏州局": 2,
    "泰州市知识产权局": 3,
    "泰州市": 3,
    "泰州局": 3,
    "上海市知识产权局": 4,
    "上海市": 4,
    "上海局": 4,
    "安徽省知识产权局": 5,
    "安徽省": 5,
    "安徽局": 5
   }
  },
  {
   "name": "region",
   "label": "地区",
   "values": [
    [
     "江苏",
     "江苏"
    ],
    [
     "上海",
     "上海"
    ],
    [
     "安徽",
     "安徽"
    ]
   ],
   "feed": false,
   "words": {}
  },
  {
   "name": "theme",
   "label": "任务",
   "values": [
    [
     "recruitment",
     "专场就业招聘"
    ],
    [
     "finance",
     "金融银企对接"
    ],
    [
     "training",
     "培训学习教育"
    ],
    [
     "technology",
     "技术创新转化"
    ],
    [
     "geographical-indication",
     "地理标志助力乡村振兴"
    ],
    [
     "protection",
     "知识产权保护"
    ],
    [
     "convenience",
     "服务便利化"
    ],
    [
     "other",
     "其他"
    ]
   ],
   "feed": false,
   "words": {
    "就业招聘": 0,
    "招聘": 0,
    "银企对接": 1,
    "质押融资": 1,
    "知识产权金融": 1,
    "培训": 2,
    "宣传培训": 2,
    "抗疫技术": 3,
    "专利导航": 3,
    "地理标志": 4,
    "地标": 4,
    "保护": 5,
    "维权": 5,
    "便利化": 6,
    "送服务": 6
   }
  },
  {
   "name": "perspective",
   "label": "经验角度",
   "values": [
    [
     "innovation",
     "服务企业科技创新"
    ],
    [
     "transformation",
     "助力行业转型升级"
    ],
    [
     "region",
     "推动区域创新发展"
    ]
   ],
   "feed": false,
   "words": {}
  },
  {
   "name": "case-type",
   "label": "案例类型",
   "values": [
    [
     "judicial",
     "司法"
    ],
    [
     "criminal",
     "刑事"
    ],
    [
     "administrative",
     "行政"
    ],
    [
     "customs",
     "海关"
    ],
    [
     "mediation",
     "仲裁调解"
    ],
    [
     "finance",
     "融资"
    ],
    [
     "service",
     "公共服务"
    ],
    [
     "overseas",
     "境外"
    ]
   ],
   "feed": false,
   "words": {}
  },
  {
   "name": "right",
   "label": "权利类型",
   "values": [
    [
     "patent",
     "专利"
    ],
    [
     "trademark",
     "商标"
    ],
    [
     "copyright",
     "著作权"
    ],
    [
     "trade-secret",
     "商业秘密"
    ],
    [
     "geographical-indication",
     "地理标志"
    ],
    [
     "plant-variety",
     "植物新品种"
    ],
    [
     "layout-design",
     "集成电路布图设计"
    ],
    [
     "unfair-competition",
     "反不正当竞争"
    ]
   ],
   "feed": false,
   "words": {
    "版权": 2,
    "技术秘密": 3,
    "不正当竞争": 7
   }
  },
  {
   "name": "cause",
   "label": "案由",
   "values": [
    [
     "侵害发明专利权纠纷",
     "侵害发明专利权纠纷"
    ]
   ],
   "feed": false
  },
  {
   "name": "angle",
   "label": "借鉴角度",
   "values": [
    [
     "enforcement-skills",
     "维权技巧"
    ],
    [
     "filing",
     "申请保护"
    ],
    [
     "planning",
     "管理规划与方略选择"
    ]
   ],
   "feed": false,
   "words": {}
  },
  {
   "name": "industry",
   "label": "行业",
   "values": [
    [
     "machinery",
     "机械"
    ],
    [
     "biomedicine",
     "生物医药"
    ],
    [
     "electromechanical",
     "机电"
    ],
    [
     "chemicals",
     "化工材料"
    ],
    [
     "electronics",
     "电子"
    ],
    [
     "consumer-goods",
     "日用品"
    ],
    [
     "food",
     "食品餐饮"
    ],
    [
     "agriculture",
     "农业种业"
    ],
    [
     "software",
     "软件与互联网"
    ],
    [
     "construction",
     "建筑建材"
    ],
    [
     "culture",
     "文化传媒"
    ],
    [
     "services",
     "商贸服务"
    ]
   ],
   "feed": false,
   "words": {}
  },
  {
   "name": "country",
   "label": "涉及国家或地区",
   "values": [],
   "feed": false
  },
  {
   "name": "authority",
   "label": "审理或办理机关",
   "values": [
    [
     "supreme",
     "最高人民法院"
    ],
    [
     "high",
     "高级人民法院"
    ],
    [
     "intermediate",
     "中级人民法院"
    ],
    [
     "basic",
     "基层人民法院"
    ],
    [
     "procuratorate",
     "检察院"
    ],
    [
     "police",
     "公安机关"
    ],
    [
     "customs",
     "海关"
    ],
    [
     "administration",
     "知识产权和市场监管部门"
    ],
    [
     "abroad",
     "境外机构"
    ]
   ],
   "feed": false,
   "words": {}
  },
  {
   "name": "procedure",
   "label": "程序",
   "values": [
    [
     "first",
     "一审"
    ],
    [
     "second",
     "二审"
    ],
    [
     "retrial",
     "再审"
    ],
    [
     "penalty",
     "行政处罚"
    ],
    [
     "ruling",
     "行政裁决"
    ],
    [
     "invalidation",
     "无效宣告"
    ]
   ],
   "feed": false,
   "words": {}
  },
  {
   "name": "amount",
   "label": "金额",
   "values": [
    [
     "under-1m",
     "百万元以下"
    ],
    [
     "1m",
     "百万元级"
    ],
    [
     "10m",
     "千万元级"
    ],
    [
     "100m",
     "亿元级"
    ]
   ],
   "feed": false,
   "words": {}
  },
  {
   "name": "outlet-type",
   "label": "网点类型",
   "values": [
    [
     "information-outlet",
     "信息公共服务网点"
    ],
    [
     "university-centre",
     "高校知识产权信息服务中心"
    ],
    [
     "information-centre",
     "信息服务中心"
    ],
    [
     "protection-centre",
     "知识产权保护中心"
    ],
    [
     "rapid-centre",
     "快速维权中心"
    ],
    [
     "aid-centre",
     "维权援助机构"
    ],
    [
     "window",
     "业务受理窗口"
    ],
    [
     "station",
     "工作站"
    ],
    [
     "copyright-office",
     "版权管理机构"
    ],
    [
     "platform",
     "协作平台"
    ]
   ],
   "feed": false,
   "words": {}
  },
  {
   "name": "purpose",
   "label": "用途",
   "values": [
    [
     "learning",
     "学习培训"
    ],
    [
     "information",
     "信息检索"
    ],
    [
     "navigation",
     "导航预警"
    ],
    [
     "filing",
     "备案认定"
    ],
    [
     "trading",
     "运营交易"
    ],
    [
     "finance",
     "金融服务"
    ],
    [
     "recruitment",
     "人才招聘"
    ],
    [
     "rights",
     "维权援助"
    ],
    [
     "affairs",
     "政务办理"
    ]
   ],
   "feed": false,
   "words": {}
  },
  {
   "name": "year",
   "label": "年份",
   "values": [
    [
     "2026",
     "2026年"
    ],
    [
     "2021",
     "2021年"
    ],
    [
     "2020",
     "2020年"
    ],
    [
     "2019",
     "2019年"
    ],
    [
     "undated",
     "日期不详"
    ]
   ],
   "feed": false,
   "words": {}
  },
  {
   "name": "edition",
   "label": "活动年度",
   "values": [
    [
     "2020",
     "2020年江苏省“知识产权服务万里行”活动"
    ],
    [
     "2021",
     "2021年“知识产权服务万里行”活动"
    ]
   ],
   "feed": false
  },
  {
   "name": "wechat",
   "label": "公众号",
   "values": [
    [
     "yes",
     "已发公众号"
    ]
   ],
   "feed": false
  }
 ],
 "unheld": [
  "country",
  "wechat"
 ],
 "names": [
  [
   "江苏省知识产权局",
   "省局",
   "省知识产权局",
   "江苏局"
  ],
  [
   "南京市知识产权局",
   "南京局"
  ],
  [
   "苏州市知识产权局",
   "苏州局"
  ],
  [
   "泰州市知识产权局",
   "泰州局"
  ],
  [
   "上海市知识产权局",
   "上海局"
  ],
  [
   "安徽省知识产权局",
   "安徽局"
  ]
 ],
 "ways": [
  [
   "活动亮点",
   "highlights/index.html"
  ],
  [
   "典型案例",
   "cases/index.html"
  ],
  [
   "专题",
   "collections/index.html"
  ],
  [
   "服务网点",
   "outlets/index.html"
  ],
  [
   "服务资源",
   "resources/index.html"
  ],
  [
   "政策文件",
   "policies/index.html"
  ],
  [
   "征集与通知",
   "calls/index.html"
  ],
  [
   "数据",
   "figures/index.html"
  ],
  [
   "名录",
   "rosters/index.html"
  ],
  [
   "通报",
   "bulletins/index.html"
  ],
  [
   "江苏",
   "units/jiangsu.html"
  ],
  [
   "南京",
   "units/nanjing.html"
  ],
  [
   "苏州",
   "units/suzhou.html"
  ],
  [
   "泰州",
   "units/taizhou.html"
  ],
  [
   "上海",
   "units/shanghai.html"
  ],
  [
   "活动日历",
   "calendar/index.html"
  ],
  [
   "搜索",
   "search.html"
  ],
  [
   "订阅",
   "feeds/index.html"
  ],
  [
   "系列活动",
   "series/index.html"
  ],
  [
   "历届活动",
   "editions/index.html"
  ],
  [
   "活动成效",
   "results/index.html"
  ],
  [
   "目标和任务",
   "progress/index.html"
  ],
  [
   "投稿",
   "submit.html"
  ],
  [
   "关于试验专栏",
   "about.html"
  ],
  [
   "投稿指南",
   "guide.html"
  ]
 ],
 "near": [
  "outlet"
 ],
 "asking": []
}

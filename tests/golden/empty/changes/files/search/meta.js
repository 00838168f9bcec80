- "documents": 28,
+ "documents": 0,

- "version": "cef822a2161c",
+ "version": "23ae249b8093",

-   "values": [
-    [
-     "侵害发明专利权纠纷",
-     "侵害发明专利权纠纷"
-    ]
-   ],
+   "values": [],

-     "2026",
-     "2026年"
-    ],
-    [
-     "2021",
-     "2021年"
-    ],
-    [
-     "2020",
-     "2020年"
-    ],
-    [
-     "2019",
-     "2019年"
-    ],
-    [

- "unheld": [
+ "unheld": [
+  "kind",
+  "unit",
+  "place",
+  "region",
+  "theme",
+  "perspective",
+  "case-type",
+  "right",
+  "cause",
+  "angle",
+  "industry",

-  "country",
+  "country",
+  "authority",
+  "procedure",
+  "amount",
+  "outlet-type",
+  "purpose",
+  "year",
+  "edition",

-   "活动亮点",
-   "highlights/index.html"
-  ],
-  [
-   "典型案例",
-   "cases/index.html"
-  ],
-  [
-   "专题",
-   "collections/index.html"
-  ],
-  [
-   "服务网点",
-   "outlets/index.html"
-  ],
-  [
-   "服务资源",
-   "resources/index.html"
-  ],
-  [
-   "政策文件",
-   "policies/index.html"
-  ],
-  [
-   "征集与通知",
-   "calls/index.html"
-  ],
-  [
-   "数据",
-   "figures/index.html"
-  ],
-  [
-   "名录",
-   "rosters/index.html"
-  ],
-  [
-   "通报",
-   "bulletins/index.html"
-  ],
-  [
-   "江苏",
-   "units/jiangsu.html"
-  ],
-  [
-   "南京",
-   "units/nanjing.html"
-  ],
-  [
-   "苏州",
-   "units/suzhou.html"
-  ],
-  [
-   "泰州",
-   "units/taizhou.html"
-  ],
-  [
-   "上海",
-   "units/shanghai.html"
-  ],
-  [

-   "活动成效",
-   "results/index.html"
-  ],
-  [
-   "目标和任务",
-   "progress/index.html"
-  ],
-  [

-  ],
-  [
-   "关于试验专栏",
-   "about.html"
-  ],
-  [
-   "投稿指南",
-   "guide.html"

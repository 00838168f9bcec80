- "documents": 28,
+ "documents": 0,

- "version": "aad91cfc7992",
+ "version": "630d95687669",

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
+  "case-type",
+  "right",
+  "cause",
+  "industry",
+  "authority",
+  "procedure",
+  "amount",
+  "outlet-type",
+  "purpose",
+  "year",
+  "edition",

- "documents": 28,
+ "documents": 0,

- "version": "2f629317ccd0",
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

wanlixing("pair",1,["206人igrt产业例页侵害动通和小商会字段布会意义数据班第的各的数省高第4纠纷终2联席解商额的",[5,1,1,1,1,2,2,1,1,2,1,1,1,1,6,1,1,1,1,3,1,1,2,1],"DAQDCgMbGRgPEwMRAhsZEQQXERMMAAICAgICEw0TBBECAhMREQQV"]);

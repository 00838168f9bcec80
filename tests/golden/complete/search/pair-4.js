wanlixing("pair",4,["129年clonra与洞专栏依据借鉴公室分号只写号z号和号找布的摘要文字日子明专明行最少有金期不标签点页版面看序编号要原",[1,2,1,1,1,1,2,1,1,2,1,1,1,1,1,1,2,1,1,3,1,1,1,1,1,1,1,1,1,1],"FRQGIyIjIwchBh0FFwAHHRsGBAEjIwAFFwIFIR8gIxcgGwUj"]);

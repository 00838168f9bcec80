wanlixing("pair",4,["129年clonra与洞专栏借鉴公室号z号和摘要文字明专最少有金期不标签点页版面看序要原",[1,2,1,1,1,1,1,1,1,1,1,1,1,2,1,1,1,1,1,1,1,1],"DQwEGRgZGR0TERMRGRkRAhcVFhkPFhEZ"]);

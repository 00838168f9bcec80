wanlixing("pair",6,["0年192期71corrzl十四原样咨询工作怎样新闻有效有最机上来填的案第1要里资3里的银企限1验产验活",[1,3,1,1,1,1,1,1,1,1,1,1,1,1,1,1,6,2,1,1,1,1,1,1,1,2],"HAwEAwgTGRkTFhkPFhcRExcWAQMDAwMDEwMKGRsZGg0PHAI="]);

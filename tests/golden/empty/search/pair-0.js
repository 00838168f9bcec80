wanlixing("pair",0,["",[],""]);

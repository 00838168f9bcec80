wanlixing("pair",2,["",[],""]);

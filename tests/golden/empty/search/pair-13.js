wanlixing("pair",13,["",[],""]);

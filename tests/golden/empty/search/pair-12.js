wanlixing("pair",12,["",[],""]);

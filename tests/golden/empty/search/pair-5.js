wanlixing("pair",5,["",[],""]);

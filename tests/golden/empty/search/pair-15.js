wanlixing("pair",15,["",[],""]);

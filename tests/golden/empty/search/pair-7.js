wanlixing("pair",7,["",[],""]);

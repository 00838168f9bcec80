wanlixing("pair",6,["",[],""]);

wanlixing("pair",10,["",[],""]);

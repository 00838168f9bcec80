wanlixing("pair",9,["",[],""]);

wanlixing("pair",1,["",[],""]);

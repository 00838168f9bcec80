wanlixing("pair",3,["",[],""]);

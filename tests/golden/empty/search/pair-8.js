wanlixing("pair",8,["",[],""]);

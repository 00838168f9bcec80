wanlixing("pair",11,["",[],""]);

wanlixing("pair",14,["",[],""]);

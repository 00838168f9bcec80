wanlixing("pair",4,["",[],""]);

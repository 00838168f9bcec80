wanlixing("meta",0,{"documents":0,"shards":16,"block":8});

wanlixing("meta",0,{"documents":16,"shards":16,"block":8});

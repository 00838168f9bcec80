wanlixing("meta",0,{"documents":21,"shards":16,"block":8});

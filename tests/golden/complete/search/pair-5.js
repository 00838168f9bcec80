wanlixing("pair",5,["152号37lelo一项举办共有关于其一务网原判号1和一和咨基本定活应有度试成质施方是否样显法院组织见活高级",[1,1,1,1,1,1,1,1,2,1,1,1,1,1,1,1,1,1,1,1,1,1,2,1,2,1,1],"GxMNGBgbGhsdAhMOExkNDxMdERAbHBMXAxMdAhsT"]);

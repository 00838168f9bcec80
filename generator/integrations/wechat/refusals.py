"""What the platform's error codes mean for who runs this, and what to do: the codes of the calls that are used here."""

from collections.abc import Mapping

#: The platform was busy and did nothing.
BUSY = -1
#: The token is not valid any more; another one is asked for.
STALE_TOKEN = (40001, 40014, 42001)

_KEY = "请核对 WECHAT_APPID 和 WECHAT_SECRET（公众号后台“设置与开发”的“基本配置”）"
_PICTURE = "请把图片另存为 JPG 或 PNG 再试"
_REPORT = "这是程序的错误，请把这句话报告给专栏维护人员"
WORDS: Mapping[int, str] = {
    -1: "平台繁忙，请过几分钟再试",
    40001: f"AppSecret 不对，或凭证已失效，{_KEY}",
    40002: f"凭证类型不对，{_REPORT}",
    40004: f"素材类型不对，{_REPORT}",
    40005: "图片格式不对，只收 JPG 和 PNG",
    40006: "图片是空的，请换一张",
    40007: "封面素材无效，请重新上传",
    40009: "图片太大，正文图片要小于 1 MB",
    40013: f"AppID 不对，{_KEY}",
    40014: "凭证无效，请再试一次",
    40035: f"参数不对，{_REPORT}",
    40066: f"接口地址不对，{_REPORT}；用了 --api 的，请核对代理的地址",
    40113: f"图片格式不对，{_PICTURE}",
    40125: f"AppSecret 不对，{_KEY}",
    40137: f"图片格式不对，{_PICTURE}",
    40164: "这台机器的公网地址不在公众号的 IP 白名单里，请在“设置与开发”的“基本配置”里加上",
    40243: "AppSecret 已被冻结，请管理员在“基本配置”里解冻后再试",
    41001: f"没有带凭证，{_REPORT}",
    41002: f"没有 AppID，{_KEY}",
    41004: f"没有 AppSecret，{_KEY}",
    41005: f"没有带图片，{_REPORT}",
    42001: "凭证已过期，请再试一次",
    42007: "凭证因修改了公众号密码或授权而失效，请再试一次",
    43002: f"请求方式不对，{_REPORT}；用了 --api 的，请核对代理",
    44001: "图片是空的，请换一张",
    44002: f"请求是空的，{_REPORT}",
    44003: f"图文是空的，{_REPORT}",
    44004: "正文是空的，请在记录里写上内容",
    45001: "文件太大，请压缩后再试",
    45002: "正文太长，HTML 要少于 20000 个字符，请拆成两篇",
    45003: "标题太长，接口最多 32 个字，请用 --title 另写，或在记录的 wechat.title 里写短一些",
    45004: "摘要太长，最多 128 个字，请在记录的 wechat.digest 里写短一些",
    45005: "阅读原文的网址太长",
    45007: f"素材太长，{_REPORT}",
    45008: "一次最多 8 篇，请分成几次",
    45009: "今天的调用次数用完了，请明天再试",
    45011: "调用太频繁，请过一分钟再试",
    45110: "作者名太长，最多 16 个字，请在单位名单里写一个短的简称",
    45166: "正文被平台退回，请检查有没有不允许的内容",
    47001: f"请求的内容平台读不懂，{_REPORT}",
    48001: "这个公众号没有草稿接口的权限（未认证的账号没有），请改用排版页复制",
    48004: "这个接口已被平台封禁，请登录公众号后台看通知",
    50002: "公众号受到限制，请登录公众号后台看通知",
    50004: "这个公众号被禁止取用凭证，请登录公众号后台看通知",
    50007: "公众号已被冻结，请登录公众号后台看通知",
    53400: "公众号没有这项功能的权限，请登录公众号后台看通知",
    61024: "凭证要由第三方平台取用，请联系代管公众号的公司",
    61450: "平台系统错误，请过几分钟再试",
    87009: "图片或内容的签名不对，请再试一次",
    87014: "平台认为内容有违规的地方，请检查标题、正文和图片",
    89501: "IP 白名单要管理员确认，请公众号管理员在微信里确认后再试",
    89503: "这次调用要管理员确认，请公众号管理员在微信里确认后再试",
    89506: "管理员拒绝了这个 IP 的调用，24 小时以后才能再试",
    89507: "管理员拒绝了这个 IP 的调用，1 小时以后才能再试",
    200013: "公众号被封禁了这项功能，请登录公众号后台看通知",
}

#: What can go wrong on the way, by the names that urllib3 has for it.
_ON_THE_WAY: Mapping[str, str] = {
    "NameResolutionError": "查不到平台的地址，可能没有连上外网",
    "NewConnectionError": "连接被拒绝，或网络不通",
    "ConnectTimeoutError": "连接超时",
    "ReadTimeoutError": "等回答超时",
    "ProxyError": "代理连不上",
    "SSLError": "对方的证书不对，可能被代理换过",
    "ProtocolError": "连接中途断了",
}


def network_trouble(error: Exception) -> str:
    """What went wrong on the way, in words for an editor; the most special name that there are words for."""
    return next(
        (_ON_THE_WAY[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in _ON_THE_WAY), "网络出错"
    )

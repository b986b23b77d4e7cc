"""What pages write before a value (发布日期：), the field meant, and how far to trust it."""

# For each field its labels, the most trustworthy first; labels of one line of words rank alike.
_RANKED = {
    "index_no": ("索引号 信息索引号 公开索引号 索引码 索取号 信息索引", "统一编号 登记号 统一登记号 流水号"),
    "issuer": (
        (
            "发布机构 发文机关 发文机构 发文单位 发布单位 公开主体 制发机关 制发单位 制作机关"
            " 公开机构 公开单位"
            " 发布机关 发文部门 发布部门 印发单位 印发机关 颁布单位 颁发部门 信息公开单位"
            " 公开责任单位"
            " 信息生成单位 所属机构"
        ),
        "发布 发布者 单位",
    ),
    "source_name": (
        (
            "信息来源 文章来源 稿件来源 内容来源 本文来源 新闻来源 资料来源 来源单位 来源 稿源"
            " 信息提供 供稿单位 出处 文章出处 转自 转载自"
        ),
        "供稿 作者",  # often a person; see PERSONAL
    ),
    "doc_no": ("文号 发文字号 发文文号 公文文号 文件编号 文件号 发文号 公文号 文件文号",),
    "signed": (
        "成文日期 成文时间 形成日期 生成日期 生成时间 制发日期 签发日期 落款日期 制作日期",
        "发文日期 发文时间 印发日期 印发时间",
    ),
    "published": (
        "发布日期 发布时间 发表日期 发表时间 发稿时间 发布于 公布日期 公布时间 上网日期 上网时间 刊发时间",
        "公开日期 公开时间 信息公开日期",
        "更新日期 更新时间 上传日期 上传时间 添加时间 添加日期 录入时间 提交时间 创建时间",
        "时间 日期",
    ),
    "title": ("信息名称 文件名称 公文名称 公文标题 文件标题 信息标题", "名称 标题 题名"),
    "source_url": ("原文链接 原文地址 本文链接 本文地址 来源网址 文章链接 信息来源网址 转载地址", "网址"),
    # Known so that they end the value before them.
    "": (
        (
            "组配分类 主题分类 体裁分类 主题类别 体裁 服务对象 关键词 关键字 主题词 浏览次数"
            " 阅读次数 访问次数"
            " 点击次数 点击数 点击量 点击率 阅读量 阅读数 浏览量 浏览数 访问量 查看人数 人气"
            " 浏览 阅读 点击"
            " 有效性 信息有效性 时效性 有效状态 效力状态 状态 编辑 责任编辑 审核 审核人 审核人员"
            " 校对 撰稿"
            " 录入 字体大小 字体 字号 公开方式 公开形式 公开范围 公开类别 公开时限 公开属性"
            " 公开目录 公开程序"
            " 内容概述 内容简介 内容摘要 内容分类 信息分类 信息类别 分类 栏目 所属栏目 生效日期"
            " 生效时间 实施日期"
            " 施行日期 失效日期 失效时间 废止日期 废止时间 截止日期 备注 分享 打印 下载 下载次数"
            " 格式 大小 页数"
            " 责任部门 解读 相关文件 附件 语种 载体形式 记录形式"
        ),
    ),
}
RANKS = {
    label: (field, rank)
    for field, groups in _RANKED.items()
    for rank, group in enumerate(groups)
    for label in group.split()
}
# Labels of bodies and persons alike: only the name of a body counts.
PERSONAL = frozenset({"供稿", "作者", "发布", "发布者", "单位"})

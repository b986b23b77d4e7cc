"""The record that government sites print above an article: index number, issuer, dates (GB/T 9704 terms)."""

import re

from archive.text.fold import fold

_NAMES = (
    "索引号 发布机构 发文机关 发文机构 发文单位 发文字号 发文日期 发布日期 发布时间 发布单位 成文日期"
    " 生成日期 文号 公开日期 公开主体 公开方式 公开范围 公开形式 主题分类 组配分类 信息分类"
    " 体裁分类 服务对象 有效性 名称 标题 关键词"
    " 关键字 主题词 信息来源 内容概述 制发机关 印发日期 信息名称 文件编号 统一编号"
)
_NAME = "|".join(r"\s*".join(name) for name in _NAMES.split())
_FIELD = re.compile(rf"(?:{_NAME})\s*(?:[:\t]|$)")
_LONGEST_NAME = 16


def is_record(text: str) -> bool:
    """Whether a line begins with the name of a field."""
    return _FIELD.match(fold(text)) is not None


def is_field_name(text: str) -> bool:
    """Whether a line is the name of a field and nothing else."""
    return len(text) <= _LONGEST_NAME and _FIELD.fullmatch(fold(text)) is not None

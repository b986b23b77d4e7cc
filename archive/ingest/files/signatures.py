"""The names of file formats that people upload by mistake, by their first bytes.

Signatures are those of the formats' own specifications, as collected in file(1)'s magic database.
"""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"\x00\x00\x00\x0cjP  \r\n", "JPEG 2000 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"\x00\x00\x01\x00", "图标"),
    (b"\xd7\xcd\xc6\x9a", "WMF 图片"),
    (b"8BPS\x00\x01", "Photoshop 图片"),
    (b"Rar!\x1a\x07", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x1f\x8b\x08", "gzip 压缩包"),
    (b"\xfd7zXZ\x00", "xz 压缩包"),
    (b"\x28\xb5\x2f\xfd", "zstd 压缩包"),
    (b"MSCF\x00\x00\x00\x00", "CAB 压缩包"),
    (b"!<arch>\n", "软件包"),
    (b"\x7fELF", "可执行程序"),
    (b"\xca\xfe\xba\xbe", "可执行程序"),
    (b"\xcf\xfa\xed\xfe", "可执行程序"),
    (b"\xce\xfa\xed\xfe", "可执行程序"),
    (b"\x00asm", "可执行程序"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "Windows 快捷方式"),
    (b"ITSF\x03\x00\x00\x00", "CHM 帮助文件"),
    (b"SQLite format 3\x00", "SQLite 数据库"),
    (b"\x00\x01\x00\x00Standard ", "Access 数据库"),
    (b"\x00\x01\x00\x00\x00", "字体"),
    (b"OTTO\x00", "字体"),
    (b"CAJ\x00", "CAJ 文档"),
    (b"HN\x00\x00", "CAJ 文档"),
    (b"KDH \x00", "KDH 文档"),
    (b"\x1a\x45\xdf\xa3", "视频"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "视频"),
    (b"FLV\x01", "视频"),
    (b"\x00\x00\x01\xba", "视频"),
    (b"MThd\x00\x00", "音频"),
)
# These could begin a text.
_PRINTABLE: tuple[tuple[bytes, str], ...] = (
    (b"GIF87a", "GIF 图片"),
    (b"GIF89a", "GIF 图片"),
    (b"BM", "BMP 图片"),
    (b"BZh", "bzip2 压缩包"),
    (b"MZ", "可执行程序"),
    (b"AC10", "AutoCAD 图纸"),
    (b"ID3", "音频"),
    (b"OggS", "音频"),
    (b"fLaC", "音频"),
    (b"#!AMR", "音频"),
    (b".RMF", "视频"),
    (b"wOFF", "字体"),
    (b"wOF2", "字体"),
)
_MEDIA = {
    b"WEBP": "WebP 图片",
    b"WAVE": "音频",
    b"M4A ": "音频",
    b"heic": "HEIC 图片",
    b"heix": "HEIC 图片",
    b"mif1": "HEIC 图片",
    b"avif": "AVIF 图片",
}
_BOX_TYPE = slice(4, 8)  # ISO media files name their first box after its four-byte length
_SUBTYPE = slice(8, 12)
_TAR = slice(257, 262)
_LHA = slice(2, 5)
_WINDOW = 64
_BLOCK = 512  # of a tar file
_FEWEST_CONTROLS = 2  # a damaged byte in a text is one


def foreign_type(content: bytes) -> str:
    """Return the Chinese name of the binary format of `content`; empty for anything else."""
    for magic, name in _MAGIC:
        if content.startswith(magic):
            return name
    if content[_TAR] == b"ustar" and _has_controls(content[:_BLOCK]):
        return "tar 压缩包"
    return _less_certain(content) if _has_controls(content[:_WINDOW]) else ""


def _has_controls(window: bytes) -> bool:
    """Tell whether there are bytes that texts do not have: signatures of letters could begin one."""
    return sum(byte < ord("\t") for byte in window) >= _FEWEST_CONTROLS


def _less_certain(content: bytes) -> str:
    if content[:4] == b"RIFF" or content[_BOX_TYPE] == b"ftyp":
        return _MEDIA.get(content[_SUBTYPE], "视频")
    if content[_LHA] == b"-lh":
        return "LZH 压缩包"
    if content[:1] == b"\xff" and content[1:2] in b"\xfb\xf3\xf2\xfa":
        return "音频"
    return next((name for magic, name in _PRINTABLE if content.startswith(magic)), "")

"""Zip archives: honest members come out, bad ones say why, and no archive costs more than it may."""

import io
import random
import stat
import struct
import zipfile
import zlib

import pytest

from archive.ingest.errors import IngestError
from archive.ingest.files import archives
from archive.ingest.files.archives import MAX_MEMBERS, unpack
from archive.ingest.types import RawFile
from tests.ingest.zips import CRC, FLAGS, HEADER_OFFSET, METHOD, PACKED_SIZE, SIZE, patched, zipped

BOMB = "压缩包过大或疑似炸弹。"
CORRUPT = "压缩包已损坏。"
TEXT = "一、概况\n全县医院2家。".encode()
ONE = zipped([("一.txt", TEXT)])
THREE = zipped([("一.txt", TEXT), ("二.txt", TEXT * 2), ("三.txt", TEXT * 3)])


def unpacked(content, into):
    return list(unpack(RawFile("报告.zip", content), into))


def refused(content, into):
    with pytest.raises(IngestError) as refusal:
        unpacked(content, into)
    return str(refusal.value)


def reasons(content, into):
    """Name -> reason; empty for the members that came out."""
    return {member.name: member.reason for member in unpacked(content, into)}


def info(name, mode=0):
    member = zipfile.ZipInfo(name)
    member.external_attr = mode << 16
    return member


def test_members_come_out_in_order(tmp_path):
    members = unpacked(THREE, tmp_path)

    assert [member.name for member in members] == ["一.txt", "二.txt", "三.txt"]
    assert [member.path.read_bytes() for member in members] == [TEXT, TEXT * 2, TEXT * 3]
    assert [member.path.name for member in members] == ["0000", "0001", "0002"]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_the_usual_ways_of_packing_are_read(method, tmp_path):
    (member,) = unpacked(zipped([("一.txt", TEXT)], method), tmp_path)

    assert member.path.read_bytes() == TEXT


def test_bytes_before_the_first_member_do_no_harm(tmp_path):
    assert reasons(b"PK\x07\x08" + ONE, tmp_path) == {"一.txt": ""}


@pytest.mark.parametrize(
    "name", ["__MACOSX/._一.txt", "甲/.DS_Store", "Thumbs.db", "desktop.ini", "甲/~$报告.docx", "甲/"]
)
def test_what_systems_leave_behind_is_passed_over(name, tmp_path):
    assert reasons(zipped([(name, b""), ("一.txt", TEXT)]), tmp_path) == {"一.txt": ""}


@pytest.mark.parametrize("archive", [zipped([]), zipped([("甲/", b"")])])
def test_an_archive_without_files_says_so(archive, tmp_path):
    assert refused(archive, tmp_path) == "压缩包里没有文件。"


@pytest.mark.parametrize(
    "name", ["../一.txt", "甲/../../一.txt", "/etc/一.txt", "C:\\一.txt", "..\\一.txt", "\\\\host\\一.txt"]
)
def test_a_path_out_of_the_archive_is_refused(name, tmp_path):
    found = reasons(zipped([(name, b"x"), ("二.txt", TEXT)]), tmp_path)

    assert found == {name.replace("\\", "/"): "文件路径不安全。", "二.txt": ""}
    assert [path.name for path in tmp_path.iterdir()] == ["0001"]


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        (stat.S_IFLNK | 0o777, "不接受符号链接。"),
        (stat.S_IFIFO | 0o644, "不是普通文件。"),
        (stat.S_IFREG | 0o644, ""),
    ],
)
def test_only_plain_files_are_taken(mode, reason, tmp_path):
    archive = zipped([(info("一.txt", mode), b"/etc/passwd"), ("二.txt", TEXT)])

    assert reasons(archive, tmp_path) == {"一.txt": reason, "二.txt": ""}


def test_the_second_of_two_members_of_one_name_is_refused(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive = zipped([("一.txt", TEXT), ("一.txt", b"x"), ("二.txt", TEXT)])

    assert [m.reason for m in unpacked(archive, tmp_path)] == ["", "压缩包内文件重名。", ""]


def test_an_encrypted_member_is_refused(tmp_path):
    archive = patched(THREE, 1, *FLAGS, 1)

    assert reasons(archive, tmp_path)["二.txt"] == "文件已加密，请解密后上传。"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("method", [9, 14, 98])
def test_an_unusual_way_of_packing_is_refused(method, tmp_path):
    assert reasons(patched(ONE, 0, *METHOD, method), tmp_path) == {"一.txt": "压缩方式不受支持。"}


LIES = {
    "smaller": patched(THREE, 1, *SIZE, 5),
    "larger": patched(THREE, 1, *SIZE, 500),
    "smaller with the checksum of its beginning": patched(
        patched(THREE, 1, *SIZE, 5), 1, *CRC, zlib.crc32((TEXT * 2)[:5])
    ),
    "another checksum": patched(THREE, 1, *CRC, 1),
    "packed smaller": patched(THREE, 1, *PACKED_SIZE, 5),
}


@pytest.mark.parametrize("archive", LIES.values(), ids=LIES.keys())
def test_a_member_that_lies_is_refused_and_the_others_go_on(archive, tmp_path):
    found = unpacked(archive, tmp_path)

    assert [member.reason for member in found] == ["", "文件已损坏，或大小与压缩包目录不符。", ""]
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["0000", "0002"]


def test_damaged_bytes_end_one_member(tmp_path):
    at = THREE.find("二.txt".encode()) + len("二.txt".encode())
    archive = THREE[:at] + b"\xff" * 10 + THREE[at + 10 :]

    assert reasons(archive, tmp_path) == {
        "一.txt": "",
        "二.txt": "文件已损坏，或大小与压缩包目录不符。",
        "三.txt": "",
    }


def test_a_zip_in_a_zip_is_refused(tmp_path):
    assert reasons(zipped([("一.zip", ONE), ("二.txt", TEXT)]), tmp_path) == {
        "一.zip": "不支持嵌套压缩包。",
        "二.txt": "",
    }


def test_other_formats_are_left_to_their_readers(tmp_path):
    docx = zipped([("[Content_Types].xml", b""), ("word/document.xml", b"")])

    assert set(reasons(zipped([("一.docx", docx), ("二.png", b"\x89PNG\r\n\x1a\n")]), tmp_path).values()) == {
        ""
    }


@pytest.mark.parametrize(
    "content", [ONE[:-30], ONE[:40], b"PK\x03\x04", b"PK\x05\x06", ONE.replace(b"PK\1\2", b"PK\1\3")]
)
def test_a_damaged_archive_says_so(content, tmp_path):
    assert refused(content, tmp_path) == CORRUPT


def test_too_many_members_are_a_bomb(tmp_path):
    members = [(f"{number}.txt", b"x") for number in range(MAX_MEMBERS + 1)]

    assert refused(zipped(members), tmp_path) == BOMB
    assert len(unpacked(zipped(members[:-1]), tmp_path)) == MAX_MEMBERS


def test_a_directory_without_end_is_a_bomb(tmp_path):
    assert refused(zipped([(f"{number}/", b"") for number in range(5001)]), tmp_path) == BOMB


def test_too_much_in_all_is_a_bomb(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_UNPACKED", len(TEXT) * 6 - 1)
    assert refused(THREE, tmp_path) == BOMB

    monkeypatch.setattr(archives, "MAX_UNPACKED", len(TEXT) * 6)
    assert len(unpacked(THREE, tmp_path)) == 3


def test_too_much_for_its_size_is_a_bomb(tmp_path):
    assert refused(zipped([("一.txt", bytes(4 << 20))]), tmp_path) == BOMB


def test_a_short_blank_text_is_no_bomb(tmp_path):
    assert reasons(zipped([("一.txt", b" " * (1 << 19))]), tmp_path) == {"一.txt": ""}


def test_too_large_a_member_is_refused_and_the_others_go_on(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_MEMBER", len(TEXT) * 2)

    assert reasons(THREE, tmp_path)["三.txt"].startswith("文件超过 50 MB")
    assert len(list(tmp_path.iterdir())) == 2


def test_members_that_share_bytes_are_a_bomb(tmp_path):
    noise = random.Random(3).randbytes(5000)
    archive = zipped([("一.txt", noise), ("二.txt", noise)])

    assert refused(patched(archive, 1, *HEADER_OFFSET, 0), tmp_path) == BOMB


def test_a_member_reaching_into_the_next_is_a_bomb(tmp_path):
    assert refused(patched(THREE, 0, *PACKED_SIZE, 90), tmp_path) == BOMB


def test_a_member_outside_of_the_archive_is_refused(tmp_path):
    found = unpacked(patched(THREE, 2, *HEADER_OFFSET, 10_000), tmp_path)

    assert [member.path is None for member in found] == [False, False, True]


@pytest.mark.parametrize("codec", ["gb18030", "utf-8"])
def test_names_without_a_declared_encoding_are_read(codec, tmp_path):
    plain = "甲县/工作总结.txt".encode(codec)
    archive = zipped([("x" * len(plain), TEXT)]).replace(b"x" * len(plain), plain)

    assert reasons(archive, tmp_path) == {"甲县/工作总结.txt": ""}


def test_a_name_in_no_encoding_stays_as_it_is(tmp_path):
    archive = zipped([("xxx", TEXT)]).replace(b"xxx", b"\xff\xff\xff")

    assert list(reasons(archive, tmp_path).values()) == [""]


def test_a_name_kept_in_unicode_beside_a_plain_one_is_read(tmp_path):
    name = "总结.txt".encode()
    member = info("x.txt")
    field = b"\1" + struct.pack("<L", zlib.crc32(b"x.txt")) + name
    member.extra = (
        struct.pack("<HHHH", 1, 2, 0, 0x7075)[:4] + b"\0\0" + struct.pack("<HH", 0x7075, len(field)) + field
    )

    assert reasons(zipped([(member, TEXT)]), tmp_path) == {"总结.txt": ""}


def test_an_archive_with_a_long_comment_is_read(tmp_path):
    stream = io.BytesIO(ONE)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = b"x" * 60_000

    assert reasons(stream.getvalue(), tmp_path) == {"一.txt": ""}


def test_an_archive_in_the_large_form_is_read(tmp_path):
    end = ONE.rfind(b"PK\x05\x06")
    size, offset = struct.unpack_from("<LL", ONE, end + 12)
    large = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, size, offset)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    last = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)

    assert reasons(ONE[:end] + large + locator + last, tmp_path) == {"一.txt": ""}

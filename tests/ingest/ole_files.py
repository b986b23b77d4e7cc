"""OLE compound files with a directory of empty streams, as far as telling their kind needs."""

import struct

FREE = 0xFFFFFFFF
END = 0xFFFFFFFE


def ole_file(*names: str, embedded: tuple[str, ...] = ()) -> bytes:
    """A compound file with these streams in the root; `embedded` ones stand in a storage of their own."""
    entries = [_entry("Root Entry", 5, child=1)]
    count = len(names)
    for number, name in enumerate(names, 1):
        entries.append(_entry(name, 2, right=number + 1 if number < count or embedded else FREE))
    if embedded:
        entries.append(_entry("ObjectPool", 1, child=count + 2))
        entries += [
            _entry(name, 2, right=number if number < count + 2 + len(embedded) else FREE)
            for number, name in enumerate(embedded, count + 3)
        ]
    while len(entries) % 4:
        entries.append(bytes(128))
    sectors = len(entries) // 4
    chain = [0xFFFFFFFD, *range(2, sectors + 1), END]
    table = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    return header + table + b"".join(entries)


def _entry(name: str, kind: int, *, right: int = FREE, child: int = FREE) -> bytes:
    encoded = name.encode("utf-16-le")
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(encoded) + 2, kind, 1, FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", END, 0)
    )

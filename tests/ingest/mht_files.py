"""Web archives as browsers write them, made for the tests."""

import base64
import quopri

BOUNDARY = "----MultipartBoundary--k3X9"
ENVELOPE = {
    "From": "<Saved by Blink>",
    "Subject": "=?utf-8?B?5bel5L2c5oC757uT?=",
    "Date": "Mon, 15 Jan 2024 10:32:00 +0800",
    "MIME-Version": "1.0",
    "Content-Type": f'multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{BOUNDARY}"',
}
IMAGE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def part(content, kind="text/html", encoding="quoted-printable", **headers):
    """One part: its headers and its encoded body."""
    named = {"Content-Type": kind, "Content-Transfer-Encoding": encoding}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items()).encode()
    return head + b"\r\n" + _written(content, encoding)


def _written(content, encoding):
    if encoding == "8bit":
        return content
    lines = base64.encodebytes(content) if encoding == "base64" else quopri.encodestring(content)
    return lines.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def web_archive(*parts, **envelope):
    """The whole file: envelope, parts between boundaries."""
    named = ENVELOPE | {name.replace("_", "-"): value for name, value in envelope.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items()).encode()
    mark = f"--{BOUNDARY}".encode()
    inside = b"".join(b"\r\n" + mark + b"\r\n" + content for content in parts)
    return head + b"\r\n" + inside + b"\r\n" + mark + b"--\r\n"


def image():
    """A picture the page shows."""
    return part(IMAGE, "image/png", "base64", Content_Location="http://www.shimen.gov.cn/logo.png")

"""Names that servers give files: read as RFC 6266 says, and harmless whatever they are."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("", None),
        ("attachment", None),
        ("attachment; filename=report.pdf", "report.pdf"),
        ('attachment; filename="annual report.pdf"', "annual report.pdf"),
        ('attachment; FileName="a.txt"', "a.txt"),
        ('inline; size=3; filename = "a;b.txt" ; x=y', "a;b.txt"),
        (r'attachment; filename="say \"hi\".txt"', "say _hi_.txt"),
        ("attachment; filename*=UTF-8''na%C3%AFve%20plan.txt", "na\u00efve plan.txt"),
        ("attachment; filename=\"plain.txt\"; filename*=utf-8'en'%e2%82%ac.txt", "\u20ac.txt"),
        ("attachment; filename*=iso-8859-1''na%EFve.txt; filename=a.txt", "na\u00efve.txt"),
        ("attachment; filename*=koi8-r''%C1; filename=a.txt", "a.txt"),
        ("attachment; filename*=broken; filename=a.txt", "a.txt"),
        ("attachment; filename*=UTF-8''%ff%fe", "\ufffd\ufffd"),
        ("attachment; filename=a.txt; filename=b.txt", "a.txt"),
        ('attachment; filename="', None),
        (";;;", None),
        ('filename="a.txt"', "a.txt"),
        ("filename*=UTF-8''%e2%82%ac.txt", "\u20ac.txt"),
    ],
)
def test_what_a_header_says(
    runtime: Callable[[str], ModuleType], header: str, name: str | None
) -> None:
    assert runtime("downloads").filename_of(header) == name


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("/etc/passwd", "passwd"),
        ("C:\\Windows\\system.ini", "system.ini"),
        ("C:system.ini", "C_system.ini"),
        ("%2e%2e%2fetc%2fpasswd", "passwd"),
        ("..", None),
        (".", None),
        ("a/", None),
        (" . ", None),
        (".bashrc", "bashrc"),
        ("a\u0000b\u001b[31m.txt", "ab[31m.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\nb.txt", "ab.txt"),
        ("a  b .txt. ", "a b .txt"),
        ("nul", "_nul"),
        ("COM1.txt", "_COM1.txt"),
        ("console.txt", "console.txt"),
        ("con .txt", "_con .txt"),
        ("lpt\u00b9.pdf", "_lpt\u00b9.pdf"),
        ("CONIN$", "_CONIN$"),
        ('<>:"|?*', "_______"),
        ("a" * 300 + ".pdf", "a" * 196 + ".pdf"),
        ("\u00e9" * 150, "\u00e9" * 100),
        ("a" * 300 + "." + "b" * 30, "a" * 200),
    ],
)
def test_names_are_harmless(
    runtime: Callable[[str], ModuleType], given: str, name: str | None
) -> None:
    from urllib.parse import quote

    encoded = given if given.startswith("%") else quote(given, safe="")
    header = f"attachment; filename*=UTF-8''{encoded}"
    assert runtime("downloads").filename_of(header) == name

"""Pages that are not the page, and documents that only look like one."""

from __future__ import annotations

import pytest

from pipeline.crawl.content import fingerprint, look
from pipeline.crawl.refusals import is_login, is_sent_home, refusal, wanted_cookie
from tests.crawl.pages import BODY, page

SCRIPT = b'document.cookie="D1N=9f86d081884c7d65"+"; expires=Fri, 31-Dec-37 23:55:55 GMT; path=/";window.location.reload(true);'
D1N = b"<html><body><script>" + SCRIPT + b"</script></body></html>"


def bare_page(title: str, text: str) -> str:
    return f"<html><head><title>{title}</title></head><body><p>{text}</p></body></html>"


REFUSALS = {
    "suspended, the hoster's page": (
        "suspended",
        bare_page("Account Suspended", "This Account has been suspended.  Contact your hosting provider."),
    ),
    "suspended, in Vietnamese": (
        "suspended",
        page("Thông báo", ["Website này đã bị tạm ngưng hoạt động. Vui lòng liên hệ nhà cung cấp dịch vụ."]),
    ),
    "expired domain": ("suspended", page("Tên miền đã hết hạn", ["Tên miền này đã hết hạn sử dụng."])),
    "bandwidth": ("suspended", bare_page("509 Bandwidth Limit Exceeded", "The server is temporarily unable.")),
    "maintenance": ("suspended", page("Bảo trì", ["Hệ thống đang bảo trì, mời quý vị quay lại sau."])),
    "challenge": ("challenge", bare_page("Just a moment...", "Enable JavaScript and cookies to continue")),
    "firewall": ("challenge", bare_page("Request Rejected", "The requested URL was rejected. Please consult with your administrator.")),
    "login form": (
        "login_wall",
        page("Cổng nội bộ", []).replace("</h1>", '</h1><form><input name="u"><input type="password" name="p"></form>'),
    ),
    "login title": ("login_wall", page("Đăng nhập hệ thống", ["Tên đăng nhập", "Mật khẩu"])),
    "404 in Vietnamese": ("soft_404", page("Không tìm thấy trang", ["Trang bạn yêu cầu không tồn tại hoặc đã bị xóa."])),
    "404 decomposed": ("soft_404", page("Thông báo", ["Bài viết này không còn tồn tại."])),
    "404 in English": ("soft_404", page("Page not found", ["The page cannot be found."])),
    "404 number": ("soft_404", page("Lỗi 404", ["Mời quay về trang chủ."])),
    "no text": ("empty_page", "<html><head></head><body><script>var a = 1;</script></body></html>"),
    "nothing": ("empty_page", ""),
}
DOCUMENTS = {
    "a short item": page("Phát động thi đua", ["Sáng nay, tỉnh phát động phong trào thi đua."]),
    "an item with a login field in its head": page("Phát động thi đua", BODY).replace(
        "<body>", '<body><form><input type="password"></form>'
    ),
    "an item about a search": page("Không tìm thấy người mất tích sau ba ngày", BODY),
    "an item that quotes a notice": page(
        "Cải cách hành chính", (*BODY, "Nhiều trang không tồn tại hoặc website bị tạm ngưng, người dân phải đăng nhập lại.")
    ),
    "a card without text": page("Kế hoạch 12/KH-UBND", [], files=["/12-kh-ubnd.pdf"]),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_refusals_are_named(name: str) -> None:
    kind, text = REFUSALS[name]
    assert refusal(look(text.encode(), "https://tinh.gov.vn/bai", "text/html; charset=utf-8")) == kind


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_are_not_refused(name: str) -> None:
    assert refusal(look(DOCUMENTS[name].encode(), "https://tinh.gov.vn/bai", "text/html")) is None


def test_a_file_is_no_refusal() -> None:
    assert refusal(look(b"%PDF-1.7 page not found", "https://tinh.gov.vn/404", "application/pdf")) is None


@pytest.mark.parametrize(
    ("body", "cookie"),
    [
        (D1N, "D1N=9f86d081884c7d65"),
        (b"<script>document.cookie='D1N = 12ab; path=/';location.reload()</script>", "D1N=12ab"),
        (b'<script>document.cookie="other=1"</script>', None),
        (b'<p>D1N=abc</p>', None),
        (D1N + b" " * 5000, None),
    ],
)  # fmt: skip
def test_the_cookie_page(body: bytes, cookie: str | None) -> None:
    assert wanted_cookie(body) == cookie


@pytest.mark.parametrize(
    ("url", "login"),
    [
        ("https://a.vn/dang-nhap", True),
        ("https://a.vn/Account/Login?ReturnUrl=%2f", True),
        ("https://sso.a.vn/auth?redirect_uri=https://a.vn", True),
        ("https://a.vn/tin/le-dang-quang", False),
        ("https://a.vn/tin/blogin-moi", False),
    ],
)
def test_addresses_to_log_in(url: str, login: bool) -> None:
    assert is_login(url) == login


def test_sent_home() -> None:
    starts = ("https://a.vn/tin/",)
    assert is_sent_home("https://a.vn/tin/1", "https://a.vn/", starts)
    assert is_sent_home("https://a.vn/tin/1", "https://a.vn/tin/", starts)
    assert not is_sent_home("https://a.vn/tin/1", "https://a.vn/tin/mot-1.html", starts)
    assert not is_sent_home("https://a.vn/", "https://a.vn/", starts)
    assert not is_sent_home("https://a.vn/tin/1", "https://a.vn/?p=1", starts)


def test_a_fingerprint_is_of_the_own_text() -> None:
    def of(text: str, files: tuple[str, ...] = ()) -> str:
        body = text.encode()
        return fingerprint(look(body, "https://a.vn/1", "text/html"), body, files)

    assert of(page("Một", BODY, visits=1)) == of(page("Một", BODY, visits=2))
    assert of(page("Một", BODY)) != of(page("Hai", BODY))
    assert of(page("Một", BODY)) != of(page("Một", BODY[:-1]))
    assert of(page("Một", BODY)) != of(page("Một", BODY), ("https://a.vn/1.pdf",))

"""Pages that are not the page: cookie pages, suspended hosts, login walls, pages that say there is no page.

A document of some length is never taken for one of them, whatever words stand in it.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from extractors.view import bare
from pipeline.crawl.content import Content

COOKIE_PAGE = 4096
"""Bytes up to which a page is looked at as a cookie page; the real one has 177."""
SHORT = 400
"""Characters of main text up to which a page may be a refusal."""

_COOKIE = re.compile(rb"""document\.cookie\s*=\s*["']\s*(D1N\s*=\s*[\w.-]{1,200})""")
_LOGIN_PATH = re.compile(
    r"(?i)(?:^|[/._-])(?:log-?in|sign-?in|dang-?nhap|authenticate|sso|oauth2?|adfs|cas)(?:$|[/._?-])|returnurl=|redirect_uri="
)

# Patterns read folded text: no accents, lower case.
_SUSPENDED = re.compile(
    r"account (?:has been |is )?suspended|(?:web)?site (?:has been |is )?(?:suspended|disabled|temporarily unavailable)|"
    r"bandwidth limit exceeded|suspendedpage|domain (?:has |is )?expired|"
    r"(?:tai khoan|website|trang web|ten mien|hosting|dich vu|trang thong tin)[^.]{0,60}"
    r"(?:bi tam ngung|tam ngung|bi tam khoa|bi khoa|het han|bi dinh chi|tam dung)|"
    r"(?:website|trang web|he thong|cong thong tin)[^.]{0,40}(?:dang|duoc) (?:bao tri|nang cap)|under (?:maintenance|construction)"
)
_CHALLENGE = re.compile(
    r"just a moment|attention required|checking your browser|verify (?:that )?you are (?:a )?human|enable javascript and cookies|"
    r"access denied|request rejected|the requested url was rejected|xac minh (?:rang )?ban (?:la|khong phai)|ma xac nhan de tiep tuc"
)
_NO_PAGE = re.compile(
    r"\b404\b|(?:page|file|content) (?:can ?not be|was not|is not|could not be|not) found|^not found$|does not exist|doesn.t exist|"
    r"khong (?:tim thay|co) (?:noi dung|trang|bai viet|du lieu|tin|duong dan|tai nguyen|ban tin|van ban)|"
    r"(?:trang|bai viet|noi dung|duong dan|lien ket|dia chi|tin bai|ban tin|van ban|du lieu)[^.]{0,60}"
    r"(?:khong (?:con )?ton tai|khong duoc tim thay|khong tim thay|da bi (?:xoa|go)|da duoc go)"
)
_LOGIN = re.compile(
    r"^(?:trang )?(?:dang nhap|login|log in|sign in)\b|vui long dang nhap|ban (?:phai|can) dang nhap|please (?:log|sign) in"
)


def wanted_cookie(body: bytes) -> str | None:
    """The cookie that a page sets by script before it loads itself again: ``D1N=…``; None for any other page.

    >>> wanted_cookie(b'<html><body><script>document.cookie="D1N=5b1a;path=/";window.location.reload(true);</script></body></html>')
    'D1N=5b1a'
    """
    found = _COOKIE.search(body) if len(body) <= COOKIE_PAGE else None
    return found[1].decode("ascii", "ignore").replace(" ", "") if found else None


def is_login(url: str) -> bool:
    """Whether an address that we were redirected to is one to log in."""
    parts = urlsplit(url)
    return bool(_LOGIN_PATH.search(unquote(parts.path)) or re.search(r"(?i)(?:^|&)(?:returnurl|redirect_uri)=", parts.query))


def refusal(content: Content) -> str | None:
    """The kind of fault that a page is; None for a page that is what it should be.

    A file other than a page is never refused here.
    """
    if not content.is_page:
        return None
    title, main = _folded(content.title), _folded(content.main) or _folded(content.whole)
    if len(main) > SHORT:
        return None
    for kind, pattern in (("suspended", _SUSPENDED), ("challenge", _CHALLENGE), ("soft_404", _NO_PAGE)):
        if pattern.search(title) or pattern.search(main):
            return kind
    if _LOGIN.search(title) or _LOGIN.search(main) or (content.asks_password and len(main) < SHORT / 2):
        return "login_wall"
    return None if main else "empty_page"


def is_sent_home(asked: str, final: str, starts: tuple[str, ...]) -> bool:
    """Whether a request for an item ended at the front page or the listing: the polite way of some portals to say 404."""
    if asked == final:
        return False
    parts = urlsplit(final)
    return final in starts or (
        parts.path.rstrip("/").lower() in ("", "/index.html", "/default.aspx", "/home", "/trang-chu") and not parts.query
    )


def _folded(text: str) -> str:
    return " ".join(bare(unicodedata.normalize("NFC", text)).split())

"""What the names in a page's markup say: words of class, id and role that content systems give to furniture and to articles.

Names only hint: a container that holds most of the page's prose is not furniture whatever it is called.
"""

from __future__ import annotations

import re
from functools import lru_cache

FURNITURE, CONTENT = -1, 1

# Long words may stand anywhere within a name ("tbtinkhac", "css_readCounter"), short ones only as a word of it.
_FURNITURE_ANYWHERE = re.compile(
    r"breadcrumb|pathway|duongdan|navbar|navigation|sidebar|side-bar|footer|copyright|banquyen|linkweb|weblink|lienket|"
    r"tinkhac|tin-khac|tin_khac|khactin|lienquan|lien-quan|lien_quan|related|tincu\b|tinmoi|tin-moi|tin_moi|tinlq|vanbanmoi|"
    r"vanban-moi|van-ban-moi|othernews|other-news|"
    r"other_news|news-other|newsother|othertitle|moinhat|docnhieu|doc-nhieu|xemnhieu|xem-nhieu|mostview|most-view|most_view|"
    r"popular|noibat-|hot-news|hotnews|latest-news|"
    r"binhluan|binh-luan|comment|ykienbandoc|fb-root|fb-like|facebook|twitter|zalo|addthis|sharethis|share|social|chiase|"
    r"chia-se|network|"
    r"hitcount|counter|luottruycap|truycap|truy-cap|statistic|thongke|thong-ke|visitor|online-user|useronline|"
    r"dangnhap|login|signin|timkiem|tim-kiem|searchbox|search-|search_|-search|advert|quangcao|quang-cao|bannerqc|captcha|"
    r"cookie|newsletter|subscribe|"
    r"rating|danhgia|thamdo|pagination|phantrang|wm-ipp|wm-|capture|archive-banner|toolbar|tool-bar|quicklaunch|quick-link|"
    r"topnav|topbar|top-bar|mainmenu|main-menu|"
    r"socialbookmark|tukhoa|tag-list|taglist|post-tags|news_tags|control-news|news-control|btn-group|printandback",
    re.I,
)
_FURNITURE_WORD = re.compile(
    r"(?:^|[\s_-])(?:menus?|nav|footer|ft|ads?|adv|qc|tags?|vote|poll|print|email|like|tools?|widget|aside|header-top|banner|"
    r"slider?|slideshow|carousel|ticker|marquee|popup|modal|"
    r"dropdown|clock|calendar|weather|other|khac|crumbs?|paging|hotline|contact-info|author-box|captcha|lang(?:uage)?|"
    r"accessibility)(?:$|[\s_-])",
    re.I,
)
_CONTENT = re.compile(
    r"articlebody|article-body|article_body|article__body|article-content|articlecontent|article_content|article-detail|"
    r"detail-content|detail_content|detailcontent|content-detail|content_detail|contentdetail|"
    r"news-content|newscontent|news_content|news-detail|news-bodyhtml|bodytext|body-text|entry-content|post-content|"
    r"post-body|postbody|journal-content|chitiet|chi-tiet|chi_tiet|noidung(?:tin|bai|vb)?\b|"
    r"noi-dung|noi_dung|externalclass|fck_detail|singular-content|cms-body|preview-content|main-content|maincontent|"
    r"main_content|detail__content|tableforprint|fulltext|toanvan|"
    r"asset-content|DnnModule.*Detail|newsdetail|knc-content|the-article|story-body|single-content",
    re.I,
)
_ROLES = {
    "navigation": FURNITURE, "banner": FURNITURE, "contentinfo": FURNITURE, "complementary": FURNITURE, "search": FURNITURE,
    "menu": FURNITURE, "menubar": FURNITURE, "toolbar": FURNITURE, "main": CONTENT, "article": CONTENT,
}  # fmt: skip
_TAGS = {
    "nav": FURNITURE,
    "footer": FURNITURE,
    "aside": FURNITURE,
    "menu": FURNITURE,
    "dialog": FURNITURE,
    "main": CONTENT,
    "article": CONTENT,
}


@lru_cache(maxsize=20_000)
def name_hint(tag: str, names: str, role: str) -> int:
    """``FURNITURE``, ``CONTENT`` or 0 for an element of this tag with these class and id names and ARIA role."""
    if tag in _TAGS:
        return _TAGS[tag]
    if role in _ROLES:
        return _ROLES[role]
    if not names or len(names) > 400:
        return 0
    if _CONTENT.search(names) and not re.search(r"other|khac|related|lienquan|comment|sidebar|list", names, re.I):
        return CONTENT
    if _FURNITURE_ANYWHERE.search(names) or _FURNITURE_WORD.search(names):
        return FURNITURE
    return 0


_TITLE = re.compile(
    r"(?:^|[\s_-])(?:title|tieude|tieu-de|headline|title-detail|post-title|entry-title|news-title|detail-title|titlenews|"
    r"tieu_de)(?:$|[\s_-])|detail-?title|title-?detail|titledetail|lbl_?(?:title|tieude)|(?:title|tieude)_?(?:bai|tin|news)\b",
    re.I,
)


@lru_cache(maxsize=20_000)
def names_title(names: str) -> bool:
    """True if class or id names call an element a headline."""
    return bool(_TITLE.search(names)) and not re.search(
        r"site|page|module|block|panel|widget|folder|other|box|category|cat-|menu|hit", names, re.I
    )


_LOOKS_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def looks_hidden(style: str | None) -> bool:
    """True for an inline style that hides the element."""
    return bool(style) and bool(_LOOKS_HIDDEN.search(style or ""))

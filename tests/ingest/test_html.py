# ruff: noqa: E501  (pages and lines under test stand on one line)
"""Web pages: main text and furniture apart, structure kept, headline, card, attachments, the way back by XPath."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from pipeline.ingest.card import label_of, read_card
from tests.ingest.making import html, of_kind

P1 = "UBND tỉnh vừa ban hành Kế hoạch số 12/KH-UBND phát động phong trào thi đua “Dân vận khéo” trên địa bàn toàn tỉnh năm 2024."
P2 = "Theo đó, các sở, ban, ngành và địa phương tổ chức phát động, sơ kết, tổng kết phong trào; biểu dương các tập thể, cá nhân điển hình."
P3 = "Phấn đấu đến hết năm 2024 có 92% số hộ gia đình được công nhận gia đình văn hóa; giảm nghèo từ 1 - 1,5%; thu ngân sách tăng 12%."
BODY = f"<p>{P1}</p><p>{P2}</p><p>{P3}</p>"
TITLE = "Phát động phong trào thi đua “Dân vận khéo” năm 2024"
MENU = "".join(
    f'<li><a href="/{n}">{name}</a></li>'
    for n, name in enumerate(["Trang chủ", "Giới thiệu", "Tin tức", "Thi đua - Khen thưởng", "Văn bản", "Liên hệ"])
)
RELATED = "".join(
    f'<li><a href="/tin-{n}">Hội nghị tổng kết công tác thi đua, khen thưởng cụm số {n}</a> <span>(0{n}/04/2019)</span></li>'
    for n in range(1, 6)
)

PORTALS = {
    "sharepoint": f"""<form><div class="s4-workspace"><ul id="topnav">{MENU}</ul><table><tr><td><div class="divvanbanmoi"><a href="/vb">Số: 03/2013/TT-TTCP Thông tư quy định chế độ báo cáo công tác</a></div></td>
        <td><table class="s4-wpTopTable"><tr><td class="FolderTitle">Tin nổi bật</td><td class="Time">(05.03.2024 08:15)</td></tr></table>
        <table id="tableforprint"><tr><td><p class="Title">{TITLE}</p></td></tr><tr><td><div class="ExternalClass1">{BODY}</div></td></tr><tr><td><span>Số lượt người xem : 702</span> <a href="#">Bản in</a></td></tr></table>
        <table class="tbtinkhac"><tr><td class="OtherTitle"><p>TIN ĐÃ ĐƯA</p></td></tr><tr><td><ul>{RELATED}</ul></td></tr></table></td></tr></table></div></form>""",
    "liferay": f"""<header id="banner"><h1 class="site-title"><span>CỔNG THÔNG TIN ĐIỆN TỬ TỈNH MẪU</span></h1><nav id="navigation"><ul>{MENU}</ul></nav></header><div id="main-content"><section class="portlet"><h1 class="portlet-title">Chi tiết tin</h1>
        <div class="asset-full-content"><h3 class="header-title"><span>{TITLE}</span></h3><div class="asset-metadata">Ngày đăng: 05/03/2024 08:15</div><div class="journal-content-article">{BODY}</div></div></section>
        <div class="related-assets"><h2>Các tin khác</h2><ul>{RELATED}</ul></div></div><footer>Bản quyền thuộc UBND tỉnh Mẫu, số 1 đường Hùng Vương</footer>""",
    "dotnetnuke": f"""<form id="Form"><div id="dnn_header"><ul id="dnnMega">{MENU}</ul></div><div id="dnn_LeftPane"><h2><span class="Head">Thông báo</span></h2><ul>{RELATED}</ul></div><div id="dnn_ContentPane"><div class="newsdetail">
        <span id="dnn_ctr_lblTitle" class="Head">{TITLE}</span><br><span class="date">Thứ ba, 05/03/2024, 08:15</span> <span class="view">367 lượt đọc</span><div class="Normal content">{BODY}</div></div></div></form>""",
    "nukeviet": f"""<nav class="navbar"><ul>{MENU}</ul></nav><div class="news_column panel"><h1 class="title margin-bottom-lg">{TITLE}</h1><div class="row"><span class="h5">Thứ ba - 05/03/2024 08:15</span><span>155</span><span>0</span></div>
        <div id="news-bodyhtml" class="bodytext">{BODY}</div><p>Tác giả: Ban biên tập</p><div class="rating">Tổng số điểm của bài viết là: 0 trong 0 đánh giá</div><div class="comment">Ý kiến bạn đọc</div>
        <div class="others"><p>Những tin cũ hơn</p><ul>{RELATED}</ul></div></div><div class="statistic">Hôm nay 336 Tháng hiện tại 1,855</div>""",
    "vnpt": f"""<ul class="menu">{MENU}</ul><ol class="breadcrumb">{MENU}</ol><div class="view-detail-news"><div class="title-news-detail"><h2>{TITLE}</h2></div><div class="info-news"><span class="post-date">thứ ba, 05 03 2024 08:15</span></div>
        <div class="content-news-detail">{BODY}</div></div><aside class="sidebar-right"><ul>{RELATED}</ul><p>Hôm nay : 430</p></aside><footer>Số 40 Võ Văn Tần, quận Ninh Kiều</footer>""",
    "wordpress": f"""<body class="single has-sidebar"><header><ul>{MENU}</ul></header><main><article class="post"><header class="entry-header"><h1 class="entry-title">{TITLE}</h1><time datetime="2024-03-05T08:15:00+07:00">5 Tháng Ba, 2024</time></header>
        <div class="entry-content">{BODY}<div class="sharedaddy">Chia sẻ Facebook Twitter</div></div></article><div id="comments"><h3>Trả lời</h3><p>Email của bạn sẽ không được hiển thị công khai.</p></div></main><aside class="widget-area"><ul>{RELATED}</ul></aside>""",
    "unknown, nothing named": f"""<div><div>{MENU}</div><div><div><span>{TITLE}</span></div><div>05/03/2024 08:15</div><div>{BODY}</div><div><ul>{RELATED}</ul></div></div><div><a href=/1>Sở Nội vụ</a> <a href=/2>Sở Tài chính</a></div></div>""",
    "unknown, paragraphs by breaks": f"""<table width="100%"><tr><td>{MENU}</td></tr><tr><td valign="top"><b>{TITLE}</b><br><i>05/03/2024 08:15</i><br><br>{P1}<br>{P2}<br><br>{P3}</td><td><ul>{RELATED}</ul></td></tr></table>""",
}  # fmt: skip


@pytest.mark.parametrize("portal", PORTALS)
def test_portals(portal, reading):
    document = reading(html(PORTALS[portal], "<title>Trang chủ</title>"), "a.html")
    furniture = [(part.start, part.end) for part in document.parts if part.kind == "furniture"]

    def is_main(text: str) -> bool:
        offset = document.text.index(text)
        return not any(start <= offset < end for start, end in furniture)

    assert all(map(is_main, (P1, P2, P3, TITLE)))
    assert of_kind(document, "title") == [TITLE]
    assert document.metadata.title == TITLE
    assert document.metadata.published_at.isoformat()[:16] == "2024-03-05T08:15"
    for text in ("Hội nghị tổng kết công tác thi đua, khen thưởng cụm số 3", "Giới thiệu"):
        assert not is_main(text)
    # Main text comes first, furniture behind it in page order.
    assert document.text.index(P3) < document.text.index("Giới thiệu")


def _tree(data: bytes):
    return etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True))


@pytest.mark.parametrize("portal", PORTALS)
def test_anchors_lead_back_into_the_page(portal, reading):
    data = html(PORTALS[portal])
    document = reading(data, "a.html")
    root = _tree(data)
    assert document.anchors
    for anchor in document.anchors:
        (element,) = root.xpath(anchor.locator)
        found = re.sub(r"\s+", "", "".join(element.itertext()))
        assert re.sub(r"\s+", "", document.text[anchor.start : anchor.end]) in found


def test_names_that_are_no_xpath_names(reading):
    data = html(f"<h1>{TITLE}</h1><ie:menuitem>Mục</ie:menuitem><o:box><p>{P1}</p></o:box>{BODY}")
    document = reading(data, "a.html")
    for anchor in document.anchors:
        assert len(_tree(data).xpath(anchor.locator)) == 1


def test_structure_is_kept(reading):
    page = f"""<h1>{TITLE}</h1><h2>I. Mục đích</h2><p>{P1}</p><p><strong>1. Chỉ tiêu chủ yếu của phong trào</strong></p><ul><li>{P2}</li><li>{P3}</li></ul>
        <table><tr><th>TT</th><th>Đơn vị</th><th>Chỉ tiêu (%)</th></tr><tr><td>1</td><td rowspan="2">Huyện A</td><td>92</td></tr><tr><td>2</td><td>85,5</td></tr><tr><td colspan="2">Cộng</td><td>90</td></tr></table>"""
    document = reading(html(page), "a.html")
    assert [(document.text[p.start : p.end], p.level) for p in document.parts if p.kind == "heading"] == [("I. Mục đích", 2)]
    assert "1. Chỉ tiêu chủ yếu của phong trào" in of_kind(document, "bold")
    assert of_kind(document, "row") == ["TT\tĐơn vị\tChỉ tiêu (%)", "1\tHuyện A\t92", "2\t\t85,5", "Cộng\t\t90"]
    assert [p.number for p in document.parts if p.kind == "row"] == [1, 2, 3, 4]
    assert [(document.text[p.start : p.end], p.number) for p in document.parts if p.kind == "cell"][-2:] == [
        ("Cộng", 1),
        ("90", 3),
    ]
    (table,) = [p for p in document.parts if p.kind == "table"]
    assert document.text[table.start : table.end].count("\n") == 3
    assert "|" not in document.text


def test_letterhead_and_signature_are_read_column_by_column(reading):
    page = f"""<table><tr><td>ỦY BAN NHÂN DÂN<br>TỈNH MẪU</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</td></tr><tr><td>Số: 12/KH-UBND</td><td>Mẫu, ngày 01 tháng 3 năm 2024</td></tr></table>
        <p><b>KẾ HOẠCH</b></p>{BODY}<table><tr><td>Nơi nhận:<br>- Như trên;<br>- Lưu: VT.</td><td>TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH<br>Nguyễn Văn Mẫu</td></tr></table>"""
    document = reading(html(page), "a.html")
    head = "ỦY BAN NHÂN DÂN\nTỈNH MẪU\nSố: 12/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nMẫu, ngày 01 tháng 3 năm 2024"
    assert of_kind(document, "head") == [head]
    assert of_kind(document, "foot") == ["Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Mẫu"]
    assert not of_kind(document, "cell")


TITLES = [
    (f"<title>{TITLE} - Cổng thông tin điện tử tỉnh Mẫu</title>", f"<h2>{TITLE}</h2>", TITLE),
    ('<title>Home</title><meta property="og:title" content="Văn bản pháp luật">', f'<div class="title">{TITLE}</div>', TITLE),
    (f'<meta property="og:title" content="{TITLE}"><title>Trang chủ</title>', "<h1>Tin tức</h1>", TITLE),
    ('<meta property="og:site_name" content="Báo Mẫu"><meta property="og:title" content="Báo Mẫu">', f"<h1>{TITLE}</h1>", TITLE),
    ("<title>Trang chủ - Website Thanh tra tỉnh</title>", f"<h1>Trang chủ</h1><h3>{TITLE}</h3>", TITLE),
    ("", f"<p class=Title style='text-align:center'>{TITLE}</p>", TITLE),
    ('<script type="application/ld+json">{"@type":"NewsArticle","headline":"' + TITLE + '"}</script>', "", TITLE),
]  # fmt: skip


@pytest.mark.parametrize(("head", "top", "expected"), TITLES)
def test_headline(head, top, expected, reading):
    assert reading(html(top + BODY, head), "a.html").metadata.title == expected


CARD = """<table><tr><td>Số/Ký hiệu</td><td>12/KH-UBND</td></tr><tr><td>Cơ quan ban hành:</td><td>UBND tỉnh Mẫu</td></tr><tr><td>Ngày ban hành</td><td>01/03/2024</td><td>Ngày có hiệu lực</td><td>15/03/2024</td></tr>
    <tr><td>Người ký</td><td>Nguyễn Văn Mẫu</td></tr><tr><td>Trích yếu</td><td>Phát động phong trào thi đua</td></tr><tr><td>Loại văn bản</td><td>Kế hoạch</td></tr><tr><td>Tệp đính kèm</td><td><a href="/f/kh12.pdf">Kế hoạch 12</a></td></tr></table>"""
FIELDS = {
    "so_hieu": "12/KH-UBND", "co_quan": "UBND tỉnh Mẫu", "ngay_ban_hanh": "01/03/2024", "ngay_hieu_luc": "15/03/2024", "nguoi_ky": "Nguyễn Văn Mẫu",
    "trich_yeu": "Phát động phong trào thi đua", "loai": "Kế hoạch",
}  # fmt: skip


def test_card_page_without_prose(reading):
    document = reading(html(f"<ul>{MENU}</ul><h1>Kế hoạch phát động phong trào thi đua</h1>{CARD}<ul>{RELATED}</ul>"), "a.html")
    assert dict(document.metadata.fields) == FIELDS
    assert [(a.url, a.text) for a in document.metadata.attachments] == [("/f/kh12.pdf", "Kế hoạch 12")]
    assert "Số/Ký hiệu\t12/KH-UBND" in of_kind(document, "row")


def test_card_in_lines():
    assert read_card([], ["Số hiệu: 12/KH-UBND", "Ngày có hiệu lực:31/10/2025", "Người ký", "Lê Văn A"]) == {
        "so_hieu": "12/KH-UBND", "ngay_hieu_luc": "31/10/2025", "nguoi_ky": "Lê Văn A",
    }  # fmt: skip


def test_a_list_of_documents_is_no_card():
    rows = [["Số hiệu", "Ngày ban hành", "Trích yếu"], ["12/KH-UBND", "01/03/2024", "Về việc phát động"]]
    assert read_card(rows, []) == {}
    assert label_of("Người ký tên vào sổ") is None


def test_attachments_are_those_of_the_text(reading):
    page = f"""<nav><a href="/huong-dan.pdf">Hướng dẫn</a></nav><h1>{TITLE}</h1>{BODY}<p>Xem chi tiết <a href="/a/ke-hoach.pdf">tại đây</a></p><div>Tệp đính kèm: <a href="/a/phu-luc.docx?v=2">Phụ lục</a></div>
        <iframe src="/xem/ke-hoach-2.pdf"></iframe><div class="related"><ul>{RELATED}<li><a href="/khac.pdf">Văn bản khác</a></li></ul></div>"""
    found = reading(html(page), "a.html").metadata.attachments
    assert [(a.url, a.text) for a in found] == [
        ("/a/ke-hoach.pdf", "tại đây"),
        ("/a/phu-luc.docx?v=2", "Phụ lục"),
        ("/xem/ke-hoach-2.pdf", ""),
    ]


def test_site_and_address(reading):
    head = '<link rel="canonical" href="https://a.gov.vn/tin/1"><meta property="og:site_name" content="Cổng tỉnh Mẫu"><meta name="author" content="Ban biên tập">'
    metadata = reading(html(f"<h1>{TITLE}</h1>{BODY}", head), "a.html").metadata
    assert (metadata.url, metadata.site_name, metadata.author) == ("https://a.gov.vn/tin/1", "Cổng tỉnh Mẫu", "Ban biên tập")


def test_composed_and_decomposed_give_the_same(reading):
    import unicodedata

    page = f"<h1>{TITLE}</h1><div>05/03/2024 08:15</div>{BODY}{CARD}"
    one, two = (reading(html(unicodedata.normalize(form, page)), "a.html") for form in ("NFC", "NFD"))
    assert (one.text, one.parts, one.anchors, one.metadata) == (two.text, two.parts, two.anchors, two.metadata)


def test_what_is_hidden_is_not_read(reading):
    text = reading(html(f'<h1>{TITLE}</h1>{BODY}<div style="display: none">Mật khẩu</div><script>var a = "Mã";</script>'), "a.html").text
    assert "Mật khẩu" not in text
    assert "Mã" not in text


def test_a_name_of_furniture_round_the_whole_page_does_not_hide_it(reading):
    document = reading(html(f'<div class="page-sidebar-right menu"><h1>{TITLE}</h1>{BODY}</div>'), "a.html")
    assert not of_kind(document, "furniture")


def test_a_sentence_that_names_what_furniture_says(reading):
    page = f"<h1>{TITLE}</h1>{BODY}<p>Tin học hóa công tác thi đua là việc khác, cần làm sớm trong năm nay.</p>{BODY}"
    assert "Tin học hóa" not in "".join(of_kind(reading(html(page), "a.html"), "furniture"))


P4 = "Kết thúc phong trào, Chủ tịch UBND tỉnh tặng Bằng khen cho 10 tập thể, 20 cá nhân tiêu biểu; mỗi tập thể được thưởng 5 triệu đồng."
ITEM = '<a href="/mua-coi-123.html">Mùa cói muộn ở vùng bãi ngang ven biển</a>'
LONG = BODY + BODY.replace("tỉnh", "huyện")
INSIDE = {
    "a box with its head": f'<div class="c-box"><div class="c-box__title"><span>Tin liên quan</span></div><ul><li>{ITEM}</li></ul></div>',
    "a box named as furniture": f'<div class="related-news"><p>Tin liên quan</p><p>{ITEM}</p></div><div class="ads" id="ads"></div>',
    "a box with a summary": f"<table><tr><td>Tin liên quan</td></tr><tr><td><p>{ITEM}</p><p>{P2.upper()}</p></td></tr></table>",
    "a heading and a list": f"<h3>Tin liên quan</h3><ul><li>{ITEM}</li><li>{ITEM}</li></ul>",
    "a paragraph and a paragraph": f"<p><b>Tin liên quan:</b></p><p>{ITEM}</p>",
}


def _furniture(document) -> str:
    return "\n".join(of_kind(document, "furniture"))


@pytest.mark.parametrize("box", INSIDE)
@pytest.mark.parametrize(
    "tail", ["", f"<h3>Tin khác</h3><ul>{RELATED}</ul>", f"<div><p>Tin khác</p><ul>{RELATED}</ul><p>{P3.upper()}</p></div>"]
)
def test_text_goes_on_behind_related_items_inside_it(box, tail, reading):
    page = f"<h1>{TITLE}</h1><article><div>{LONG}{INSIDE[box]}<p>{P4}</p><p>Trần Văn Mẫu</p>{tail}</div></article>"
    document = reading(html(page), "a.html")
    furniture = _furniture(document)
    assert P4 not in furniture
    assert document.text.index(P4) < document.text.index("Mùa cói muộn")
    for text in ("Tin liên quan", "Mùa cói muộn", *(["Tin khác", "cụm số 3"] if tail else [])):
        assert text in furniture
    assert P2.upper() not in document.text or P2.upper() in furniture
    assert P3.upper() not in document.text or P3.upper() in furniture


def test_text_by_line_breaks_goes_on_behind_related_items_inside_it(reading):
    page = f"<h1>{TITLE}</h1><div>{P1}<br>{P2}<br>{P3}<br>{P1}<br>{INSIDE['a box with its head']}{P4}<br></div>"
    furniture = _furniture(reading(html(page), "a.html"))
    assert "Mùa cói muộn" in furniture
    assert P4 not in furniture


TAILS = {
    "items with summaries": f"<p>Tin liên quan</p><p>{ITEM}</p><p>{P4}</p><p>{ITEM}</p><p>{P4}</p>",
    "a box with summaries": f"<div><h3>Tin liên quan</h3><p>{ITEM}</p><p>{P4}</p></div>",
    "a box beside the text's": f"</div><div><h3>Tin liên quan</h3><ul><li>{ITEM}</li></ul></div><div><p>{P4}</p>",
    "a note of the portal": f"<div><h3>Tin liên quan</h3><ul><li>{ITEM}</li></ul></div><p>Ghi rõ nguồn khi dẫn lại thông tin từ trang này.</p>",
}


@pytest.mark.parametrize("tail", TAILS)
def test_what_stands_behind_related_items_is_not_always_text(tail, reading):
    page = f"<h1>{TITLE}</h1><div>{LONG}{BODY}{TAILS[tail]}</div>"
    furniture = _furniture(reading(html(page), "a.html"))
    assert "Mùa cói muộn" in furniture
    assert (P4 if P4 in TAILS[tail] else "Ghi rõ nguồn") in furniture


def test_many_boxes_of_related_items_are_no_hazard(reading):
    box = INSIDE["a box with its head"]
    document = reading(html(f"<h1>{TITLE}</h1><div>{BODY * 20}{f'<p>{P4}</p>{box}' * 3000}</div>"), "a.html")
    assert P1 not in _furniture(document)


@pytest.mark.parametrize(
    "line",
    [
        "Ý kiến của bạn (4)",
        "Đăng nhập bằng",
        "Đăng nhập bằng: Google, Zalo",
        "Bạn thấy bài viết thế nào? 4 lượt",
        "Đường dẫn bài viết: https://a.gov.vn/print?id=3",
        "Đăng vào 24/10/2025 07:36 Phòng Văn hóa 702 lượt xem",
    ],
)
def test_widgets_without_a_name_are_furniture(line, reading):
    document = reading(html(f"<div><h1>{TITLE}</h1><div>{BODY}<p>{line}</p></div></div>"), "a.html")
    assert any(line in text for text in of_kind(document, "furniture"))


@pytest.mark.parametrize(
    "line",
    [
        "Ý kiến của bạn đọc được Ban biên tập tiếp thu và trả lời trên số báo sau.",
        "Đăng nhập bằng tài khoản định danh điện tử là chỉ tiêu thi đua: 100% cán bộ, công chức thực hiện trong năm 2024.",
        "Ngày 24/10/2025, trang thông tin của phường đạt 702 lượt xem trong buổi phát động.",
    ],
)
def test_sentences_with_such_words_are_text(line, reading):
    document = reading(html(f"<div><h1>{TITLE}</h1><div>{BODY}<p>{line}</p></div></div>"), "a.html")
    assert line in document.text
    assert not any(line in text for text in of_kind(document, "furniture"))


def test_the_lead_of_a_print_view_is_text(reading):
    lead = "Xe lên bờ, đò dưới sông đều nằm trong phong trào thi đua mà UBND thành phố mở từ ngày 10/10."
    page = f"<div><a href='javascript:print()'>In trang này</a></div><h2>{TITLE}</h2><p><i>Thứ sáu, 03/10/2025 15:27</i></p><p><b>{lead}</b></p><div>{BODY}</div><div>Bản quyền © 2025</div>"
    document = reading(html(page), "a.html")
    assert not any(lead in text for text in of_kind(document, "furniture"))


def test_the_banner_of_a_site_is_furniture_and_the_head_of_a_document_is_not(reading):
    page = f"<div><p>LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU</p><p>Tin hoạt động công đoàn</p><h1>{TITLE}</h1>{BODY}</div>"
    assert of_kind(reading(html(page), "a.html"), "furniture") == ["LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU\nTin hoạt động công đoàn"]
    page = f"<div><p>LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU</p><p>Số: 12/KH-LĐLĐ</p><h1>KẾ HOẠCH</h1><h1>{TITLE}</h1>{BODY}</div>"
    assert not of_kind(reading(html(page), "a.html"), "furniture")


@pytest.mark.parametrize("line", ["Số: 62/TB-THPT – Mẫu, ngày 07 tháng 9 năm 2023", "Số:    /KH-UBND, ngày 07/9/2023", "Số ký hiệu: 12/KH ngày 07/9/2023"])
def test_the_day_of_a_document_is_not_that_of_its_page(line, reading):
    document = reading(html(f"<h1>{TITLE}</h1><div><p>{line}</p>{BODY}</div>"), "a.html")
    assert document.metadata.published_at is None


def test_a_dispatch_is_called_one(reading):
    document = reading(html(f"<h1>V/v phát động thi đua “Dân vận khéo”</h1><div>{BODY}</div>"), "a.html")
    assert document.metadata.title == "Công văn V/v phát động thi đua “Dân vận khéo”"

"""Lines that a content system puts round an article: counters, share buttons, comment forms, related news.

Words only, no layout: the same rules serve saved text files and blocks of a web page.
"""

from __future__ import annotations

import re

_FLAGS = re.IGNORECASE

# A line that is furniture wherever it stands (whole line).
_ALWAYS = re.compile(
    r"""^\W*(?:
    a\s*[-–−]?\s+a\s*(?:\+|\s)*a?\s*\+?(?:\s*\|.*)? | a-\s*a\s*a\+ .* | (?:tăng|giảm)\ tương\ phản.* |
    (?:cỡ\ chữ|cỡ\ chữ\ .{0,20}|đọc\ bài(?:\ lưu)?|đọc\ bài\ viết|nghe\ (?:bài\ viết|đọc\ bài|bài\ này|bản\ tin|tin|
      đọc).{0,30}|in\ (?:bài|trang|trang\ này|bài\ viết|ra)|bản\ in|gửi\ (?:bài|email|mail|cho\ bạn\ bè)|lưu\ bài|
      về\ đầu\ trang|lên\ đầu\ trang|quay\ lại|trở\ (?:lại|về)(?:\ đầu\ trang)?) |
    (?:chia\ sẻ|chia\ sẻ\ (?:bài\ viết|qua|lên|facebook|zalo).*|share|tweet|like|thích|facebook|zalo|twitter|google\+?|print|
      email|pinterest|linkedin|youtube|messenger|copy\ link|sao\ chép\ liên\ kết) |
    tổng\ số\ điểm\ của\ bài\ viết.* | click\ để\ đánh\ giá\ bài\ viết.* | (?:xếp\ hạng|đánh\ giá|
      bình\ chọn)\s*:?\s*[\d.,/\s-]*(?:sao|điểm|phiếu|phiếu\ bầu)?.{0,40} |
    (?:bạn|quý\ vị|độc\ giả)\ (?:thấy|đánh\ giá)\ (?:bài\ viết|bài|tin|nội\ dung|trang)(?:\ này)?\ (?:thế\ nào|ra\ sao|
      có\ hữu\ ích|hữu\ ích).{0,40} | (?:đăng\ nhập|bình\ luận|chia\ sẻ)\ (?:bằng|qua|với)(?:\W.{0,60})? |
    ý\ kiến\ (?:của\ (?:bạn|quý\ vị)|độc\ giả)(?:\s*\(\d*\))? |
    (?:đường\ dẫn|địa\ chỉ|liên\ kết|link|url)(?:\ của)?\ (?:bài\ viết|bài|bản\ tin|tin|trang)(?:\ này|\ gốc)?\s*:\s*(?:https?:|www\.).* |
    (?=.{0,160}\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d).{0,200}\d\s*(?:lượt\ (?:xem|đọc)|views) |
    những\ tin\ (?:mới|cũ)\ hơn | ý\ kiến\ bạn\ đọc.* | (?:viết|gửi|thêm)\ bình\ luận.* |
      bình\ luận(?:\s*\(\d*\))?(?:\ của\ bạn)? | (?:phản\ hồi|gửi\ phản\ hồi|gửi\ ý\ kiến)(?:\ của\ bạn)? |
    hãy\ sử\ dụng\ tiếng\ việt\ có\ dấu.* | số\ ký\ tự\ còn\ lại.* | protected\ by\ formshield | refresh | mã\ (?:xác\ nhận|
      bảo\ (?:mật|vệ|an)).{0,40} | nhập\ mã.{0,40} |
    thống\ kê\ (?:truy\ cập|website).* | (?:số\ )?(?:lượt|người)\ (?:truy\ cập|xem|đọc|người\ xem).{0,40} |
      số\ lượt\ (?:người\ )?(?:truy\ cập|xem|đọc).{0,40} | (?:tổng\ )?(?:số\ )?lượt\ truy\ cập.{0,40} | đang\ (?:truy\ cập|
      online|xem)\W*\d*.{0,20} |
    (?:hôm\ nay|hôm\ qua|tuần\ này|tuần\ trước|tháng\ này|tháng\ trước|tháng\ hiện\ tại|tất\ cả|tổng\ cộng|
      máy\ chủ\ tìm\ kiếm|khách\ viếng\ thăm|trực\ tuyến|đang\ trực\ tuyến)\W*[\d.,]+ | (?:tháng|năm)\s+\d+\s*:\s*[\d.,]+ |
    (?:liên\ kết\ (?:website|web|site)|website\ liên\ kết|liên\ kết)\W* | (?:đăng\ nhập|đăng\ ký|tìm\ kiếm|trang\ chủ|home|
      sitemap|sơ\ đồ\ (?:site|trang|cổng).{0,20}|liên\ hệ|rss|góp\ ý|hỏi\ đáp|thăm\ dò\ ý\ kiến) |
    (?:từ\ khóa|từ\ khoá|tags?)\s*:.{0,300} | từ\ khóa | bạn\ đã\ không\ sử\ dụng\ site.* | (?:tất\ cả\ )?(?:bản\ quyền|
      copyright|©).{0,200} | .{0,40}©\s*\d{4}.{0,100} |
    (?:xem\ thêm|xem\ tiếp|xem\ chi\ tiết|chi\ tiết|đọc\ thêm|more)\W*(?:\.{2,}|»|>>)? | skip\ to\ (?:main\ )?content |
      skip\ ribbon\ commands | xuất\ bản\ thông\ tin | chi\ tiết\ bài\ viết(?:\ .{1,40})? |
      tải\ (?:bản\ đầy\ đủ|văn\ bản|tài\ liệu|về\ máy|xuống).{0,30} |
      trang\ chủ\s*[>»/\\|›-].{0,200} | you\ are\ here.* | bạn\ đang\ (?:ở|xem).{0,150} |
    \d[\d.,]*\s*(?:lượt\ (?:xem|đọc)|đã\ xem|views?|bình\ luận|comments?)\W* | đã\ xem\W*[\d.,]*
    )\W*$""",
    _FLAGS | re.VERBOSE,
)

# A line that opens the run of furniture behind an article.
_RELATED = re.compile(
    r"""^\W*(?:
    (?:các\ )?(?:tin|bài|bài\ viết|văn\ bản|tin\ tức|tin\ bài|thông\ báo|sự\ kiện|bản\ tin)\ (?:khác|liên\ quan|
      cùng\ (?:chuyên\ mục|loại|chủ\ đề|lĩnh\ vực|thể\ loại|mục)|đã\ đưa|đã\ đăng|cũ\ hơn|mới\ hơn|mới\ nhất|mới|nổi\ bật|
      đọc\ nhiều|xem\ nhiều|tiêu\ điểm|cùng\ chuyên\ đề) |
    các\ (?:tin|bài)\ (?:đã\ đưa|đã\ đăng|mới|cũ).{0,20} | (?:những\ )?tin\ (?:mới|cũ)\ hơn | có\ thể\ bạn\ quan\ tâm |
      xem\ nhiều(?:\ nhất)? | đọc\ nhiều(?:\ nhất)? | (?:tin\ )?cùng\ (?:chuyên\ mục|chủ\ đề) | bài\ liên\ quan |
    (?:viết|gửi)\ bình\ luận.* | ý\ kiến\ bạn\ đọc.* | bình\ luận(?:\s*\(\d*\))? | thống\ kê\ truy\ cập.* |
      tổng\ số\ điểm\ của\ bài\ viết.* | related\ (?:posts|articles|news) | (?:other|latest)\ news
    )\W*$""",
    _FLAGS | re.VERBOSE,
)


def is_furniture(line: str) -> bool:
    """True for a line that is furniture by its words alone.

    >>> is_furniture("Tổng số điểm của bài viết là: 0 trong 0 đánh giá"), is_furniture("Hôm nay : 383")
    (True, True)
    >>> is_furniture("Hôm nay, UBND tỉnh phát động phong trào thi đua")
    False
    """
    return len(line) <= 320 and bool(_ALWAYS.match(line) or _RELATED.match(line))


def opens_tail(line: str) -> bool:
    """True for the head line of related news, comments or counters, behind which nothing of the article comes.

    >>> opens_tail("Tin tức khác"), opens_tail("Tin khác biệt")
    (True, False)
    """
    return len(line) <= 120 and bool(_RELATED.match(line))

"""Phrases by which a document says who takes part; what each kind is worth is told in `witnesses`."""

from __future__ import annotations

from extractors.participants.lexicon import words
from extractors.rule import Rule

_WORD = r"(?<![^\W_])"
_END = r"(?![^\W_])"

STATED_LEAD = Rule(
    name="participants-stated",
    pattern=words(
        rf"{_WORD}(?:đối tượng(?:(?:,| và) phạm vi)?|thành phần)(?!(?: là)? (?:khen|xét|được|thụ hưởng|chính sách|tặng"
        rf"|đề nghị|yếu thế|nghèo|vi phạm))"
        r"(?: (?:tham gia|tham dự|thi đua|áp dụng|hưởng ứng|thực hiện|phát động|vận động))*"
        r"(?: [^.;:,\n]{0,50}?)?\s*(?:(?:bao )?gồm(?: có)?|là|trải rộng(?: từ)?|:)(?![^\W_])"
        rf"|{_WORD}(?:tham gia|tham dự)(?: (?:thi đua|phong trào|đợt thi đua|đợt|cuộc vận động))+(?: này)? (?:có|gồm(?: có)?"
        rf"|là)(?![^\W_])"
        rf"|{_WORD}(?:phong trào|đợt(?: thi đua)?|cuộc vận động)[^.;:,\n]{{0,60}}? (?:dành cho|hướng (?:tới|đến))(?![^\W_])"
        rf"|{_WORD}về (?:tập thể|cá nhân)(?:,| có| gồm)(?![^\W_])|{_WORD}ai (?:được )?tham gia\s*[?:]"
    ),
    finds={
        "Đối tượng tham gia thi đua gồm: các xã": "Đối tượng tham gia thi đua gồm",
        "Đối tượng: toàn thể học sinh": "Đối tượng:",
        "Thành phần tham gia là các chi đoàn": "Thành phần tham gia là",
    },
    leaves=[
        "tham gia ý kiến",
        "đúng đối tượng, tiêu chuẩn",
        "đối tượng khen thưởng gồm tập thể",
        "đối tượng chính sách: hộ nghèo",
    ],
    on="bare",
)
EVERY_UNIT = Rule(
    name="participants-every-unit",
    pattern=words(rf"{_WORD}(?P<who>(?:toàn thể|tất cả|toàn bộ)\s[^.;:\n]{{3,80}}?),? (?:bao )?gồm(?: có)?:?"),
    finds={"Toàn thể các đơn vị trong Tổng công ty, bao gồm: khối văn phòng": "Toàn thể các đơn vị trong Tổng công ty, bao gồm:"},
    leaves=["Tất cả hồ sơ. Gồm 3 bộ"],
    on="bare",
)
APPLIED_TO = Rule(
    name="participants-applied-to",
    pattern=words(
        rf"{_WORD}(?:phong trào|đợt thi đua|đợt|cuộc vận động|kế hoạch này|thông tư này|quy định này|hướng dẫn này|quy chế này)"
        r"[^.;:\n]{0,90}? (?:triển khai|áp dụng|phát động|thực hiện)(?: (?:sâu rộng|rộng khắp|rộng rãi|đồng bộ|đồng loạt))*"
        rf" (?:đối với|cho|đến|tới|trong|từ)\s?:?(?={_END})"
    ),
    finds={"Phong trào được triển khai sâu rộng đến toàn thể giáo viên": "Phong trào được triển khai sâu rộng đến"},
    leaves=["Phong trào đã kết thúc. Triển khai đến các xã"],
    on="bare",
)
LAUNCHED_TO = Rule(
    name="participants-launched-to",
    pattern=words(
        rf"{_WORD}(?:phát động|quán triệt|triển khai phong trào|triển khai đợt)(?:[^.;:\n]|\n(?!\n))"
        rf"{{0,160}}? (?:đến|tới|trong|cho) (?=(?:toàn thể|toàn bộ|tất cả|tập thể|đội ngũ|các tầng lớp|từng|mọi|cán bộ"
        rf"|các phòng|các đơn vị){_END})"
    ),
    finds={"Giám đốc phát động đợt thi đua nước rút tới toàn thể CBCNV": "phát động đợt thi đua nước rút tới "},
    leaves=["phát động thi đua trong tháng 6", "phát động. Đến toàn thể"],
    on="bare",
)
CALLED = Rule(
    name="participants-called",
    pattern=words(rf"{_WORD}kêu gọi{_END}(?! đầu tư)"),
    finds={"Giám đốc kêu gọi toàn thể nhân viên": "kêu gọi"},
    leaves=["Lời kêu cứu"],
    on="bare",
)
TOLD = Rule(
    name="participants-told",
    pattern=words(rf"{_WORD}(?:yêu cầu|đề nghị|chỉ đạo){_END}"),
    finds={"Chủ tịch huyện yêu cầu các xã": "yêu cầu"},
    leaves=["theo yêu sách"],
    on="bare",
)
INVITED = Rule(
    name="participants-invited",
    pattern=words(rf"{_WORD}(?:thu hút|vận động|động viên|khuyến khích|tập hợp|huy động){_END}"),
    finds={"nhằm thu hút các doanh nghiệp tham gia": "thu hút"},
    leaves=["cuộc vận hành"],
    on="bare",
)
TAKES_PART = Rule(
    name="participants-takes-part",
    pattern=words(rf"[^.;:\n]{{0,30}}?{_WORD}(?:tham gia|hưởng ứng|thi đua|thực hiện tốt phong trào){_END}"),
    finds={"tích cực tham gia phong trào": "tích cực tham gia"},
    leaves=["đóng góp ý kiến"],
    on="bare",
)
TAKE_PART = Rule(
    name="participants-take-part",
    pattern=words(
        r"\s*(?:cùng |đều |sẽ |tích cực )*(?:tham gia|hưởng ứng)(?: (?:thi đua|phong trào|đợt thi đua))(?! (?:do|của|các|học"
        r"|văn))" + _END
    ),
    finds={" cùng tham gia thi đua": " cùng tham gia thi đua"},
    leaves=["tham gia ý kiến", "tham gia các phong trào khác"],
    on="bare",
)
HAS_TO = Rule(
    name="participants-has-to",
    pattern=words(
        r"\s*(?:trực thuộc |trên địa bàn (?:tỉnh|huyện|xã) )?(?:còn |đều |cũng |tự )?(?:cần|phải|có trách nhiệm"
        r"|tổ chức (?:triển khai|phát động|thực hiện|quán triệt)|triển khai"
        r"|xây dựng kế hoạch|hưởng ứng|đăng ký|tích cực|thi đua|ra sức|nêu cao|tập trung|chủ động|căn cứ|tiếp tục"
        r"|quan tâm)" + _END
    ),
    finds={" phải xác định": " phải", " triển khai phong trào": " triển khai"},
    leaves=["phối hợp tuyên truyền", "chủ trì hướng dẫn"],
    on="bare",
)
ADDRESSED_TO = Rule(
    name="participants-addressed-to",
    pattern=words(rf"{_WORD}kính gửi\s*:?"),
    finds={"Kính gửi: - Các sở, ban, ngành": "Kính gửi:"},
    leaves=["gửi kèm"],
    on="bare",
)
EVERYBODY = Rule(
    name="participants-everybody",
    pattern=words(rf"{_WORD}(?:mọi|từng|mỗi|toàn thể|toàn bộ) (?=[^\W\d_])"),
    finds={"của từng công chức": "từng "},
    leaves=["từng, mỗi"],
    on="bare",
)
REWARDED = Rule(
    name="participants-rewarded",
    pattern=words(
        rf"{_WORD}(?:khen thưởng|xét tặng|tặng|trao|thưởng|đối tượng (?:khen thưởng|xét khen"
        rf"|được xét)[^.;:\n]{{0,20}}?)\s?(?:cho|đối với|:|gồm|là){_END}:?"
    ),
    finds={"xét khen thưởng cho các hợp tác xã": "khen thưởng cho"},
    leaves=["trao đổi cho nhau"],
    on="bare",
)

HEADING = Rule(
    name="participants-heading",
    pattern=words(
        rf"^[\W\d_]*(?:[ivx]{{1,4}}\s*[.)-]\s*|[a-h]\s*[.)]\s*)?(?:phạm vi(?:,| và) )?(?:đối tượng|thành phần tham gia"
        rf"|ai (?:được )?tham gia){_END}"
    ),
    finds={"II. ĐỐI TƯỢNG THI ĐUA": "II. ĐỐI TƯỢNG"},
    leaves=["Xác định đối tượng", "1. Nội dung"],
    on="bare",
)

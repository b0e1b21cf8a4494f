"""Phrases by which a document says who takes part; what each kind is worth is told in `witnesses`."""

from __future__ import annotations

import re

from extractors.beginnings import Anchored
from extractors.lexicon import words
from extractors.rule import Rule

_WORD = r"(?<![^\W_])"
_END = r"(?![^\W_])"

# At the beginning of a clause, or of a line.
_ITEM = rf"{_WORD}(?:(?<![\s\S])|(?<=[.,;:\n])|(?<=[.,;:\n]\s)|(?<=[.,;:\n]\s\s))"
LINE = rf"{_WORD}(?:(?<![\s\S])|(?<=\n)|(?<=\n\s)|(?<=\n\s\s))"

STATED_LEAD = Rule(
    name="participants-stated",
    pattern=words(
        rf"{_WORD}(?:(?:đối tượng(?:(?:,| và) phạm vi)?|thành phần)(?!(?: là)? (?:khen|xét|được|thụ hưởng|chính sách|tặng"
        rf"|đề nghị|yếu thế|nghèo|vi phạm))"
        r"(?: (?:tham gia|tham dự|thi đua|áp dụng|hưởng ứng|thực hiện|phát động|vận động))*"
        r"(?: [^.;:,\n]{0,50}?)?\s*(?:(?:bao )?gồm(?: có)?|là|trải rộng(?: từ)?|:)(?![^\W_])"
        rf"|(?:tham gia|tham dự)(?: (?:thi đua|phong trào|đợt thi đua|đợt|cuộc vận động|hưởng ứng))+(?: này| lần này)?"
        rf" (?:có|gồm(?: có)?|là)(?![^\W_])"
        rf"|{_ITEM}(?:cùng |cùng được mời )?(?:tham gia|vào cuộc|hưởng ứng) (?:có|gồm(?: có)?|là)(?![^\W_])"
        rf"|(?:những người|người|lực lượng|chủ thể|đơn vị|nòng cốt|thành viên|tập thể|cá nhân)(?: chính| nòng cốt| chủ yếu)?"
        rf" (?:tham gia|thi đua|thi công|hưởng ứng|thực hiện phong trào|của phong trào|vào cuộc"
        rf"|trực tiếp (?:làm nhiệm vụ|tham gia|thực hiện)"
        rf"|ký (?:kết )?giao ước|được (?:mời|kêu gọi|vận động|huy động)"
        rf"(?: tham gia| vào cuộc)?)(?: (?:phong trào|đợt thi đua|thi đua|cuộc vận động|đợt|này))* (?:là|gồm(?: có)?)(?![^\W_])"
        rf"|ai cũng (?:được )?(?:có phần|tham gia|góp sức|vào cuộc)[^.:\n]{{0,50}}:"
        rf"|về (?:phía )?(?:tập thể|cá nhân)(?:,| có| gồm| là)(?![^\W_])"
        rf"|(?:những )?ai (?:được |sẽ |cùng )?(?:tham gia|vào cuộc|thi đua)\s*[?:])"
    ),
    finds={
        "Đối tượng tham gia thi đua gồm: các xã": "Đối tượng tham gia thi đua gồm",
        "Đối tượng: toàn thể học sinh": "Đối tượng:",
        "Thành phần tham gia là các chi đoàn": "Thành phần tham gia là",
        "Lực lượng nòng cốt của phong trào là thợ mỏ": "Lực lượng nòng cốt của phong trào là",
        "Những người trực tiếp thực hiện là thợ điện": "Những người trực tiếp thực hiện là",
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
_DRIVE = (
    r"(?:phong trào|đợt thi đua|đợt cao điểm|đợt|cuộc vận động|cuộc thi đua|chương trình thi đua|kế hoạch|lời phát động"
    r"|thông tư này|quy định này|hướng dẫn này|quy chế này|(?:việc )?thi đua(?= được))"
)
APPLIED_TO = Rule(
    name="participants-applied-to",
    pattern=words(
        rf"{_WORD}(?:{_DRIVE}{_END}[^.;:\n]{{0,110}}? (?:triển khai|áp dụng|phát động|thực hiện|diễn ra|được tổ chức)"
        r"(?: (?:sâu rộng|rộng khắp|rộng rãi|đồng bộ|đồng loạt|thống nhất|thí điểm))*"
        rf" (?:đối với|với|cho|đến|tới|trong|từ|tại|ở|khắp)\s?:?(?={_END})"
        rf"|(?:nội dung|tiêu chí|chỉ tiêu) thi đua{_END}[^.;:\n]{{0,60}}? (?:đặt ra|áp dụng|giao) (?:đối với|với|cho|trong){_END})"
    ),
    finds={"Phong trào được triển khai sâu rộng đến toàn thể giáo viên": "Phong trào được triển khai sâu rộng đến",
           "Bốn tiêu chí thi đua áp dụng cho các chi bộ": "tiêu chí thi đua áp dụng cho"},
    leaves=["Phong trào đã kết thúc. Triển khai đến các xã"],
    on="bare",
)
AIMED_AT = Rule(
    name="participants-aimed-at",
    pattern=words(
        rf"{_WORD}{_DRIVE}{_END}[^.;:\n]{{0,110}}? (?:dành (?:riêng )?cho|hướng (?:tới|đến|vào)|nhắm (?:tới|đến|vào)|gửi (?:tới|đến)"
        rf"|(?:thu hút|huy động|quy tụ|lôi cuốn|cuốn hút|tập hợp)(?: được)?|là (?:việc |của chung )?của|trải rộng"
        rf"|bao trùm|mở (?:rộng )?(?:ra )?(?:cho|tới|đến|với)|lan(?: tỏa| rộng)? (?:tới|đến)"
        rf"|gọi tên|mời gọi|trông vào|(?:có|với|cần|nhận được|thu hút|lôi cuốn|huy động)(?: được)?"
        r" (?:sự )?(?:tham gia|góp mặt|vào cuộc|hưởng ứng|đồng hành|góp sức|chung tay)"
        r"(?: (?:tích cực|đông đảo|nhiệt tình|tự nguyện|của))* của)\s?:?"
        r"(?= )(?! (?:được|mục tiêu|kỷ niệm|chào mừng|việc|xây dựng|sự|ngày|mốc|dịp|đại hội|tương lai|thế hệ|giá trị|sản xuất"
        r"|phát triển|nâng|giảm|làm|con số|kết quả|đầu tư|vốn|nguồn|một|hình ảnh|năm|\d+ %|\d+%|tới các mục))"
    ),
    finds={
        "Phong trào nhắm tới các chủ tàu, doanh nghiệp": "Phong trào nhắm tới",
        "đợt thi đua thu hút sự chú ý; phong trào có sự tham gia của học sinh": "phong trào có sự tham gia của",
    },
    leaves=["phong trào hướng tới kỷ niệm ngày thành lập", "hội thi dành cho phụ nữ"],
    on="bare",
)
IS_WHO = Rule(
    name="participants-is-who",
    pattern=words(
        rf"{_WORD}(?:(?:đều|cũng|sẽ|chính|cùng) )*(?:là (?:chủ thể|nòng cốt|lực lượng|những lực lượng|thành phần|người trong cuộc"
        rf"|những người trong cuộc|(?:những )?người tham gia(?! giao thông)|đối tượng (?:của phong trào|tham gia|thi đua|áp dụng))"
        rf"|(?:có thể|được) (?:ghi danh|dự thi đua|đăng ký tham gia|tham gia thi đua)|(?:đều|cùng) có thể đăng ký(?=\s*[.;])"
        rf"|thuộc (?:diện|phạm vi|đối tượng) (?:tham gia|thi đua|áp dụng)"
        rf"|(?:đều|cùng) (?:vào cuộc|nhập cuộc|bước vào (?:phong trào|đợt thi đua)"
        rf"|(?:tham gia|hưởng ứng)(?=\s*[.;,]| phong| đợt| cuộc| thi đua))"
        rf"|tham gia (?:phong trào|đợt thi đua|cuộc vận động)(?=\s*[.;])"
        rf"|(?:được|đều được) mời (?:cùng )?(?:tham gia|vào cuộc|hưởng ứng)){_END}"
    ),
    finds={
        "nhà hàng, khách sạn đều là người trong cuộc": "đều là người trong cuộc",
        "các chi hội đều có thể ghi danh": "đều có thể ghi danh",
    },
    leaves=["lấy người dân làm chủ", "tham gia bảo hiểm y tế", "học sinh cùng tham gia các câu lạc bộ"],
    on="bare",
)
_WITH_A_WILL = (
    "tích cực|nhiệt tình|hăng hái|hăng say|sôi nổi|đồng loạt|cùng nhau|chung tay|hãy|tự giác|tự nguyện|chủ động|phấn khởi|ra sức"
    "|quyết tâm|có trách nhiệm|đồng lòng"
)
JOINS = Rule(
    name="participants-joins",
    pattern=words(
        rf"{_WORD}(?:(?:đã|đều|sẽ|cũng|cùng|hãy|lần lượt) )*(?:bước vào (?:phong trào|đợt|cuộc)|bắt tay vào|vào cuộc"
        rf"|ký (?:kết |vào )?(?:bản )?(?:giao ước|cam kết thi đua)|đăng ký (?:thi đua|tham gia|công trình|phần việc|việc làm)"
        rf"|(?:{_WITH_A_WILL})(?:(?:,| và|, và) (?:{_WITH_A_WILL}))* (?:hưởng ứng|thi đua"
        rf"|tham gia(?=\s*[.;,]| phong| đợt| cuộc| thi đua| thực hiện| xây dựng))|hưởng ứng(?=\s*\.)"
        rf"|(?:đều|hãy|phải) là (?:một|những)|(?:thân mến|yêu quý|kính mến)(?=\s*!)){_END}"
    ),
    finds={"các xã đã cùng ký giao ước thi đua": "đã cùng ký giao ước", "các em học sinh thân mến!": "thân mến",
           "người dân chủ động, có trách nhiệm tham gia thực hiện": "chủ động, có trách nhiệm tham gia",
           "Các chi đoàn lần lượt ký vào bản giao ước": "lần lượt ký vào bản giao ước",
           "thợ may, thợ cắt hãy cùng vào cuộc": "hãy cùng vào cuộc"},
    leaves=["ký ban hành kế hoạch", "đăng ký kinh doanh", "tích cực tham gia bảo hiểm"],
    on="bare",
)
EVERYONE = (
    "toàn thể|toàn bộ|tất cả|tập thể|đội ngũ|các tầng lớp|từng|mọi|cán bộ|các phòng|các đơn vị|các cấp|các cơ quan|đoàn viên|hội viên"
    "|công nhân|giáo viên|học sinh|nông dân|công đoàn|công chức|viên chức|người lao động|thanh niên|phụ nữ|cựu chiến binh|toàn dân"
    "|đông đảo|các (?:doanh nghiệp|trường|xã|thôn|chi đoàn|chi hội|chi bộ|khoa|hợp tác xã|cơ sở|chi nhánh|tổ sản xuất|phân xưởng|xí nghiệp"
    "|nhà máy|công trường|sở|ban|ngành|huyện|ấp|bản|khu phố|tổ dân phố|khu dân cư|hộ|cụm|khối|trạm|bệnh viện|trung tâm)"
    "|cb|cbcc|cbccvc|cbcnv|cbnv|cnvc|cnvclđ|cbgv|đvtn|lực lượng"
)
LAUNCHED_TO = Rule(
    name="participants-launched-to",
    pattern=words(
        rf"{_WORD}(?:(?:phát động|quán triệt|triển khai phong trào|triển khai đợt)(?:[^.;:\n]|\n(?!\n))"
        rf"{{0,160}}? (?:đến|tới|trong|cho) (?=(?:{EVERYONE}){_END})"
        rf"|(?:đẩy mạnh|tổ chức|dấy lên|duy trì|mở|đưa) (?:các )?(?:phong trào|đợt thi đua)(?:[^.;:\n]{{0,60}}?)?"
        rf" (?:đến|tới|trong|cho) (?=(?:{EVERYONE}){_END})"
        rf"|kế hoạch(?: phát động| tổ chức)?(?: phong trào)? thi đua(?:[^.;:\n]{{0,40}}?)? trong (?=(?:{EVERYONE}){_END})"
        rf"|phát động (?:(?:đến|tới) )?(?=\d{{1,4}} (?:đơn vị|xã|phường|thôn|bản|ấp|trường|chi |cơ sở|công đoàn|doanh nghiệp))"
        rf"|phát động (?=(?:{EVERYONE}){_END})"
        rf"|(?:phát động|tổ chức|mở)(?: ngay| hưởng ứng)? (?:phong trào|đợt thi đua|đợt cao điểm|cuộc vận động)(?: thi đua)?"
        rf" (?=(?:{EVERYONE}){_END}[^.;:\n“\"]{{0,80}}? thi đua{_END}))"
    ),
    finds={"Giám đốc phát động đợt thi đua nước rút tới toàn thể CBCNV": "phát động đợt thi đua nước rút tới ",
           "phát động phong trào đọc sách đến các phân xưởng": "phát động phong trào đọc sách đến ",
           "Huyện phát động phong trào nông dân thi đua nuôi tôm sạch": "phát động phong trào ",
           "Hội phát động hội viên góp gạo": "phát động ", "phát động tới 32 đơn vị trong cụm": "phát động tới "},
    leaves=["phát động thi đua trong tháng 6", "phát động. Đến toàn thể"],
    on="bare",
)
CALLED = Rule(
    name="participants-called",
    pattern=words(
        rf"{_WORD}(?:kêu gọi{_END}(?! đầu tư)|mời gọi{_END}|lời phát động (?:tới|đến){_END}"
        rf"|{LINE}(?:thân )?gửi (?=các|toàn thể|quý)"
        rf"|(?:nhắn gửi|gửi gắm|nhắn nhủ)(?: (?:tới|đến))?{_END}|(?:mong(?: muốn)?|muốn|mong rằng),? (?=các|mỗi|bà con"
        rf"|nhân dân|người dân|đồng bào|{EVERYONE}))"
    ),
    finds={"Giám đốc kêu gọi toàn thể nhân viên": "kêu gọi", "Ông mong mỗi hội viên góp một việc": "mong ",
           "Huyện muốn các xã vào cuộc": "muốn "},
    leaves=["Lời kêu cứu", "mong muốn được góp sức"],
    on="bare",
)
BETWEEN = Rule(
    name="participants-between",
    pattern=words(rf"{_WORD}thi đua(?: [^.;:,\n]{{0,40}}?)? giữa (?=(?:các|tập thể|những){_END})"),
    finds={"tạo không khí thi đua sôi nổi giữa các tổ sản xuất": "thi đua sôi nổi giữa "},
    leaves=["cuộc họp giữa các xã", "đợt thi đua giữa kỳ"],
    on="bare",
)
JOINED_BY = Rule(
    name="participants-joined-by",
    pattern=words(
        rf"{_WORD}được (?:sự )?(?=(?:đông đảo|{EVERYONE}|các|hội viên|nông dân|nhân dân|người dân|bà con){_END}"
        rf"[^.;:\n]{{0,90}}? (?:hưởng ứng|tham gia(?= phong| đợt| cuộc|\s*[.;,]))(?![^\W_]))"
    ),
    finds={"Cuộc vận động được đông đảo hội viên hưởng ứng": "được "},
    leaves=["được khen", "được 90%", "được các nhà thầu nỗ lực thi công"],
    on="bare",
)
_WHOSE = r"các cấp|(?:trực thuộc|thuộc|trên địa bàn|trong|toàn|của|ngành) (?:[^\W_]+ ){0,6}?[^\W_]+"
EACH = Rule(
    name="participants-each",
    pattern=words(r"(?:^|[,;.:\n“\"])\s*(?:và )?(?:mỗi|mọi|từng) (?=[^\W\d_])"),
    finds={"hội viên; mỗi gia đình": "; mỗi "},
    leaves=["giao cho mỗi người một việc"],
    on="bare",
)
_IS_ASKED = (
    r"(?:nào (?:cũng|đều)|được (?:yêu cầu|kêu gọi|đề nghị|động viên|cổ vũ|khích lệ|khuyến khích|vận động|huy động|nhắc"
    r"|giao (?:chỉ tiêu|đăng ký|nhận (?:chăm sóc|trồng|bảo vệ|đỡ đầu|phần)|trồng|chăm sóc|đảm nhận|phần việc)"
    r"|hướng dẫn (?:đăng ký|tham gia|thi đua)"
    r"|mời(?! (?:dự|đến|tới|lên|về|phát biểu|tham dự|phối hợp)))"
    r"|phải (?:đi đầu|đi trước|làm trước|gương mẫu|nêu gương)|gương mẫu đi đầu|đi đầu|làm gương|nêu gương)" + _END
)
IS_ASKED_SAID = Anchored(re.compile(words(_WORD + _IS_ASKED)))
IS_ASKED = Rule(
    name="participants-is-asked",
    pattern=words(
        rf"\s*(?:(?:{_WHOSE}) |(?:và|,) chính quyền các cấp )?(?:cũng |đều |sẽ |luôn |đã |còn )*{_IS_ASKED}"
    ),
    finds={" được yêu cầu làm trước": " được yêu cầu", " được giao trồng rừng": " được giao trồng",
           " phải đi đầu": " phải đi đầu", " nào cũng có một việc": " nào cũng"},
    leaves=["được khen", "được giao đất", "được giao nhiệm vụ tổng hợp", "được giao nhận hàng"],
    on="bare",
)
TOLD = Rule(
    name="participants-told",
    pattern=words(rf"{_WORD}(?:(?:yêu cầu|đề nghị|chỉ đạo|nhắc(?: nhở)?"
                  rf"|(?:trông cậy|trông|dựa) vào(?: sức)?){_END}|(?:trao|giao) (?:phần )?việc cho{_END}"
                  rf"|giao (?:chỉ tiêu|nhiệm vụ)(?: thi đua| cụ thể)? cho{_END}"
                  rf"|phân công(?: nhiệm vụ| phần việc)?(?: cụ thể| rõ)?(?: cho)?\s?:)"),
    finds={"Ban vận động phân công: Hội Phụ nữ dọn chợ": "phân công:",
           "Chủ tịch huyện yêu cầu các xã": "yêu cầu", "Sở giao chỉ tiêu cho các trường": "giao chỉ tiêu cho"},
    leaves=["theo yêu sách", "giao đất cho hộ nghèo", "phân công cán bộ theo dõi"],
    on="bare",
)
INVITED = Rule(
    name="participants-invited",
    pattern=words(rf"{_WORD}(?:thu hút|vận động|động viên|khuyến khích|tập hợp|huy động|cổ vũ|khích lệ){_END}"),
    finds={"nhằm thu hút các doanh nghiệp tham gia": "thu hút"},
    leaves=["cuộc vận hành"],
    on="bare",
)
SPIRIT = Rule(
    name="participants-spirit",
    pattern=words(
        rf"{_WORD}(?:(?:tạo|khơi dậy|dấy lên|thổi bùng|phát huy|nêu cao|đề cao)(?: [^.;:\n]{{0,30}}?)? "
        rf"(?:(?:khí thế|không khí|động lực|ý thức)(?: [^.;:,\n]{{0,15}}?)? thi đua|tinh thần|ý chí|tính|sức sáng tạo)"
        rf"{_END}[^.;:\n]{{0,50}}? (?:trong|của|ở)(?= )"
        rf"|(?:phong trào|nội dung|tiêu chí|đợt|kế hoạch) thi đua của (?=(?:các|{EVERYONE}){_END}))"
    ),
    finds={"Tạo khí thế thi đua mới trong cán bộ, hội viên": "Tạo khí thế thi đua mới trong"},
    leaves=["phong trào thi đua trong năm 2024"],
    on="bare",
)
_URGE = "(?:động viên|cổ vũ|khích lệ|khuyến khích)"
URGED_TO = Rule(
    name="participants-urged-to",
    pattern=words(
        rf"{_WORD}(?:nhằm|mục đích|mục tiêu|ý nghĩa|góp phần|qua đó|phong trào|đợt thi đua)(?: là)?\s*[:,]?"
        rf" (?:(?:tuyên truyền|giáo dục|tiếp tục|kịp thời|để|nhằm|đẩy mạnh|thu hút)(?:,| và)? )*"
        rf"{_URGE}(?:(?:,| và) {_URGE})*{_END}"
    ),
    finds={"nhằm cổ vũ, động viên cán bộ làm việc tận tâm": "nhằm cổ vũ, động viên"},
    leaves=["đoàn đã thăm hỏi, động viên gia đình"],
    on="bare",
)
TAKES_PART = Rule(
    name="participants-takes-part",
    pattern=words(rf"[^.;:\n]{{0,30}}?{_WORD}(?:tham gia|hưởng ứng|tích cực|phát huy|thi đua|thực hiện tốt phong trào|qua phong trào"
        rf"|nâng cao (?:tinh thần )?trách nhiệm|khắc phục khó khăn|vượt khó"
        rf"|ra sức|nỗ lực|hăng hái|hăng say|tự giác|phấn đấu|quyết tâm|đoàn kết|chung sức|chung tay|góp sức|lập thành tích"
        rf"|lập công){_END}"),
    finds={"sẵn lòng tham gia phong trào": "sẵn lòng tham gia"},
    leaves=["đóng góp ý kiến"],
    on="bare",
)
_TAKE_PART = rf"(?:tham gia|hưởng ứng) (?:thi đua|phong trào|đợt thi đua)(?! (?:do|của|các|học|văn)){_END}"
TAKE_PART_SAID = Anchored(re.compile(words(_WORD + _TAKE_PART)))  # whether a text can have a match of the rule at all
TAKE_PART = Rule(
    name="participants-take-part",
    pattern=words(rf"\s*(?:cùng |đều |sẽ |tích cực )*{_TAKE_PART}"),
    finds={" cùng tham gia thi đua": " cùng tham gia thi đua"},
    leaves=["tham gia ý kiến", "tham gia các phong trào khác"],
    on="bare",
)
HAS_TO = Rule(
    name="participants-has-to",
    pattern=words(
        rf"\s*{_WORD}(?:(?:(?:{_WHOSE}) )?(?:còn |đều |cũng |tự |sẽ |đang |hãy |cùng |quyết |hứa )*"
        r"(?:cần|phải|có trách nhiệm|chịu trách nhiệm(?= (?:tổ chức|phát động|triển khai|thực hiện|chỉ đạo|vận động|về kết quả))"
        r"|hứa(?! hẹn)|làm (?:tốt|trước)|tự (?:gắn|trả|dọn|trồng|giữ|làm|góp|sửa|quét|trang bị)"
        r"|tổ chức (?:triển khai|phát động|thực hiện|quán triệt)|triển khai"
        r"|xây dựng kế hoạch|hưởng ứng|đăng ký|tích cực|thi đua|ra sức|nêu cao|tập trung|chủ động|căn cứ|tiếp tục"
        r"|quan tâm|gắn|bám sát|thực hiện|quyết tâm|nỗ lực|phấn đấu|đồng loạt|ra quân|chung sức|chung tay|góp sức"
        r"|kịp thời|khẩn trương|nhanh chóng|phát hiện|cụ thể hóa|nghiêm túc|bảo đảm|đảm bảo|lựa chọn|huy động"
        r"|hăng hái|đẩy mạnh|phát huy|ký|cam kết|góp (?:công|của|sức|ngày|đất|tiền)"
        r"|(?:ủng hộ|quyên góp|đóng góp|nâng cao|giữ vững|hoàn thành)(?! (?:được|đủ|hơn|gần|trên|khoảng|tổng|\d))"
        r"|đoàn kết|xung kích|đảm nhận|đi trước"
        r"|cùng (?:nhau |chung )?(?:làm|góp|vào|ra|xây|đóng|chăm lo|hành động))"
        rf"|(?:(?!(?:đã|được|từng|phong|trào|đợt|khối|cụm|cuộc|tác|phát|động|trực|lễ|cờ|ban|hội){_END})[^\W_]+ ){{1,2}}?"
        r"(?:sẽ |cùng |đều |đang |hăng hái )*(?:thi đua(?! (?:do|của|khen|yêu nước))|hưởng ứng|ra quân|chung tay|chung sức|ra sức))" + _END
    ),
    finds={" phải xác định": " phải", " chịu trách nhiệm phát động trong đơn vị": " chịu trách nhiệm",
           " triển khai phong trào": " triển khai",
           " toàn ngành ra sức thi đua": " toàn ngành ra sức", " Sông Lam thi đua làm đường": " Sông Lam thi đua"},
    leaves=["phối hợp tuyên truyền", "chịu trách nhiệm tổng hợp", "chủ trì hướng dẫn"],
    on="bare",
)
ITEM_OF = Rule(
    name="participants-item-of",
    pattern=words(
        r"[\W_]*(?:(?:điều )?\d{1,2}(?:\.\d{1,2})*[.)/]?\s+|[a-zđ]{1,4}[.)/]\s+)?[\W_]*(?:(?:riêng )?(?:đối )?với |về phía )?"
        r"(?P<who>[^:.\n]{4,170})(?P<colon>:)?\s*"
    ),
    finds={"+ Các trường học trên địa bàn: dạy trẻ": "+ Các trường học trên địa bàn: "},
    leaves=["- a", ""],
    on="bare",
)
EVERYBODY = Rule(
    name="participants-everybody",
    pattern=words(rf"{_WORD}(?:mọi|từng|mỗi|toàn thể|toàn bộ|đội ngũ) (?=[^\W\d_])"),
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
        r"^[\W\d_]*(?:(?:điều|mục|phần) (?:\d+|[ivx]+)\s*[.:-]?\s*|[ivx]{1,4}\s*[.)/-]\s*|[a-h]\s*[.)/]\s*)?"
        r"(?:(?:thứ )?(?:một|hai|ba|bốn|năm|nhất|tư)(?: là)?\s*[,:]\s*)?(?:về )?(?:tên gọi, |chủ đề, |thời gian, |phạm vi(?:,| và) )*"
        r"(?:đối tượng(?! (?:chính sách|thụ hưởng))|thành phần(?: tham gia)?(?=\s*[.:]|$| tham gia| thi đua|\n)"
        r"|(?:những )?ai (?:được |sẽ |cùng )?(?:tham gia|vào cuộc|thi đua|dự thi đua)"
        r"|(?:các )?(?:đơn vị|tập thể|cơ quan|tổ chức|địa phương|cá nhân|người|lực lượng|các bên|phạm vi|diện|chủ thể|thành viên)"
        r"(?:(?:,| và|;) (?:các )?(?:đơn vị|tập thể|cơ quan|địa phương|cá nhân|người|lực lượng|thành phần|tổ chức))*"
        rf" (?:tham gia|tham dự|vào cuộc|hưởng ứng)|chủ thể(?=\s*[.:]|$)|người trong cuộc){_END}"
    ),
    finds={
        "II. ĐỐI TƯỢNG THI ĐUA": "II. ĐỐI TƯỢNG",
        "ĐIỀU 2. PHẠM VI THAM GIA": "ĐIỀU 2. PHẠM VI THAM GIA",
        "1. Về thành phần tham gia thi đua. Các xã": "1. Về thành phần tham gia",
        "II. Đơn vị, cá nhân tham gia": "II. Đơn vị, cá nhân tham gia",
    },
    leaves=["Xác định đối tượng", "1. Nội dung", "Thành phần hồ sơ", "Cá nhân được khen"],
    on="bare",
)

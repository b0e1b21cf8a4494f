"""What announces a place in running text, and what only looks like one.

`PROVINCE` and `UNIT` find where a name may stand; whether it does is settled by the tables (`extractors.places.names`). The other
rules look at what stands before a name, or between two of them.
"""

from __future__ import annotations

from extractors.places.names import province_names, trie
from extractors.places.tables import aliases
from extractors.rule import Rule
from extractors.view import bare


def _forms() -> list[str]:
    """Bare forms of the names of provinces that are read without a type before them."""
    names = {name for spellings in province_names().values() for name in spellings}
    for kind in ("abbreviation", "newspaper", "trap", "city"):
        names.update(alias for alias, _ in aliases()[kind] if kind != "newspaper" or " " in alias)
    forms = {bare(name).replace(" - ", " ") for name in names}
    highland = {form.replace(" ", "") for form in forms if form.startswith("dak ")}
    kept = {form.replace("dak", "dac") for form in forms if form.startswith("dak ")}
    return sorted(forms | highland | kept)


PROVINCE = Rule(
    name="place-province",
    on="bare",
    pattern=rf"(?<![a-z0-9])(?:{trie(_forms())})(?![a-z0-9])",
    finds={
        "UBND tỉnh Lâm Đồng": "Lâm Đồng",
        "Đảng bộ TP.HCM": "TP.HCM",
        "tỉnh Thừa Thiên\n- Huế": "Thừa Thiên\n- Huế",
        "Website Thanh tra tỉnh ĐắkNông": "ĐắkNông",
        "khu vực Thái Bình Dương": "Thái Bình Dương",
    },
    leaves=["Tỉnh ủy", "sân bay Liên Khương", "xây dựng thanh hoan"],
)

_TYPE = r"""huyện\ đảo|huyện(?![ \n]ủy)|quận(?![ \n]ủy)|thị[ \n]xã|thành[ \n]phố|thị[ \n]trấn|đặc[ \n]khu|phường|xã
|huyện[ \n]ủy|thị[ \n]ủy|quận[ \n]ủy|thành[ \n]ủy
|phòng[ \n](?:gd(?:[ ]?[&-]?[ ]?đt)?|giáo[ ]dục(?:[ ](?:và|&|-)[ ]đào[ ]tạo)?|nội[ ]vụ)
|huyen|quan|thi[ \n]xa|thanh[ \n]pho|thi[ \n]tran|phuong|xa|tp\.?|t\.p\.?|tx\.?|t\.x\.?|tt\.|h\.|q\.|p\."""

UNIT = Rule(
    name="place-unit",
    pattern=rf"(?<![^\W_])(?:(?P<plural>các|những|\d+)[ \n]+)?(?P<type>{_TYPE})(?:[ ]?[:(])?(?:[ \n]{{1,3}}|(?<=[.(]))(?=[^\W_])",
    finds={
        "UBND huyện Châu Thành": "huyện ",
        "các xã Nam Bình": "các xã ",
        "TP.Vinh": "TP.",
        "tại Q. 1": "Q. ",
        "các huyện: Di Linh": "các huyện: ",
        "Huyện ủy Di Linh": "Huyện ủy ",
    },
    leaves=["huyện, thị xã", "quan-hệ", "ông Huyên nói"],
)

PROVINCE_TYPE = Rule(
    name="place-province-type",
    pattern=r"(?<![^\W_])(?:tỉnh|tinh|thành[ \n]phố|thanh[ \n]pho|tp\.?|t\.p\.?)[ \n]{0,3}\Z",
    finds={"UBND tỉnh ": "tỉnh ", "UBND TP. ": "TP. "},
    leaves=["UBND tỉnh và "],
)

STREET = Rule(
    name="place-not-here",
    pattern=r"""(?<![^\W_])(?:đường|(?<!thành\ )(?<!thành\n)phố|quốc[ ]lộ|xa[ ]lộ|đại[ ]lộ|cao[ ]tốc|sông|đèo|vịnh|núi
        |chiến[ ]thắng|chiến[ ]dịch|hiệp[ ]định|công[ ]ước|tuyến)[ \n]+(?:lịch[ ]sử[ ]+|cao[ ]tốc[ ]+)?\Z""",
    finds={"nhà ở đường ": "đường ", "chiến thắng lịch sử ": "chiến thắng lịch sử "},
    leaves=["UBND thành phố ", "con đường của "],
)

_FAMILIES = "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Đoàn|Mai|Trương|Lâm|Lương|Tạ|Tô"
PERSON = Rule(
    name="place-not-person",
    on="text",
    pattern=rf"""(?<![^\W_])(?:(?:{_FAMILIES})(?:[ ][^\W\d_]+){{0,2}}
        |(?:ông|bà|anh|chị|em|cô|chú|bác|đ/c|đồng[ ]chí|Ông|Bà|Đồng[ ]chí))[ ]+\Z""",
    finds={"Bí thư Nguyễn Thị ": "Nguyễn Thị ", "đồng chí ": "đồng chí "},
    leaves=["Bí thư Tỉnh ủy ", "nguyễn "],
)

NEWSPAPER = Rule(
    name="place-newspaper",
    pattern=r"""(?<![^\W_])(?:báo(?:[ ]điện[ ]tử)?
        |đài[ ](?:pt-?th|truyền[ ]hình|phát[ ]thanh(?:[ ](?:và|-|,)?[ ]?truyền[ ]hình)?))[ \n]+\Z""",
    finds={"theo Báo ": "Báo ", "Đài PT-TH ": "Đài PT-TH "},
    leaves=["báo cáo ", "UBND "],
)

LISTED = Rule(
    name="place-listed",
    pattern=r"[ \n]*(?:,|;|và|-)[ \n]+(?=[^\W\d_])",
    finds={", Di Linh": ", ", " và Lâm Hà": " và "},
    leaves=[" tại ", "."],
)

WITHIN = Rule(
    name="place-within",
    pattern=r"\A[ \n]*(?:,|\(|-|thuộc|của|,[ ]thuộc)?[ \n]*\Z",
    finds={", ": ", ", " thuộc ": " thuộc ", " (": " ("},
    leaves=[" và ", "; ", " đến "],
)

HOLDS = Rule(
    name="place-holds",
    pattern=r"\A[ ]?(?::|-|\()[ \n]*\Z",
    finds={": ": ": ", " - ": " - "},
    leaves=[", ", " và "],
)

COUNTED = Rule(
    name="place-not-counted",
    pattern=r"""\A[ \n]+(?:tập[ ]thể|cá[ ]nhân|đơn[ ]vị|đội|giải|cờ|suất|mô[ ]hình|công[ ]trình|xã|phường|trường|người|hộ|cụm
        |khối|đến|lần|-)(?![^\W_])""",
    finds={" tập thể xuất sắc": " tập thể"},
    leaves=[" tổ chức", " hộiđồng"],
)

_SYLLABLE = r"[^\W\d_]+(?:['’ʼ`´‘]\s?[^\W\d_]+)*"
SYLLABLES = Rule(
    name="place-syllables",
    on="text",
    pattern=rf"(?:{_SYLLABLE}|\d{{1,2}}(?!\d))(?:(?:[ ]?-[ ]?|[ \n]{{1,3}})(?:{_SYLLABLE})){{0,4}}",
    finds={"Đắk R'Lấp, Đắk Nông": "Đắk R'Lấp", "12, TP": "12"},
    leaves=["...", "(-)"],
)

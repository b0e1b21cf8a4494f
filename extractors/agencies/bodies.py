"""Bodies of the state by the symbol that their documents carry (decree 30/2020/NĐ-CP leaves symbols to the bodies themselves)."""

from __future__ import annotations

MINISTRIES: dict[str, str] = {
    "BNV": "Bộ Nội vụ", "BTC": "Bộ Tài chính", "BGDĐT": "Bộ Giáo dục và Đào tạo", "BYT": "Bộ Y tế", "BCA": "Bộ Công an",
    "BQP": "Bộ Quốc phòng", "BCT": "Bộ Công Thương", "BXD": "Bộ Xây dựng", "BGTVT": "Bộ Giao thông vận tải",
    "BKHCN": "Bộ Khoa học và Công nghệ", "BTTTT": "Bộ Thông tin và Truyền thông", "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch",
    "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn", "BNNMT": "Bộ Nông nghiệp và Môi trường",
    "BTNMT": "Bộ Tài nguyên và Môi trường", "BTP": "Bộ Tư pháp", "BKHĐT": "Bộ Kế hoạch và Đầu tư",
    "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội", "BNG": "Bộ Ngoại giao", "BDTTG": "Bộ Dân tộc và Tôn giáo",
    "UBDT": "Ủy ban Dân tộc", "NHNN": "Ngân hàng Nhà nước Việt Nam", "TTCP": "Thanh tra Chính phủ",
    "VPCP": "Văn phòng Chính phủ", "VPQH": "Văn phòng Quốc hội", "VPCTN": "Văn phòng Chủ tịch nước",
    "TLĐ": "Tổng Liên đoàn Lao động Việt Nam", "TANDTC": "Tòa án nhân dân tối cao", "VKSTC": "Viện kiểm sát nhân dân tối cao",
    "VKSNDTC": "Viện kiểm sát nhân dân tối cao", "KTNN": "Kiểm toán nhà nước", "BHXHVN": "Bảo hiểm xã hội Việt Nam",
    "UBQLV": "Ủy ban Quản lý vốn Nhà nước tại doanh nghiệp", "MTTW": "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
    "TWĐTN": "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh", "HNDTW": "Trung ương Hội Nông dân Việt Nam",
}  # fmt: skip

DEPARTMENTS: dict[str, str] = {
    "SNV": "Sở Nội vụ", "STC": "Sở Tài chính", "SGDĐT": "Sở Giáo dục và Đào tạo", "SYT": "Sở Y tế", "SCT": "Sở Công Thương",
    "SXD": "Sở Xây dựng", "SGTVT": "Sở Giao thông vận tải", "SKHCN": "Sở Khoa học và Công nghệ",
    "STTTT": "Sở Thông tin và Truyền thông", "SVHTTDL": "Sở Văn hóa, Thể thao và Du lịch",
    "SNN": "Sở Nông nghiệp và Phát triển nông thôn", "SNNMT": "Sở Nông nghiệp và Môi trường",
    "SNNPTNT": "Sở Nông nghiệp và Phát triển nông thôn", "STNMT": "Sở Tài nguyên và Môi trường", "STP": "Sở Tư pháp",
    "SKHĐT": "Sở Kế hoạch và Đầu tư", "SLĐTBXH": "Sở Lao động - Thương binh và Xã hội", "SDTTG": "Sở Dân tộc và Tôn giáo",
    "SVHTT": "Sở Văn hóa và Thể thao", "SDL": "Sở Du lịch", "SNGV": "Sở Ngoại vụ", "BDT": "Ban Dân tộc", "CAT": "Công an tỉnh",
}  # fmt: skip

# Offices of a district's committee.
OFFICES: dict[str, str] = {
    "PNV": "Phòng Nội vụ", "PGDĐT": "Phòng Giáo dục và Đào tạo", "PYT": "Phòng Y tế", "PTCKH": "Phòng Tài chính - Kế hoạch",
    "PVHTT": "Phòng Văn hóa và Thông tin", "PLĐTBXH": "Phòng Lao động - Thương binh và Xã hội",
}  # fmt: skip

-- Form 0601.N/BNV-TĐKT "Số phong trào thi đua" (circular 02/2023/TT-BNV of 23 March 2023), a form for each province and year.
-- Lines 01 to 12 are the form's; the lines *_unknown are outside it, and hold what the documents do not say.
WITH lines (line, dimension, class, label) AS (
    VALUES
        ('01', 'all', 'all', 'Tổng số'),
        ('02', 'scope', 'toan_quoc', 'Phạm vi: Toàn quốc'),
        ('03', 'scope', 'bo_nganh_dia_phuong', 'Phạm vi: Bộ, ban, ngành, đoàn thể, địa phương'),
        ('04', 'scope', 'cum_khoi', 'Phạm vi: Cụm, khối thi đua do Hội đồng Thi đua - Khen thưởng các cấp tổ chức'),
        ('05', 'scope', 'co_quan', 'Phạm vi: Cơ quan, tổ chức, đơn vị'),
        ('scope_unknown', 'scope', '', 'Phạm vi: chưa rõ'),
        ('06', 'length', 'duoi_1_nam', 'Thời hạn: Dưới 1 năm'),
        ('07', 'length', '1_nam', 'Thời hạn: 1 năm'),
        ('08', 'length', '1_den_3_nam', 'Thời hạn: Từ 1 năm đến dưới 3 năm'),
        ('09', 'length', '3_den_5_nam', 'Thời hạn: Từ 3 năm đến dưới 5 năm'),
        ('10', 'length', 'tu_5_nam', 'Thời hạn: Từ 5 năm trở lên'),
        ('length_unknown', 'length', '', 'Thời hạn: chưa rõ'),
        ('11', 'form', 'chuyen_de', 'Phương thức: Thi đua theo chuyên đề'),
        ('12', 'form', 'thuong_xuyen', 'Phương thức: Thi đua thường xuyên hàng năm'),
        ('form_unknown', 'form', '', 'Phương thức: chưa rõ')
),
classed AS (
    SELECT *, 'all' AS dimension, 'all' AS class FROM campaign_classes
    UNION ALL SELECT *, 'scope', coalesce(scope_class, '') FROM campaign_classes
    UNION ALL SELECT *, 'length', coalesce(length_class, '') FROM campaign_classes
    UNION ALL SELECT *, 'form', coalesce(form_class, '') FROM campaign_classes
),
forms AS (
    SELECT DISTINCT year, province_code, province_name, province_code_2025, province_name_2025 FROM campaign_classes
)
SELECT
    f.year,
    f.province_code,
    f.province_name,
    f.province_code_2025,
    f.province_name_2025,
    l.line,
    l.label,
    count(c.campaign_id) AS total,
    count(c.campaign_id) FILTER (c.level_class = 'trung_uong') AS central,
    count(c.campaign_id) FILTER (c.level_class = 'bo_tinh') AS ministry_or_province,
    count(c.campaign_id) FILTER (c.level_class = 'co_quan') AS agency_or_unit,
    count(c.campaign_id) FILTER (c.level_class IS NULL) AS level_unknown
FROM forms f
CROSS JOIN lines l
LEFT JOIN classed c
    ON c.dimension = l.dimension AND c.class = l.class
    AND c.year IS NOT DISTINCT FROM f.year
    AND c.province_code IS NOT DISTINCT FROM f.province_code
    AND c.province_name IS NOT DISTINCT FROM f.province_name
    AND c.province_code_2025 IS NOT DISTINCT FROM f.province_code_2025
GROUP BY ALL

-- One row per campaign: its year, and its classes in form 0601.N/BNV-TĐKT (circular 02/2023/TT-BNV).
WITH dated AS (
    SELECT
        campaign_id,
        min(coalesce(issued_on, TRY_CAST(left(published_at, 10) AS DATE))) AS first_document
    FROM documents
    WHERE campaign_id IS NOT NULL
    GROUP BY campaign_id
),
read AS (
    SELECT
        campaigns.*,
        first_document,
        -- A campaign whose start is not stated runs from its launch.
        coalesce(start_from, launched_on) AS first_day,
        lower(coalesce(launched_by, '')) AS by_whom,
        regexp_matches(lower(concat_ws(' ', launched_by, name)), '(cụm|khối) thi đua') AS of_a_cluster
    FROM campaigns LEFT JOIN dated USING (campaign_id)
),
placed AS (
    SELECT
        *,
        CASE
            -- Column 2 of the form is the Central Council's; what ministries and central organisations launch is in column 3.
            WHEN level = 'trung_uong' AND regexp_matches(
                by_whom,
                '^(chủ tịch |thường trực )*(hội đồng thi đua.*trung ương|thủ tướng|phó thủ tướng|chính phủ|chủ tịch nước|quốc hội'
                || '|ban bí thư|bộ chính trị|ban chấp hành trung ương( đảng|$))'
            ) THEN 'trung_uong'
            WHEN level IN ('trung_uong', 'tinh') THEN 'bo_tinh'
            WHEN level IS NOT NULL THEN 'co_quan'
        END AS level_class
    FROM read
)
SELECT
    campaign_id,
    name,
    launched_by,
    level,
    province_code,
    province_name,
    province_code_2025,
    province_name_2025,
    year(coalesce(launched_on, start_from, first_document)) AS year,
    CASE
        WHEN launched_on IS NOT NULL THEN 'launch'
        WHEN start_from IS NOT NULL THEN 'start'
        WHEN first_document IS NOT NULL THEN 'document'
    END AS year_basis,
    level_class,
    CASE
        WHEN of_a_cluster THEN 'cum_khoi'
        WHEN level_class = 'trung_uong' THEN 'toan_quoc'
        WHEN level_class = 'bo_tinh' THEN 'bo_nganh_dia_phuong'
        ELSE level_class
    END AS scope_class,
    CASE WHEN end_to >= first_day THEN end_to - first_day + 1 END AS length_days,
    CASE WHEN end_to >= first_day THEN CASE WHEN start_from IS NULL THEN 'launch' ELSE 'start' END END AS length_basis,
    CASE
        WHEN end_to IS NULL OR first_day IS NULL OR end_to < first_day THEN NULL
        WHEN end_to + 1 < first_day + INTERVAL 1 YEAR THEN 'duoi_1_nam'
        WHEN end_to + 1 = first_day + INTERVAL 1 YEAR THEN '1_nam'
        WHEN end_to + 1 < first_day + INTERVAL 3 YEAR THEN '1_den_3_nam'
        WHEN end_to + 1 < first_day + INTERVAL 5 YEAR THEN '3_den_5_nam'
        ELSE 'tu_5_nam'
    END AS length_class,
    -- The law knows two forms; a special drive is thematic (law 06/2022/QH15, article 16).
    CASE campaign_type
        WHEN 'thuong_xuyen' THEN 'thuong_xuyen'
        WHEN 'chuyen_de' THEN 'chuyen_de'
        WHEN 'dac_biet' THEN 'chuyen_de'
    END AS form_class
FROM placed

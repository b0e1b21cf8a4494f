-- Targets of one sector side by side. Amounts are brought to one unit where that is a matter of tens (triệu đồng, tỷ đồng → đồng);
-- units of different things, and percent and percentage points, are never brought together. What several documents of a campaign
-- tell alike is one row, that of the instrument before that of the news; amounts restated in another currency are left out.
WITH told AS (
    SELECT
        t.*,
        c.campaign_id,
        c.name AS campaign_name,
        c.campaign_id IS NOT NULL AS in_campaign,
        c.province_code AS c_code, c.province_name AS c_name,
        c.province_code_2025 AS c_code_2025, c.province_name_2025 AS c_name_2025,
        d.document_type,
        coalesce(u.base, t.unit) AS base_unit,
        coalesce(CAST(u.factor AS DOUBLE), 1) AS factor,
        row_number() OVER alike AS place,
        count(*) OVER (PARTITION BY coalesce(c.campaign_id, t.document_id), t.sector, lower(strip_accents(t.indicator)),
            t.value_min, t.value_max, t.unit, t.direction) AS told_times
    FROM targets t
    JOIN documents d USING (document_id)
    LEFT JOIN campaigns c ON c.campaign_id = d.campaign_id
    LEFT JOIN codes_units u ON u.code = t.unit
    WHERE t.kind = 'numeric' AND t.same_as IS NULL
    WINDOW alike AS (
        PARTITION BY coalesce(c.campaign_id, t.document_id), t.sector, lower(strip_accents(t.indicator)),
            t.value_min, t.value_max, t.unit, t.direction
        ORDER BY d.document_type IS NOT DISTINCT FROM 'tin_tuc', d.issued_on NULLS LAST, t.document_id, t.start, t."end"
    )
)
SELECT
    sector,
    base_unit AS unit,
    indicator,
    CASE WHEN in_campaign THEN c_code ELSE province_code END AS province_code,
    CASE WHEN in_campaign THEN c_name ELSE province_name END AS province_name,
    CASE WHEN in_campaign THEN c_code_2025 ELSE province_code_2025 END AS province_code_2025,
    CASE WHEN in_campaign THEN c_name_2025 ELSE province_name_2025 END AS province_name_2025,
    campaign_id,
    campaign_name,
    comparator,
    direction,
    value_min * factor AS value_min,
    value_max * factor AS value_max,
    deadline,
    unit AS unit_stated,
    told_times,
    document_id,
    start
FROM told
WHERE place = 1

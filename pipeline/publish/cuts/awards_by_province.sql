-- How many campaigns of a province promise each form of award. A campaign counts once, in its own province, whoever tells of it.
SELECT
    CASE WHEN c.campaign_id IS NULL THEN d.province_code ELSE c.province_code END AS province_code,
    CASE WHEN c.campaign_id IS NULL THEN d.province_name ELSE c.province_name END AS province_name,
    CASE WHEN c.campaign_id IS NULL THEN d.province_code_2025 ELSE c.province_code_2025 END AS province_code_2025,
    CASE WHEN c.campaign_id IS NULL THEN d.province_name_2025 ELSE c.province_name_2025 END AS province_name_2025,
    a.award_code,
    count(DISTINCT c.campaign_id) AS campaigns,
    count(DISTINCT d.document_id) AS documents,
    count(DISTINCT c.campaign_id) FILTER (a.quantity_min IS NOT NULL OR a.quantity_max IS NOT NULL) AS campaigns_with_number
FROM awards a
JOIN documents d USING (document_id)
LEFT JOIN campaigns c ON c.campaign_id = d.campaign_id
GROUP BY ALL

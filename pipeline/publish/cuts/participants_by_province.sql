-- How many campaigns of a province call on each kind of participant. To be named only as eligible for an award is not to take part.
SELECT
    CASE WHEN c.campaign_id IS NULL THEN d.province_code ELSE c.province_code END AS province_code,
    CASE WHEN c.campaign_id IS NULL THEN d.province_name ELSE c.province_name END AS province_name,
    CASE WHEN c.campaign_id IS NULL THEN d.province_code_2025 ELSE c.province_code_2025 END AS province_code_2025,
    CASE WHEN c.campaign_id IS NULL THEN d.province_name_2025 ELSE c.province_name_2025 END AS province_name_2025,
    p.participant_code,
    count(DISTINCT c.campaign_id) AS campaigns,
    count(DISTINCT c.campaign_id) FILTER (p.basis = 'stated') AS campaigns_stated,
    count(DISTINCT d.document_id) AS documents
FROM participants p
JOIN documents d USING (document_id)
LEFT JOIN campaigns c ON c.campaign_id = d.campaign_id
WHERE p.basis <> 'eligible'
GROUP BY ALL

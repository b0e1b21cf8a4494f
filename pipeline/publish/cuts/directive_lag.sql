-- Days from the issue of the directive that a campaign carries out to its launch; one row where both days are known.
WITH issued AS (
    SELECT o.campaign_id, d.number, min(d.issued_on) AS issued_on
    FROM directives d JOIN documents o USING (document_id)
    WHERE d.issued_on IS NOT NULL
    GROUP BY o.campaign_id, d.number
)
SELECT
    c.implements AS directive,
    i.issued_on AS directive_issued_on,
    c.campaign_id,
    c.name AS campaign_name,
    c.province_code,
    c.province_name,
    c.province_code_2025,
    c.province_name_2025,
    c.level,
    c.launched_on,
    c.launched_on - i.issued_on AS days
FROM campaigns c JOIN issued i ON i.campaign_id = c.campaign_id AND i.number = c.implements
WHERE c.launched_on IS NOT NULL

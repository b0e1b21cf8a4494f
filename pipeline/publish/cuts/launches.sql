-- Campaigns by the month of their launch (the stated start where no day of launch is known; empty where neither is).
SELECT
    CAST(date_trunc('month', coalesce(launched_on, start_from)) AS DATE) AS month,
    CASE WHEN launched_on IS NOT NULL THEN 'launch' WHEN start_from IS NOT NULL THEN 'start' END AS month_basis,
    province_code,
    province_name,
    province_code_2025,
    province_name_2025,
    level,
    campaign_type,
    count(*) AS campaigns
FROM campaigns
GROUP BY ALL

-- Campaigns of a province by class of length; an empty class is a start or an end that is not stated.
SELECT
    province_code,
    province_name,
    province_code_2025,
    province_name_2025,
    length_class,
    count(*) AS campaigns,
    min(length_days) AS shortest_days,
    CAST(round(median(length_days)) AS BIGINT) AS median_days,
    max(length_days) AS longest_days
FROM campaign_classes
GROUP BY ALL

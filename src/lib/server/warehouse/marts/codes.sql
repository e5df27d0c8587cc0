-- one row per kind and code that facts hold as small numbers; the empty code stands for none
SELECT DISTINCT kind, coalesce(code, '') AS code FROM (
	SELECT 'population' AS kind, unnest(['tanf', 'low_income', 'refugee', 'none', '']) AS code
	UNION ALL SELECT 'partner', partner FROM main.partners
	UNION ALL SELECT 'partner', partner FROM main.submissions
	UNION ALL SELECT 'partner', offering_partner FROM (SELECT DISTINCT offering_partner FROM staging.stg_offerings)
	UNION ALL SELECT 'partner', ''
	UNION ALL SELECT 'service', service FROM (SELECT DISTINCT service FROM staging.stg_deliveries)
	UNION ALL SELECT 'service', service FROM (SELECT DISTINCT service FROM staging.stg_needs)
	UNION ALL SELECT 'service', service FROM (SELECT DISTINCT service FROM staging.stg_offerings)
	UNION ALL SELECT 'service', ''
	UNION ALL SELECT 'award', award_id FROM (SELECT DISTINCT award_id FROM staging.stg_deliveries)
	UNION ALL SELECT 'award', award_id FROM (SELECT DISTINCT award_id FROM staging.stg_offerings)
	UNION ALL SELECT 'award', award_id FROM (SELECT DISTINCT award_id FROM staging.stg_awards)
	UNION ALL SELECT 'award', ''
	UNION ALL SELECT 'sex', sex FROM (SELECT DISTINCT sex FROM staging.stg_participants)
	UNION ALL SELECT 'sex', 'unknown'
	UNION ALL SELECT 'race_ethnicity', race_ethnicity FROM (SELECT DISTINCT race_ethnicity FROM staging.stg_participants)
	UNION ALL SELECT 'race_ethnicity', 'unknown'
	UNION ALL SELECT 'education', education FROM (SELECT DISTINCT education FROM staging.stg_participants)
	UNION ALL SELECT 'education', 'unknown'
	UNION ALL SELECT 'zip', zip FROM (SELECT DISTINCT zip FROM staging.stg_participants)
	UNION ALL SELECT 'zip', 'unknown'
	UNION ALL SELECT 'denial_reason', denial_reason FROM (SELECT DISTINCT denial_reason FROM staging.stg_deliveries)
	UNION ALL SELECT 'denial_reason', 'unknown'
)

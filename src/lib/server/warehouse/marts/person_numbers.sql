-- one row per person who ever stood in any dataset, with the number that facts hold; numbers stay while the marts stand
SELECT person_key, row_number() OVER (ORDER BY person_key)::INTEGER AS person_no
FROM (SELECT DISTINCT person_key FROM main.participant_keys)

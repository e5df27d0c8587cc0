-- one row per person and population, with the quarters it holds in: from when any partner first said so; none until then
SELECT person_no, 'tanf'::mart.population AS population, tanf_from AS from_index, 1000000 AS to_index
FROM mart.dim_people WHERE tanf_from IS NOT NULL
UNION ALL
SELECT person_no, 'low_income', low_income_from, 1000000
FROM mart.dim_people WHERE low_income_from IS NOT NULL
UNION ALL
SELECT person_no, 'refugee', refugee_from, 1000000
FROM mart.dim_people WHERE refugee_from IS NOT NULL
UNION ALL
SELECT person_no, 'none', 0, coalesce(least(tanf_from, low_income_from, refugee_from) - 1, 1000000)
FROM mart.dim_people

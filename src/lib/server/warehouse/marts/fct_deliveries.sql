-- one row per delivered service of a person, by the quarter of its date, published or not
SELECT
	p.person_no,
	d.service,
	d.partner,
	d.award_id AS award,
	d.date AS given_on,
	(year(d.date) * 4 + quarter(d.date) - 1)::INTEGER AS quarter_index,
	d.amount_usd::DOUBLE AS amount_usd
FROM staging.live_deliveries d
JOIN mart.dim_people p USING (person_key)
WHERE d.status = 'delivered'

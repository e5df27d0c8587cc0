-- one row per delivered service of a person, by the quarter of its date, published or not
SELECT
	p.person_no,
	d.service::mart.service AS service,
	d.partner::mart.partner AS partner,
	d.award_id::mart.award AS award,
	d.date AS given_on,
	(year(d.date) * 4 + quarter(d.date) - 1)::INTEGER AS quarter_index,
	(d.amount_usd * 100)::BIGINT AS amount_cents
FROM staging.current_deliveries d
JOIN mart.dim_participants p USING (partner, participant_id)
WHERE d.status = 'delivered'

-- one row per award, as its latest period says, then the first partner in the order
SELECT
	a.award_id::mart.award AS award, a.name, a.funder, a.fund_type, a.start_date, a.end_date,
	a.amount_usd::DOUBLE AS amount_usd,
	coalesce(a.allowed_services, []) AS allowed_services,
	coalesce(a.prohibited_services, []) AS prohibited_services,
	coalesce(a.allowed_populations, []) AS allowed_populations,
	coalesce(a.payer_order, 999) AS payer_order,
	a.per_person_cap_usd::DOUBLE AS per_person_cap_usd, a.admin_share_max::DOUBLE AS admin_share_max,
	a.match_share::DOUBLE AS match_share, a.renewal
FROM staging.current_awards a
LEFT JOIN main.partners p USING (partner)
QUALIFY row_number() OVER (PARTITION BY a.award_id ORDER BY a.period DESC, p.partner_order, a.partner) = 1
ORDER BY award

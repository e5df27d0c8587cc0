-- one row per participant of a partner who ever stood in any dataset: the number of the person, and the place of what the partner says of people
SELECT k.partner, k.participant_id, k.person_key,
	dense_rank() OVER (ORDER BY k.person_key)::INTEGER AS person_no,
	row_number() OVER (ORDER BY coalesce(o.partner_order, 999), k.partner, k.participant_id)::INTEGER AS place
FROM main.participant_keys k
LEFT JOIN main.partners o USING (partner)

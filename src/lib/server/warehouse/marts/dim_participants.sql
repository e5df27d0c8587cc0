-- one row per participant of a partner who ever stood in any dataset: the number of the person, and the place of what the partner says among all that is said of that person
SELECT k.partner, k.participant_id, n.person_key, n.person_no,
	row_number() OVER (PARTITION BY n.person_no ORDER BY coalesce(o.partner_order, 999), k.partner, k.participant_id)::INTEGER AS place
FROM main.participant_keys k
JOIN mart.person_numbers n USING (person_key)
LEFT JOIN main.partners o USING (partner)

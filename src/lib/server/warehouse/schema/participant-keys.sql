-- one row per participant of a partner who ever stood in any dataset
CREATE TABLE IF NOT EXISTS main.participant_keys (
	partner VARCHAR NOT NULL,
	participant_id VARCHAR NOT NULL,
	person_key VARCHAR NOT NULL
);

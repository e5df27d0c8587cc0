-- one row per submission and time that it was out of the figures because its partner's agreement was not in force, or did not include its dataset
CREATE TABLE IF NOT EXISTS main.agreement_absences (
	submission_id VARCHAR NOT NULL,
	partner VARCHAR NOT NULL,
	because VARCHAR NOT NULL,
	left_state INTEGER NOT NULL,
	left_on VARCHAR NOT NULL,
	back_state INTEGER
);

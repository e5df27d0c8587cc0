-- one row per submission and participant: what identifies a human, read for linking only
CREATE SCHEMA IF NOT EXISTS vault;

CREATE TABLE IF NOT EXISTS vault.identifiers (
	submission_id VARCHAR NOT NULL,
	partner VARCHAR NOT NULL,
	participant_id VARCHAR NOT NULL,
	source_row INTEGER,
	first_name VARCHAR,
	last_name VARCHAR,
	birth_date DATE,
	ssn VARCHAR,
	alt_id VARCHAR,
	identity_hash VARCHAR
);

-- one row per person of known birth date, age band and the published quarters in which it holds, and one row per enrollment: the age band, never the birth date
CREATE SCHEMA IF NOT EXISTS mart;

DROP TABLE IF EXISTS mart.person_age_bands;

CREATE TABLE IF NOT EXISTS mart.person_ages (
	person_key VARCHAR NOT NULL,
	age_band VARCHAR NOT NULL,
	from_index INTEGER NOT NULL,
	to_index INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS mart.age_at_start (
	partner VARCHAR NOT NULL,
	enrollment_id VARCHAR NOT NULL,
	age_band VARCHAR NOT NULL
);

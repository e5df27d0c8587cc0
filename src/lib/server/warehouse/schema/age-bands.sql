-- one row per person and published quarter, and one row per enrollment: the age band, never the birth date
CREATE SCHEMA IF NOT EXISTS mart;

CREATE TABLE IF NOT EXISTS mart.person_age_bands (
	person_key VARCHAR NOT NULL,
	quarter VARCHAR NOT NULL,
	age_band VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS mart.age_at_start (
	partner VARCHAR NOT NULL,
	enrollment_id VARCHAR NOT NULL,
	age_band VARCHAR NOT NULL
);

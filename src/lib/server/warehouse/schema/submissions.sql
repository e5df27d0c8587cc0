-- one row per submission: one partner's file for one dataset and one period
CREATE TABLE IF NOT EXISTS main.submissions (
	submission_id VARCHAR PRIMARY KEY,
	partner VARCHAR NOT NULL,
	dataset VARCHAR NOT NULL,
	period VARCHAR NOT NULL,
	status VARCHAR NOT NULL,
	file VARCHAR NOT NULL,
	sha256 VARCHAR NOT NULL,
	format VARCHAR NOT NULL,
	rows_in_file INTEGER NOT NULL,
	rows_loaded INTEGER NOT NULL,
	rows_rejected INTEGER NOT NULL,
	rows_waiting INTEGER NOT NULL,
	received_at VARCHAR NOT NULL,
	supersedes VARCHAR,
	details JSON NOT NULL,
	UNIQUE (sha256, partner, dataset, period)
);

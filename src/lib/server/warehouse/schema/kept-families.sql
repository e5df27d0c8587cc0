-- one row per state, family of tables and policy: the protected tables as they were released
CREATE TABLE IF NOT EXISTS main.kept_families (
	state INTEGER NOT NULL,
	family VARCHAR NOT NULL,
	policy VARCHAR NOT NULL,
	content JSON NOT NULL,
	released_at VARCHAR NOT NULL,
	PRIMARY KEY (state, family, policy)
);

-- one row per state, and one row per state and submission published in it
CREATE TABLE IF NOT EXISTS main.states (
	state INTEGER PRIMARY KEY,
	"at" VARCHAR NOT NULL,
	who VARCHAR NOT NULL,
	what VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS main.state_submissions (
	state INTEGER NOT NULL,
	submission_id VARCHAR NOT NULL
);

-- one row per submission and kind of thing (identifiers, rows, original) that was removed at the end of its retention
CREATE TABLE IF NOT EXISTS main.removals (
	submission_id VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	state INTEGER NOT NULL,
	"at" VARCHAR NOT NULL,
	who VARCHAR NOT NULL
);

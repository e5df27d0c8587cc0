-- one row per submission whose matching was begun and not yet applied: what stood in the form
CREATE TABLE IF NOT EXISTS main.answer_drafts (
	submission_id VARCHAR PRIMARY KEY,
	fields JSON NOT NULL,
	"at" VARCHAR NOT NULL,
	who VARCHAR NOT NULL
);

-- one row per change of the service matrix on screen: the submission that it made, and the state in which that was published
CREATE TABLE IF NOT EXISTS main.matrix_edits (
	state INTEGER NOT NULL,
	submission_id VARCHAR NOT NULL,
	offering_id VARCHAR NOT NULL,
	who VARCHAR NOT NULL,
	"at" VARCHAR NOT NULL,
	why VARCHAR NOT NULL,
	PRIMARY KEY (state, submission_id)
);

-- one row per question that a partner answered about a dataset; the answer holds for later files
CREATE TABLE IF NOT EXISTS main.answers (
	partner VARCHAR NOT NULL,
	dataset VARCHAR NOT NULL,
	code VARCHAR NOT NULL,
	answer JSON NOT NULL,
	"at" VARCHAR NOT NULL,
	PRIMARY KEY (partner, dataset, code)
);

-- one row per answer ever given, the present one included; only ever added
CREATE TABLE IF NOT EXISTS main.answer_versions (
	partner VARCHAR NOT NULL,
	dataset VARCHAR NOT NULL,
	code VARCHAR NOT NULL,
	answer JSON NOT NULL,
	"at" VARCHAR NOT NULL,
	who VARCHAR NOT NULL
);

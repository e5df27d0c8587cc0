-- one row: the version of this home's tables, and a print of the statements that made them
CREATE TABLE IF NOT EXISTS main.schema_version (
	version INTEGER NOT NULL,
	print VARCHAR NOT NULL
);

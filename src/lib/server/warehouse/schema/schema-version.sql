-- one row: the version of this home's tables, and which views it has
CREATE TABLE IF NOT EXISTS main.schema_version (
	version INTEGER NOT NULL,
	views VARCHAR NOT NULL
);

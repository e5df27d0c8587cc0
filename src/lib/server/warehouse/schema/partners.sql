-- one row per partner; partner_order decides between partners that say different things of one person
CREATE TABLE IF NOT EXISTS main.partners (
	partner VARCHAR PRIMARY KEY,
	name VARCHAR NOT NULL,
	role VARCHAR NOT NULL,
	partner_order INTEGER NOT NULL
);

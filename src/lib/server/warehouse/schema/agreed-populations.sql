-- one row per partner and run of states in which only people of these populations may be counted from it
CREATE TABLE IF NOT EXISTS main.agreed_populations (
	partner VARCHAR NOT NULL,
	populations VARCHAR[] NOT NULL,
	from_state INTEGER NOT NULL,
	until_state INTEGER
);

-- one row per participant of such a partner and run of states in which nothing of theirs is counted
CREATE TABLE IF NOT EXISTS main.people_left_out (
	partner VARCHAR NOT NULL,
	participant_id VARCHAR NOT NULL,
	from_state INTEGER NOT NULL,
	until_state INTEGER
);

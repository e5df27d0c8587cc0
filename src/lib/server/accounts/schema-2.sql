-- What the second version of the accounts adds to schema.sql.

-- Sessions that began at the county's provider, and whether several factors were shown there.
create table provider_session (
	session_id text not null primary key references "session" ("id") on delete cascade,
	has_factor integer not null
);

-- When somebody was here last whose sessions are gone.
create table last_seen (
	user_id text not null primary key,
	at text not null
);
create trigger session_gone before delete on "session" begin
	insert into last_seen (user_id, at) values (old."userId", old."updatedAt")
		on conflict (user_id) do update set at = max(at, excluded.at);
end;

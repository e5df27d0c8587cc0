-- Who may come in. The first five tables are better-auth's, as its version 1.7 asks for them; a test holds them equal.
create table "user" (
	"id" text not null primary key,
	"name" text not null,
	"email" text not null unique,
	"emailVerified" integer not null,
	"image" text,
	"createdAt" date not null,
	"updatedAt" date not null,
	"twoFactorEnabled" integer,
	"role" text not null,
	-- Partner ids with spaces between them; * for every partner.
	"partners" text not null,
	"disabledAt" date
);
create table "session" (
	"id" text not null primary key,
	"expiresAt" date not null,
	"token" text not null unique,
	"createdAt" date not null,
	"updatedAt" date not null,
	"ipAddress" text,
	"userAgent" text,
	"userId" text not null references "user" ("id") on delete cascade
);
create table "account" (
	"id" text not null primary key,
	"accountId" text not null,
	"providerId" text not null,
	"userId" text not null references "user" ("id") on delete cascade,
	"accessToken" text,
	"refreshToken" text,
	"idToken" text,
	"accessTokenExpiresAt" date,
	"refreshTokenExpiresAt" date,
	"scope" text,
	"password" text,
	"createdAt" date not null,
	"updatedAt" date not null
);
create table "verification" (
	"id" text not null primary key,
	"identifier" text not null,
	"value" text not null,
	"expiresAt" date not null,
	"createdAt" date not null,
	"updatedAt" date not null
);
create table "twoFactor" (
	"id" text not null primary key,
	"secret" text not null,
	"backupCodes" text not null,
	"userId" text not null references "user" ("id") on delete cascade,
	"verified" integer,
	"failedVerificationCount" integer,
	"lockedUntil" date
);
create index "session_userId_idx" on "session" ("userId");
create index "account_userId_idx" on "account" ("userId");
create index "verification_identifier_idx" on "verification" ("identifier");
create index "twoFactor_secret_idx" on "twoFactor" ("secret");
create index "twoFactor_userId_idx" on "twoFactor" ("userId");

-- A link that is handed to one person: to come in for the first time, or to choose a new password. Used once.
create table link (
	token_hash text not null primary key,
	kind text not null check (kind in ('invitation', 'reset')),
	-- Nobody yet where the first administrator is invited.
	user_id text references "user" ("id") on delete cascade,
	made_by text not null,
	made_at text not null,
	expires_at text not null,
	used_at text
);
create index link_user on link (user_id);

-- A program's key to /api/v1. What it may is what its owner may, at most.
create table api_token (
	id text not null primary key,
	user_id text not null references "user" ("id") on delete cascade,
	name text not null,
	scope text not null check (scope in ('read', 'all')),
	secret_hash text not null,
	made_at text not null,
	expires_at text not null,
	last_used_at text,
	revoked_at text
);
create index api_token_user on api_token (user_id);

-- How often somebody was wrong, by account, by address and by known browser.
create table attempt (
	key text not null primary key,
	failures integer not null,
	last_at text not null,
	blocked_until text not null
);

-- Browsers in which an account signed in before.
create table device (
	device_hash text not null primary key,
	user_id text not null references "user" ("id") on delete cascade,
	made_at text not null,
	last_at text not null
);

-- Codes of second factors that were used: each opens once.
create table used_code (
	code_hash text not null primary key,
	used_at text not null
);

-- What administrators decided on signing in, one JSON value by name.
create table rule (
	name text not null primary key,
	value text not null
);

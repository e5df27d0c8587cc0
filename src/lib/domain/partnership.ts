import type { Calendar } from './calendar';

export interface Partner {
	partner: string;
	name: string;
	/** What it is in the partnership, in words: "TANF contractor". */
	role: string;
}

/** A target that a screen shows beside the actual. Rates are fractions of 1. */
export interface Goal {
	measure: string;
	target: number;
}

/** How the application is reached; what is null is not used. */
export interface ServerSettings {
	/** The address that people use, when it is another than the server's own: a proxy stands before it. */
	origin: string | null;
	/** The files of a certificate and its key, when the server speaks TLS itself. */
	tls: { cert: string; key: string } | null;
	/** The header in which the proxy says who asks, and how many proxies add to it. Other such headers are not believed. */
	proxy: { address_header: string; hops: number } | null;
}

/** What the state or other grantees reached, or agreed to reach, in a measure: in the measure's unit, with where it stands. */
export interface OtherLevel {
	measure: string;
	level: number;
	period: string;
	source: string;
}

/** How much one visitor may ask, and how much of it is written down one by one. */
export interface Limits {
	/** Requests of people who are not signed in, by address; a whole office may share one. */
	strangers_per_minute: number;
	/** Requests of one account, or of one token. */
	people_per_minute: number;
	/** Entries of the audit log on failed sign-ins from one address, and on refusals of one account; the rest is counted. */
	failures_noted_per_hour: number;
}

/** What the partnership decides about itself; kept in `config.json` of the home. */
export interface Settings {
	version: 5;
	/** A home with invented data, which may be served without accounts on loopback. */
	demo: boolean;
	name: string;
	/** File name of the logo in the home, or null. */
	logo: string | null;
	calendar: Calendar;
	/** The IANA name of the time zone in which times are shown. */
	time_zone: string;
	/** The award whose end the pages mark. */
	focus_award: string | null;
	goals: Goal[];
	/** Levels of the state and of other grantees, to stand beside ours. */
	levels_of_others: OtherLevel[];
	/** Smallest count that is shown; 11 or more. */
	threshold: number;
	upload_limit_mb: number;
	/** Whether a file with some bad rows loads its good rows. */
	accept_good_rows: boolean;
	server: ServerSettings;
	limits: Limits;
}

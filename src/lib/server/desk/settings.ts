import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { CALENDARS, isTimeZone, Refusal, systemTimeZone, type Settings } from '$lib/domain';
import { FIRST_LIMITS, LimitsSchema } from './limit-settings';
import { FIRST_SERVER, ServerSchema } from './server-settings';
import { Whole } from './whole-number';
import { SETTINGS_VERSION, upgradeSettings } from './settings-steps';
import { writeWhole } from './write-whole';

/** One field of the settings that cannot be kept as it is, and why. */
export interface SettingProblem {
	field: string;
	message: string;
}

/** A threshold below 11 would show counts of 10 and less (CMS cell size suppression policy). */
const LEAST_THRESHOLD = 11;

const Text = (what: string, longest: number) =>
	v.pipe(
		v.string(`${what} must be text.`),
		v.trim(),
		v.minLength(1, `${what} must not be empty.`),
		v.maxLength(longest, `${what} must be at most ${longest} characters long.`)
	);

const Goal = v.strictObject(
	{
		measure: Text('The measure of a goal', 100),
		target: v.pipe(
			v.number('The target of a goal must be a number.'),
			v.finite('The target of a goal must be a number.'),
			v.minValue(0, 'The target of a goal must be 0 or more.')
		)
	},
	'A goal has a measure and a target.'
);

const OtherLevel = v.strictObject(
	{
		measure: Text('The measure of a level', 100),
		level: v.pipe(
			v.number('A level must be a number.'),
			v.finite('A level must be a number.'),
			v.minValue(0, 'A level must be 0 or more.')
		),
		period: Text('The period of a level', 60),
		source: Text('The source of a level', 300)
	},
	'A level of others has a measure, a level, a period and a source.'
);

const Schema = v.strictObject(
	{
		version: v.literal(SETTINGS_VERSION, `The version of the settings must be ${SETTINGS_VERSION}.`),
		demo: v.boolean('demo must be true or false.'),
		name: Text('The name of the partnership', 120),
		logo: v.nullable(
			v.pipe(
				v.string('The logo must be a file name.'),
				v.regex(/^logo\.(png|jpg|webp)$/, 'The logo must be a PNG, JPEG or WebP picture kept in the home.')
			)
		),
		calendar: v.picklist(CALENDARS, `The calendar must be one of ${CALENDARS.join(', ')}.`),
		time_zone: v.pipe(
			v.string('The time zone must be text.'),
			v.check(
				isTimeZone,
				({ input }) =>
					`The time zone cannot be "${input.slice(0, 60)}"; write its name as in the IANA list, like America/New_York.`
			)
		),
		focus_award: v.nullable(Text('The award whose end is marked', 100)),
		goals: v.pipe(
			v.array(Goal, 'Goals must be a list.'),
			v.maxLength(50, 'There can be at most 50 goals.'),
			v.check(
				(goals) => new Set(goals.map((goal) => goal.measure)).size === goals.length,
				'Each measure can have one goal only.'
			)
		),
		levels_of_others: v.pipe(
			v.array(OtherLevel, 'Levels of others must be a list.'),
			v.maxLength(20, 'There can be at most 20 levels of others.'),
			v.check(
				(levels) => new Set(levels.map((level) => level.measure)).size === levels.length,
				'Each measure can have one level of others only.'
			)
		),
		threshold: Whole('The smallest count that is shown', LEAST_THRESHOLD, 1000),
		upload_limit_mb: Whole('The upload limit in MB', 1, 65536),
		accept_good_rows: v.boolean('accept_good_rows must be true or false.'),
		server: ServerSchema,
		limits: LimitsSchema
	},
	'The settings must have exactly the known fields.'
);

/** Settings of a new home, before anybody was asked. */
export function firstSettings(demo: boolean): Settings {
	return {
		version: SETTINGS_VERSION,
		demo,
		name: demo ? 'The invented partnership' : 'Our partnership',
		logo: null,
		calendar: 'calendar',
		time_zone: systemTimeZone(),
		focus_award: null,
		goals: [],
		levels_of_others: [],
		threshold: LEAST_THRESHOLD,
		upload_limit_mb: 2048,
		accept_good_rows: true,
		server: FIRST_SERVER,
		limits: FIRST_LIMITS
	};
}

/** The settings of a home. Refuses a folder that is no home, settings of a newer version, and settings that were edited wrongly. */
export async function readSettings(home: string): Promise<Settings> {
	const path = settingsPath(home);
	if (!existsSync(path)) throw noHome(home);
	const stored = parse(readFileSync(path, 'utf8'), path);
	return keepable(upgradeSettings(stored));
}

/** Writes settings of an older version down as today's; whoever calls it holds the home. */
export async function keepUpgraded(home: string, settings: Settings): Promise<void> {
	const path = settingsPath(home);
	const stored = parse(readFileSync(path, 'utf8'), path) as { version?: unknown } | null;
	if (stored?.version !== settings.version) await saveSettings(home, settings);
}

/** Writes the settings of a home whole; refuses them with a sentence for each field that is wrong. */
export async function saveSettings(home: string, settings: Settings): Promise<Settings> {
	const kept = keepable(settings);
	writeWhole(settingsPath(home), `${JSON.stringify(kept, null, '\t')}\n`);
	return kept;
}

/** What is wrong with settings, field by field; nothing when they can be kept. */
export function checkSettings(settings: unknown): SettingProblem[] {
	const result = v.safeParse(Schema, settings);
	return (result.issues ?? []).map((issue) => ({
		field: v.getDotPath(issue) ?? '',
		message:
			issue.received === 'undefined' || issue.expected === 'never' ? unknownField(issue) : issue.message
	}));
}

function unknownField(issue: v.BaseIssue<unknown>): string {
	const field = v.getDotPath(issue) ?? 'a field';
	return issue.expected === 'never' ? `There is no setting ${field}.` : `The setting ${field} is missing.`;
}

function keepable(settings: unknown): Settings {
	const problems = checkSettings(settings);
	if (problems.length === 0) return v.parse(Schema, settings);
	throw new Refusal(
		'wrong_settings',
		problems.map(({ message }) => message).join(' '),
		'Correct these fields on the settings page, or in config.json of the home.'
	);
}

function parse(text: string, path: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new Refusal(
			'wrong_settings',
			`${path} is not readable as JSON.`,
			'Correct the file, or restore it from the last backup.'
		);
	}
}

/** What we say of a folder that holds no home. */
export function noHome(home: string): Refusal {
	return new Refusal(
		'no_home',
		`There is no Braidwork home at ${home}.`,
		'Run "braidwork init" to make one there.'
	);
}

function settingsPath(home: string): string {
	return join(home, 'config.json');
}

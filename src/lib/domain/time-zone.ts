import { writeDay } from './us-form';

const MINUTE_MS = 60_000;

/** Zones are at most 14 hours before and 12 behind the whole world's time (IANA time zone database). */
const FURTHEST_HOURS = 15;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether a name is one of a time zone in the IANA database, such as `America/New_York`. */
export function isTimeZone(name: string): boolean {
	if (!/^[A-Za-z]/.test(name)) return false;
	try {
		new Intl.DateTimeFormat('en-US', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}

/** The time zone of the machine; the whole world's where the machine does not say. */
export function systemTimeZone(): string {
	const { timeZone } = new Intl.DateTimeFormat('en-US').resolvedOptions();
	return timeZone && isTimeZone(timeZone) ? timeZone : 'UTC';
}

/** Names of time zones to choose from, with the one that is chosen. */
export function timeZones(chosen: string): string[] {
	return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), chosen])].sort();
}

/** A moment (`2015-01-05T14:07:09.123Z`) to the second as a zone's clocks show it, with its name: `Jan 5, 2015, 9:07:09 AM EST`. */
export function writeMoment(moment: string, zone: string): string {
	const at = Date.parse(moment);
	if (Number.isNaN(at)) return moment;
	const part = partsOf(at, zone);
	const clock = `${part('hour')}:${part('minute')}:${part('second')} ${part('dayPeriod')}`;
	return `${writeDay(dayFrom(part))}, ${clock} ${part('timeZoneName')}`;
}

/** The day of a moment (milliseconds) in a zone, as `2015-01-05`. */
export function dayIn(moment: number, zone: string): string {
	return dayFrom(partsOf(moment, zone));
}

/** The first moment (milliseconds) of a day in a zone, whatever its clocks did that night. */
export function startOfDay(day: string, zone: string): number {
	const middle = Date.parse(`${day}T00:00:00Z`) / MINUTE_MS;
	let [before, since] = [middle - FURTHEST_HOURS * 60, middle + FURTHEST_HOURS * 60];
	while (since - before > 1) {
		const half = Math.floor((before + since) / 2);
		if (dayIn(half * MINUTE_MS, zone) >= day) since = half;
		else before = half;
	}
	return since * MINUTE_MS;
}

type Part = (type: Intl.DateTimeFormatPartTypes) => string;

function partsOf(at: number, zone: string): Part {
	const parts = formatFor(zone).formatToParts(at);
	return (type) => parts.find((part) => part.type === type)?.value ?? '';
}

function dayFrom(part: Part): string {
	return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

function formatFor(zone: string): Intl.DateTimeFormat {
	const known = formats.get(zone);
	if (known) return known;
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: 'numeric',
		minute: '2-digit',
		second: '2-digit',
		timeZoneName: 'short'
	});
	formats.set(zone, format);
	return format;
}

import { describe, expect, it } from 'vitest';
import { sessionNotice } from '$lib/ui/session-clock';

const SPAN = { idle: 30 * 60, whole: 12 * 60 * 60, warning: 3 * 60 };
const MINUTE = 60_000;

function at(minutes: number, heardAt: number, span = SPAN) {
	return sessionNotice(span, { began: 0, heard: heardAt * MINUTE, now: minutes * MINUTE });
}

describe('the warning before a session ends', () => {
	it('comes three minutes before the half hour is over, and goes when the server heard of the page', () => {
		expect(at(26.9, 0).kind).toBe('none');
		expect(at(27, 0)).toEqual({ kind: 'idle', left: 180 });
		expect(at(27, 26).kind).toBe('none');
		expect(at(30, 0)).toEqual({ kind: 'over', left: 0 });
	});

	it('says so when twelve hours are over, which nothing prolongs', () => {
		expect(at(717, 716)).toEqual({ kind: 'whole', left: 180 });
		expect(at(720, 719.9).kind).toBe('over');
	});

	it('follows what is left of a session that began before this page', () => {
		expect(at(2, 0, { ...SPAN, whole: 4 * 60 })).toEqual({ kind: 'whole', left: 120 });
	});
});

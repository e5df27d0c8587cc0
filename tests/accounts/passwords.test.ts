import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPassword } from '$lib/server/accounts';
import { easilyGuessed } from '$lib/server/accounts/passwords/easily-guessed';

const NEAR = ['ann.analyst@county.gov', 'Ann Analyst', 'Northern Workforce Partnership'];

function refusalOf(password: string, hasSecondFactor = false): string {
	try {
		checkPassword(password, { near: NEAR, hasSecondFactor });
		return '';
	} catch (refusal) {
		return String(refusal);
	}
}

describe('a password', () => {
	it('has fifteen characters, or eight beside a second factor', () => {
		expect(refusalOf('plum kite orbit')).toBe('');
		expect(refusalOf('plum kite orbi')).toContain('14 characters; it needs 15');
		expect(refusalOf('plumkite', true)).toBe('');
		expect(refusalOf('plumkit', true)).toContain('needs 8');
	});

	it('is counted in characters as people see them', () => {
		expect(refusalOf('ärmel öfen übung')).toBe('');
		expect(refusalOf('🐝🌲🚲🔑🎲🧵🪴')).toContain('7 characters');
	});

	it('may be of any kind of character, or all of one kind', () => {
		for (const password of [
			'quilt pebble marsh',
			'QUILTPEBBLEMARSH',
			'90210 46 7731 58 2',
			'рыба лампа окно утро'
		])
			expect([password, refusalOf(password)]).toEqual([password, '']);
	});

	it.each([
		['listed', 'correct horse battery staple'],
		['listed', 'Password2024!!!!!!'],
		['listed', '!!!p4ssw0rd!!!123456'],
		['listed', 'sunshine-princess'],
		['listed', 'passwordpassword'],
		['near', 'AnnAnalyst-county-2026'],
		['near', 'northern workforce partnership'],
		['near', 'Br41dw0rk!Br41dw0rk!1'],
		['repeated', 'abcdabcdabcdabcd'],
		['repeated', 'aaaaaaaaaaaaaaaaaaaa'],
		['repeated', '1212121212121212'],
		['sequence', 'abcdefghijklmnop'],
		['sequence', '0987654321zyxwvuts'],
		['sequence', 'mnbvcxzpoiuytrew']
	])('is refused as %s: %s', (why, password) => {
		expect(easilyGuessed(password, NEAR)).toBe(why);
		expect(refusalOf(password)).not.toBe('');
	});

	it('of random characters is never refused', () => {
		const random = fc.string({
			unit: fc.constantFrom(...'abcdefghjkmnpqrstuvwxyz23456789'),
			minLength: 20,
			maxLength: 30
		});
		fc.assert(
			fc.property(random, (password) => {
				fc.pre(new Set(password).size > 9);
				expect(easilyGuessed(password, NEAR)).toBeNull();
			})
		);
	});
});

import COMMON from './common-passwords.txt?raw';

const listed = new Set(COMMON.split('\n').filter((line) => line !== '' && !line.startsWith('#')));

/** Signs that stand for letters in passwords that are meant to look hard. */
const DISGUISES: Record<string, string> = {
	'0': 'o',
	'3': 'e',
	'4': 'a',
	'5': 's',
	'7': 't',
	'8': 'b',
	'@': 'a',
	$: 's',
	'!': 'i'
};

const ROWS = [
	'abcdefghijklmnopqrstuvwxyz',
	'01234567890',
	'qwertyuiop',
	'asdfghjkl',
	'zxcvbnm',
	'qazwsxedcrfvtgbyhnujmikolp'
];

/** What is always near at hand for whoever guesses. */
const ALWAYS_NEAR = ['braidwork', 'password', 'partnership', 'workforce', 'welcome', 'letmein'];

/** Why a password is among the first that somebody would try, or nothing. Words of `near` count as known to them. */
export type Guess = 'listed' | 'near' | 'repeated' | 'sequence';

/** Compares a password with what guessers try first (NIST SP 800-63B-4, 3.1.1.2: blocklist, context, repetition, sequence). */
export function easilyGuessed(password: string, near: string[]): Guess | null {
	const plain = password.normalize('NFKC').toLowerCase();
	const seen = [plain, undisguised(plain, 'l'), undisguised(plain, 'i')];
	const forms = [...new Set(seen.map((form) => form.replace(/[\s_.,;:-]+/g, '')))];
	if (forms.some((form) => isListed(form))) return 'listed';
	if (forms.some((form) => isRepeated(form))) return 'repeated';
	if (forms.some((form) => isSequence(form))) return 'sequence';
	const words = [...new Set([...near.flatMap(wordsOf), ...ALWAYS_NEAR])].sort((a, b) => b.length - a.length);
	return forms.some((form) => isMadeOf(form, words)) ? 'near' : null;
}

/** A one is meant as an l or as an i. */
function undisguised(text: string, one: string): string {
	return [...text].map((sign) => (sign === '1' ? one : (DISGUISES[sign] ?? sign))).join('');
}

/** Listed as it is, or a listed word (once or twice) with digits and signs around it. */
function isListed(form: string): boolean {
	const core = form.replace(/^[^a-z]+|[^a-z]+$/g, '');
	if (listed.has(form) || (core.length >= 5 && listed.has(core))) return true;
	return Array.from({ length: Math.max(core.length - 9, 0) }, (_, at) => at + 5).some(
		(cut) => listed.has(core.slice(0, cut)) && listed.has(core.slice(cut))
	);
}

/** A short piece again and again, or only a few different characters. */
function isRepeated(form: string): boolean {
	if (new Set(form).size < 5) return true;
	const longest = Math.floor(form.length / 2);
	for (let size = 1; size <= longest; size += 1) if (form.slice(size) === form.slice(0, -size)) return true;
	return false;
}

/** Mostly neighbors of the alphabet, of the digits or of a row of keys, in either direction. */
function isSequence(form: string): boolean {
	const pairs = [...form].slice(1).map((sign, at) => `${form[at]}${sign}`);
	const walked = pairs.filter((pair) => isStep(pair));
	return walked.length >= pairs.length * 0.75;
}

function isStep(pair: string): boolean {
	const back = [...pair].reverse().join('');
	return ROWS.some((row) => row.includes(pair) || row.includes(back));
}

/** Nothing much is left when the known words and everything that is no letter are taken out. */
function isMadeOf(form: string, words: string[]): boolean {
	const letters = form.replace(/[^\p{L}]/gu, '');
	const left = words.reduce((rest, word) => rest.replaceAll(word, ' '), letters);
	return left.includes(' ') && left.replaceAll(' ', '').length < 5;
}

function wordsOf(text: string): string[] {
	const plain = text.normalize('NFKC').toLowerCase();
	return [plain.replace(/[^\p{L}]/gu, ''), ...plain.split(/[^\p{L}]+/u)].filter((word) => word.length >= 3);
}

import { noteDeed } from '$lib/server/audit';

/** Writes down one thing after another, some of them together, until it is killed; says each number once it is stored. */
async function noteForEver(home: string): Promise<never> {
	const who = 'somebody@example.org';
	for (let next = 0; ; next += 3) {
		const together = [next, next + 1, next + 2].map(async (id) => {
			const about = { submission: `county.needs.2014Q1.${id}` };
			await noteDeed(home, { who, did: 'saw rows', about, now: new Date() });
			process.stdout.write(`${id}\n`);
		});
		await Promise.all(together);
	}
}

await noteForEver(process.argv[2] ?? '');

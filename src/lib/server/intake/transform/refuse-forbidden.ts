import type { Transform } from '$lib/catalog';
import { Refusal } from '$lib/domain';
import { visitRows } from '../read';
import { holds } from './evaluate';
import { reader, type Lookups } from './read-lookups';
import type { Source } from './source';

/** Refuses a source that holds a record which may not be taken, naming the first one. */
export async function refuseForbidden(
	transform: Transform,
	sources: Source[],
	lookups: Lookups
): Promise<void> {
	for (const refused of transform.refuses) {
		const source = sources.find(({ table }) => table.name === refused.from);
		if (!source) continue;
		let [first, count] = [0, 0];
		await visitRows(source.read, (line, cell) => {
			if (!holds(refused.when, lookups.reach(refused, reader(source, cell), []))) return;
			first ||= line;
			count++;
		});
		if (count === 0) continue;
		const say = (text: string) =>
			text
				.replaceAll('{line}', String(first))
				.replaceAll('{file}', source.file ?? '')
				.replaceAll('{count}', String(count));
		throw new Refusal(refused.code, say(refused.message), say(refused.fix));
	}
}

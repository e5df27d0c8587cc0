import { readHead } from './head-file';
import { readLines } from './read-lines';
import { Walk, type Verdict } from './walk';

/** Goes through a home's log from its first line and says where the first one is that does not fit. */
export async function verifyAudit(home: string): Promise<Verdict> {
	const walk = new Walk(await readHead(home));
	for await (const lines of readLines(home)) for (const line of lines) walk.take(line);
	return walk.verdict();
}

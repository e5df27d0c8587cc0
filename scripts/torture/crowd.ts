import { Judge } from './judge-home';
import { startLoads } from './kill-loads';

/** Several processes load into one home at the same time: each waits its turn, and nothing gets lost. */
export async function crowd(
	home: string,
	{ processes, files }: { processes: number; files: number }
): Promise<string[]> {
	const judge = new Judge(home);
	const all = Array.from({ length: processes }, (_, at) => startLoads(home, at * files, { count: files }));
	const codes = await Promise.all(all.map(({ ended }) => ended));
	codes.forEach((code, at) => {
		if (code !== 0)
			judge.losses.push(`process ${at + 1} of the crowd ended with ${code}: ${all[at]?.said().at(-1)}`);
	});
	await judge.after([...all.flatMap(({ said }) => said()), 'done'], 'crowd');
	return judge.losses;
}

/** The known word that a mistyped one was probably meant to be, or nothing when none is near. */
export function nearest(word: string, known: readonly string[]): string | null {
	const ranked = known
		.map((candidate) => ({ candidate, distance: distanceOf(word, candidate) }))
		.sort((a, b) => a.distance - b.distance);
	const best = ranked[0];
	return best && best.distance <= Math.max(2, Math.floor(word.length / 3)) ? best.candidate : null;
}

/** Levenshtein's distance: the fewest letters added, removed or replaced. */
function distanceOf(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, at) => at);
	for (const [i, letter] of [...a].entries()) row = nextRow(row, letter, b, i + 1);
	return row[b.length] ?? 0;
}

function nextRow(above: number[], letter: string, b: string, first: number): number[] {
	const row = [first];
	for (let j = 1; j <= b.length; j += 1) {
		const replaced = (above[j - 1] ?? 0) + (b[j - 1] === letter ? 0 : 1);
		row.push(Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
	}
	return row;
}

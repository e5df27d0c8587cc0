/** Sends what stands in a form to be kept as a draft; whether it was kept. */
export async function keepForm(form: HTMLFormElement): Promise<boolean> {
	try {
		const answer = await fetch('?/keep', {
			method: 'POST',
			body: new FormData(form),
			headers: { accept: 'application/json', 'x-sveltekit-action': 'true' }
		});
		const told = (await answer.json()) as { type?: string };
		return told.type === 'success';
	} catch {
		return false;
	}
}

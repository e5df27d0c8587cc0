import { applyAction, deserialize } from '$app/forms';

/** How far a form with files is: sent by so many percent, received and being read, or not taken. */
export type Sending =
	{ phase: 'sending'; percent: number } | { phase: 'reading' } | { phase: 'failed'; message: string };

/** Sends a form with its files and tells how far it is; the answer is applied as the form's own. */
export function sendForm(form: HTMLFormElement, told: (sending: Sending | null) => void): void {
	const request = new XMLHttpRequest();
	request.open('POST', form.action);
	request.setRequestHeader('accept', 'application/json');
	request.setRequestHeader('x-sveltekit-action', 'true');
	request.upload.onprogress = ({ loaded, total }) =>
		told({ phase: 'sending', percent: Math.floor((100 * loaded) / Math.max(1, total)) });
	request.upload.onload = () => told({ phase: 'reading' });
	request.onerror = () => told({ phase: 'failed', message: '' });
	request.onload = () => void applyAnswer(request.responseText, told);
	told({ phase: 'sending', percent: 0 });
	request.send(new FormData(form));
}

async function applyAnswer(text: string, told: (sending: Sending | null) => void): Promise<void> {
	try {
		await applyAction(deserialize(text));
		told(null);
	} catch {
		told({ phase: 'failed', message: problemTitle(text) });
	}
}

/** An upload that is refused before the form sees it answers with a problem document. */
function problemTitle(text: string): string {
	try {
		const title: unknown = JSON.parse(text).title;
		return typeof title === 'string' ? title : '';
	} catch {
		return '';
	}
}

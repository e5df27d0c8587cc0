import { noLines } from './first-lines';
import { readPreview } from './read-preview';

self.onmessage = async (message: MessageEvent<Blob>) => {
	try {
		const bytes = new Uint8Array(await message.data.arrayBuffer());
		self.postMessage(readPreview(bytes));
	} catch {
		self.postMessage(noLines('unreadable'));
	}
};

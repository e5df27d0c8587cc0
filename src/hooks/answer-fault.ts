import type { HandleServerError } from '@sveltejs/kit';
import { logFault, newRequestId } from '$lib/server/audit';
import { FAULT_WORDS } from '$lib/ui/words/frame';
import { NotWrittenDown } from './note-deeds';

/** Our own fault: the request's id for the visitor, its kind and place for the log, its message for nobody. */
export const answerFault: HandleServerError = ({ error: fault, event, status, message }) => {
	if (status < 500) return { message };
	const id = event.locals.requestId ?? newRequestId();
	logFault(id, event.route.id ?? 'no route', fault);
	return { message: fault instanceof NotWrittenDown ? fault.message : FAULT_WORDS.failed, id };
};

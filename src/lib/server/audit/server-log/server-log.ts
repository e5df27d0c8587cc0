import { randomBytes } from 'node:crypto';
import { destination, pino } from 'pino';
import { describeFault } from './describe-fault';

/** One answered request, as the log has it: never its path, its query or who asked. */
export interface AnsweredRequest {
	id: string;
	method: string;
	/** The route as the application declares it, such as `/submissions/[id]`; null where no route fits. */
	route: string | null;
	status: number;
	ms: number;
}

const LEVELS = ['silent', 'error', 'warn', 'info'];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** JSON lines on stdout, written at once, so that the last ones before an end are there too. */
const log = pino(
	{
		level: levelFrom(process.env.BRAIDWORK_LOG),
		base: null,
		timestamp: () => `,"at":"${new Date().toISOString()}"`,
		formatters: { level: (label) => ({ level: label }) },
		messageKey: 'did'
	},
	destination({ dest: 1, sync: true })
);

/** Writes one answered request to the server's log. */
export function logRequest({ id, method, route, status, ms }: AnsweredRequest): void {
	const known = METHODS.includes(method) ? method : 'other';
	const line = { request: id, method: known, route, status, ms: Math.round(ms) };
	if (status >= 500) log.error(line, 'failed to answer');
	else log.info(line, 'answered');
}

/** Writes a fault to the server's log under an id that whoever met it can quote: its kind and place, not its message. */
export function logFault(request: string, place: string, fault: unknown): void {
	log.error({ request, place, fault: describeFault(fault) }, 'failed');
}

/** An id for a request: unguessable, and says nothing. */
export function newRequestId(): string {
	return randomBytes(8).toString('hex');
}

/** Whether a text is such an id. */
export function isRequestId(text: string | null | undefined): text is string {
	return /^[0-9a-f]{16}$/.test(text ?? '');
}

function levelFrom(asked: string | undefined): string {
	return asked !== undefined && LEVELS.includes(asked) ? asked : 'info';
}

/** What the log may know of a fault: its kind and where it happened. */
export interface FaultDetail {
	kind: string;
	/** A code of the system or of Node, such as ENOSPC. */
	code?: string;
	frames: string[];
	cause?: FaultDetail;
}

/**
 * A fault without its message: the texts of errors quote what they stumbled over, and that may be a cell of
 * somebody's file. Its kind and its stack say where to look.
 */
export function describeFault(fault: unknown, depth = 3): FaultDetail {
	if (!(fault instanceof Error)) return { kind: typeof fault, frames: [] };
	const { code } = fault as NodeJS.ErrnoException;
	const detail: FaultDetail = { kind: kindOf(fault), frames: framesOf(fault) };
	if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code)) detail.code = code;
	if (fault.cause !== undefined && depth > 0) detail.cause = describeFault(fault.cause, depth - 1);
	return detail;
}

/** Kinds of errors as DuckDB begins its messages with; nothing of what follows is kept. */
const ENGINE_KIND =
	/^(Conversion|Constraint|Binder|Catalog|Parser|IO|Out of Memory|Out of Range|Invalid Input|Interrupt|INTERRUPT|INTERNAL|FATAL|Fatal|Internal|TransactionContext|Transaction|Serialization|Not implemented|Permission|Invalid|Syntax) Error:/;

function kindOf({ name, message }: Error): string {
	const kind = /^[A-Z][A-Za-z]{0,40}$/.test(name) ? name : 'Error';
	const engine = ENGINE_KIND.exec(message)?.[1];
	return engine ? `${kind} (${engine})` : kind;
}

/** A place in a program: the name of a function, a file, a line and a column. */
const FRAME =
	/^ {4}at (?:(?:async |new )*[\w.$<>#[\] ]{1,120} \()?((?:file:\/\/|node:|\/|[A-Z]:\\)[^\s()]{1,300}:\d+:\d+)\)?$/;
const MOST_FRAMES = 12;

/**
 * The frames of a stack. The message stands before them and may look like one; so it is cut off by its length,
 * and where the stack begins with another message there are no frames.
 */
function framesOf({ name, message, stack = '' }: Error): string[] {
	const head = [`${name}: ${message}`, message, name].find((text) => text !== '' && stack.startsWith(text));
	if (head === undefined || !stack.slice(head.length).startsWith('\n')) return [];
	return stack
		.slice(head.length + 1)
		.split('\n')
		.map((line) => FRAME.exec(line)?.[0].trim())
		.filter((line) => line !== undefined)
		.slice(0, MOST_FRAMES);
}

/** How long a session goes on, in seconds from the moment its page was made. */
export interface SessionSpan {
	/** Without a request. */
	idle: number;
	/** At most, whatever is done. */
	whole: number;
	/** So long before either end people are told. */
	warning: number;
}

/** What a page does about its session at a moment: nothing, warn that it ends idle, warn that it ends anyway, or leave. */
export interface SessionNotice {
	kind: 'none' | 'idle' | 'whole' | 'over';
	/** Seconds until it ends. */
	left: number;
}

/** What to do `now`, when the page was made at `began` and the server last heard of it at `heard` (all in milliseconds). */
export function sessionNotice(
	{ idle, whole, warning }: SessionSpan,
	{ began, heard, now }: { began: number; heard: number; now: number }
): SessionNotice {
	const untilIdle = idle - (now - heard) / 1000;
	const untilWhole = whole - (now - began) / 1000;
	const left = Math.ceil(Math.min(untilIdle, untilWhole));
	if (left <= 0) return { kind: 'over', left: 0 };
	if (left > warning) return { kind: 'none', left };
	return { kind: untilWhole <= untilIdle ? 'whole' : 'idle', left };
}

import type { Page } from '@playwright/test';

/** Longest pieces of work in which a page could not answer, in milliseconds. */
export interface HeldUp {
	/** As the browser reports long tasks: by the clock, so other programs count as well. */
	clock: number;
	/** The processor's time alone, whatever else the machine was at. */
	work: number;
}

interface TraceEvent {
	name: string;
	ph: string;
	pid: number;
	tid: number;
	ts: number;
	dur?: number;
	tdur?: number;
	args: {
		name?: string;
		data?: { frames?: { url: string; processId?: number }[] };
		chrome_mojo_event_info?: { mojo_interface_tag?: string };
	};
}

/** How long a page was held up at a time while this was done to it. */
export async function heldUp(page: Page, doing: () => Promise<void>): Promise<HeldUp> {
	const browser = page.context().browser();
	if (!browser) throw new Error('The page has no browser of its own to ask.');
	const url = page.url();
	await page.evaluate(watchLongTasks);
	const categories = ['toplevel', 'disabled-by-default-devtools.timeline'];
	await browser.startTracing(page, { categories });
	await doing();
	// A task is told of once it has ended, so the page begins another one before the trace does.
	await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
	const trace = await browser.stopTracing();
	const clock = await page.evaluate(() => Math.max(0, ...(window as Watched).longTasks));
	const { traceEvents } = JSON.parse(String(trace)) as { traceEvents: TraceEvent[] };
	return { clock, work: longestWork(traceEvents, url) };
}

type Watched = Window & typeof globalThis & { longTasks: number[] };

function watchLongTasks(): void {
	const watched = window as Watched;
	watched.longTasks = [];
	new PerformanceObserver((list) => {
		watched.longTasks.push(...list.getEntries().map(({ duration }) => duration));
	}).observe({ type: 'longtask' });
}

/**
 * The longest task on the thread that runs the page at this address (a worker's threads have other names), apart from
 * tasks in which the page answers the driver of this journey.
 */
function longestWork(events: TraceEvent[], url: string): number {
	const started = events.find(({ name }) => name === 'TracingStartedInBrowser');
	const process = started?.args.data?.frames?.find((frame) => frame.url === url)?.processId;
	const main = events.find(
		({ name, pid, args }) => name === 'thread_name' && pid === process && args.name === 'CrRendererMain'
	);
	const done = events.filter(({ ph, pid, tid }) => ph === 'X' && pid === main?.pid && tid === main.tid);
	const ofDriver = done.filter(isOfDriver);
	const tasks = done.filter(
		(task) => task.name === 'RunTask' && !ofDriver.some((event) => holds(task, event))
	);
	if (tasks.length === 0) throw new Error('The trace tells of no task of the page.');
	return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

function isOfDriver({ args }: TraceEvent): boolean {
	return args.chrome_mojo_event_info?.mojo_interface_tag === 'blink.mojom.DevToolsSession';
}

function holds({ ts, dur = 0 }: TraceEvent, inner: TraceEvent): boolean {
	return inner.ts >= ts && inner.ts < ts + dur;
}

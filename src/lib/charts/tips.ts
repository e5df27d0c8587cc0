/**
 * Shows what a chart's marks say, as text beside the pointer: for the mouse, for a finger, and for the arrow
 * keys once a chart has the focus. Needs nothing but the `data-tip` attributes that the server drew. Returns
 * what takes it away again.
 */
export function showTips(document: Document): () => void {
	const box = document.createElement('div');
	box.className = 'tip';
	box.setAttribute('role', 'status');
	box.hidden = true;
	document.body.append(box);
	const pointer = (event: Event) => pointAt(box, markUnder(event.target), event as PointerEvent);
	const key = (event: KeyboardEvent) => stepBy(box, event);
	const leave = () => pointAt(box, null);
	const letFocus = () => document.querySelectorAll('.drawings').forEach((chart) => makeReachable(chart));
	const listeners: [string, EventListener][] = [
		['pointermove', pointer],
		['pointerdown', pointer],
		['keydown', key as EventListener],
		['focusout', leave],
		['scroll', leave]
	];
	listeners.forEach(([name, listener]) =>
		document.addEventListener(name, listener, { passive: name !== 'keydown', capture: true })
	);
	const watcher = new MutationObserver(letFocus);
	watcher.observe(document.body, { childList: true, subtree: true });
	letFocus();
	return () => {
		listeners.forEach(([name, listener]) => document.removeEventListener(name, listener, { capture: true }));
		watcher.disconnect();
		box.remove();
	};
}

const MARK = '[data-tip]';

function markUnder(target: EventTarget | null): Element | null {
	return target instanceof Element ? target.closest(`.drawings ${MARK}`) : null;
}

function makeReachable(chart: Element): void {
	if (!chart.querySelector(MARK) || chart.hasAttribute('tabindex')) return;
	chart.setAttribute('tabindex', '0');
	chart.setAttribute('role', 'group');
	chart.setAttribute('aria-label', chart.querySelector('svg')?.getAttribute('aria-label') ?? '');
}

function pointAt(box: HTMLElement, mark: Element | null, at?: { clientX: number; clientY: number }): void {
	const before = document.querySelector('.pointed');
	if (before !== mark) before?.classList.remove('pointed');
	box.hidden = !mark;
	if (!mark) return;
	const words = mark.getAttribute('data-tip') ?? '';
	if (box.textContent !== words) box.textContent = words;
	const shape = mark.getBoundingClientRect();
	place(box, at ?? { clientX: shape.right, clientY: shape.top + shape.height / 2 });
}

/** Beside the point, inside the window. */
function place(box: HTMLElement, { clientX, clientY }: { clientX: number; clientY: number }): void {
	const { width, height } = box.getBoundingClientRect();
	const right = clientX + 14 + width < window.innerWidth;
	const left = right ? clientX + 14 : Math.max(4, clientX - 14 - width);
	const top = Math.min(Math.max(4, clientY - height - 10), window.innerHeight - height - 4);
	box.style.left = `${left}px`;
	box.style.top = `${top}px`;
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function stepBy(box: HTMLElement, event: KeyboardEvent): void {
	const chart = event.target instanceof Element ? event.target.closest('.drawings') : null;
	if (!chart || chart !== event.target) return;
	if (event.key === 'Escape') return pointAt(box, null);
	const step = STEPS[event.key];
	if (!step) return;
	const marks = [...chart.querySelectorAll(MARK)].filter((mark) => mark.getClientRects().length > 0);
	const now = marks.findIndex((mark) => mark.classList.contains('pointed'));
	const next = marks[(now < 0 && step < 0 ? marks.length - 1 : now + step + marks.length) % marks.length];
	if (!next) return;
	event.preventDefault();
	marks[now]?.classList.remove('pointed');
	pointAt(box, next);
	next.classList.add('pointed');
}

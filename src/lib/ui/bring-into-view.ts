/** Brings what just appeared before the reader's eyes, and the keyboard with it. */
export function bringIntoView(element: HTMLElement): void {
	element.tabIndex = -1;
	element.focus({ preventScroll: true });
	element.scrollIntoView({ block: 'nearest' });
}

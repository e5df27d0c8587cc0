/** Where to go back to: only a path of ours, an address of another site is not followed. */
export function ownPath(back: string): string {
	return /^\/(?![/\\])[^\s\\]*$/.test(back) ? back : '/';
}

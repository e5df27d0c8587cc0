/** On https a cookie is bound to this very host (`__Host-`); a browser takes such names from https alone. */
export function cookiePrefix(origin: string): string {
	return isSecure(origin) ? '__Host-braidwork' : 'braidwork';
}

/** Whether cookies travel on https alone. */
export function isSecure(origin: string): boolean {
	return origin.startsWith('https:');
}

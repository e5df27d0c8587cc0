/** Marks by which browsers name themselves; the first that fits counts, since most also name others. */
const BROWSERS: [RegExp, string][] = [
	[/Edg\//, 'Edge'],
	[/Firefox\//, 'Firefox'],
	[/Chrome\//, 'Chrome'],
	[/Safari\//, 'Safari']
];

const SYSTEMS: [RegExp, string][] = [
	[/Windows/, 'Windows'],
	[/Android/, 'Android'],
	[/iPhone|iPad/, 'iOS'],
	[/Mac OS X/, 'macOS'],
	[/Linux/, 'Linux']
];

/** What people call the browser that sent this user agent: "Firefox on Windows". */
export function browserName(agent: string): string {
	const [browser, system] = [BROWSERS, SYSTEMS].map((known) => known.find(([mark]) => mark.test(agent))?.[1]);
	if (!browser) return agent.split(/[/ ]/)[0] || 'A program';
	return system ? `${browser} on ${system}` : browser;
}

import { defineCommand, renderUsage, type ArgsDef } from 'citty';
import { EVERYWHERE, type Command } from './command';
import { COMMANDS } from './registry';

const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** The page that `braidwork --help` prints. */
export function helpOverview(): string {
	const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
	const lines = Object.entries(COMMANDS).map(([name, about]) => `  ${name.padEnd(width)}  ${about}`);
	return [
		'braidwork: partners’ quarterly exports in; coverage, retention and funding gaps out.',
		'',
		'Write: braidwork COMMAND [options]',
		'',
		...lines,
		'',
		'Every command takes --home DIR (default: $BRAIDWORK_HOME or ./home), --as EMAIL (only what that',
		'account may do on screen), --json, --help.',
		'It ends with 0 when done, 1 when refused with a reason, 2 when written wrongly.'
	].join('\n');
}

/** The page that `braidwork COMMAND --help` prints. */
export async function helpFor(command: Command): Promise<string> {
	const positionals = command.takes.map((word): [string, ArgsDef[string]] => [
		word.replace(/[[\].]/g, ''),
		{
			type: 'positional',
			required: !word.startsWith('['),
			description: word.includes('...') ? 'one or more' : ''
		}
	]);
	const declared = defineCommand({
		meta: { name: `braidwork ${command.name}`, description: COMMANDS[command.name] },
		args: { ...Object.fromEntries(positionals), ...plain({ ...command.options, ...EVERYWHERE }) }
	});
	return (await renderUsage(declared)).replace(ESCAPES, '');
}

/** Choices stand in the description, where they leave the columns narrow. */
function plain(options: ArgsDef): ArgsDef {
	return Object.fromEntries(
		Object.entries(options).map(([name, option]) => {
			if (option.type !== 'enum') return [name, option];
			const description = `${option.description}: ${option.options?.join(', ')}`;
			return [name, { type: 'string', valueHint: 'ONE', description }];
		})
	);
}

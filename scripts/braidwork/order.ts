import { isAbsolute, resolve } from 'node:path';
import { EVERYWHERE, type Command } from './command';
import { nearest } from './nearest';

/** A command as somebody typed it, understood. */
export interface Order {
	words: string[];
	/** The value of an option, or nothing. */
	text(name: string): string | undefined;
	flag(name: string): boolean;
	/** All values of an option that may be repeated. */
	all(name: string): string[];
	/** A path as typed, seen from where the command was typed. */
	path(typed: string): string;
}

/** Wrong usage: the command ends with exit code 2. */
export class UsageError extends Error {
	constructor(
		message: string,
		readonly hint: string
	) {
		super(message);
		this.name = 'UsageError';
	}
}

interface Given {
	words: string[];
	values: Map<string, string[]>;
}

/** Understands the arguments after a command's name. Everything that is not declared is refused. */
export function readOrder(command: Command, args: string[], cwd: string): Order {
	const given = collect(command, args);
	refuseRepeats(command, given);
	refuseWords(command, given.words);
	const all = (name: string) => given.values.get(name) ?? [];
	return {
		words: given.words,
		text: (name) => all(name)[0],
		flag: (name) => all(name)[0] === 'true',
		all,
		path: (typed) => (isAbsolute(typed) ? typed : resolve(cwd, typed))
	};
}

function collect(command: Command, args: string[]): Given {
	const given: Given = { words: [], values: new Map() };
	const rest = [...args];
	for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
		if (arg === '--') return { ...given, words: [...given.words, ...rest] };
		if (arg.startsWith('-') && arg !== '-') addOption(command, given, arg, rest);
		else given.words.push(arg);
	}
	return given;
}

function addOption(command: Command, given: Given, arg: string, rest: string[]): void {
	const [, name = '', , inline] = /^--?([^=]*)(=([\s\S]*))?$/.exec(arg) ?? [];
	const options = { ...command.options, ...EVERYWHERE };
	const option = Object.hasOwn(options, name) && arg.startsWith('--') ? options[name] : undefined;
	if (!option) throw unknownOption(command, arg.split('=')[0] ?? arg, Object.keys(options));
	const values = given.values.get(name) ?? [];
	given.values.set(name, values);
	if (option.type === 'boolean') values.push(readFlag(arg, inline));
	else
		values.push(readValue(name, option.type === 'enum' ? option.options : undefined, inline ?? rest.shift()));
}

function readFlag(arg: string, inline: string | undefined): string {
	if (inline === undefined) return 'true';
	throw new UsageError(`${arg.split('=')[0]} takes no value.`, 'Leave out what follows the equals sign.');
}

function readValue(name: string, allowed: string[] | undefined, value: string | undefined): string {
	if (value === undefined || value === '' || value.startsWith('--'))
		throw new UsageError(`--${name} needs a value.`, `Write --${name} and then the value.`);
	if (allowed && !allowed.includes(value))
		throw new UsageError(`--${name} cannot be "${value}".`, `Choose one of ${allowed.join(', ')}.`);
	return value;
}

function unknownOption(command: Command, option: string, known: string[]): UsageError {
	const near = nearest(option.replace(/^-+/, ''), known);
	const hint = near ? `Did you mean --${near}?` : `See \`braidwork ${command.name} --help\`.`;
	return new UsageError(`\`${command.name}\` has no option ${option}.`, hint);
}

function refuseRepeats(command: Command, given: Given): void {
	for (const [name, values] of given.values)
		if (values.length > 1 && !command.repeatable?.includes(name))
			throw new UsageError(`--${name} is given twice.`, 'Give it once.');
}

function refuseWords(command: Command, words: string[]): void {
	const required = command.takes.filter((name) => !name.startsWith('['));
	const missing = required[words.length];
	if (missing)
		throw new UsageError(`\`${command.name}\` needs ${missing.replace('...', '')}.`, usageLine(command));
	const endless = command.takes.some((name) => name.includes('...'));
	if (!endless && words.length > command.takes.length)
		throw new UsageError(
			`\`${command.name}\` does not know what to do with "${words.at(-1)}".`,
			usageLine(command)
		);
}

function usageLine(command: Command): string {
	return `Write: braidwork ${[command.name, ...command.takes].join(' ')} [options].`;
}

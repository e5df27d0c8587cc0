import type { Family, Policy, Protection } from '../family';
import { tellExactly } from './tell-exactly';

/** What is published of a family. */
export interface Published {
	family: Family;
	protection: Protection;
}

/** A count of which two states together tell by how few people it changed. */
export interface SmallChange {
	count: string;
	before: number;
	now: number;
}

/** Finds every count that a reader gets exactly of both of two states, and that changed by fewer than the threshold. Apart from the chooser's code. */
export function auditChange(before: Published, now: Published, { threshold }: Policy): SmallChange[] {
	const [then, today] = [before, now].map(({ family, protection }) => tellExactly(family, protection));
	return [...(today ?? [])].flatMap(([count, value]) => {
		const was = then?.get(count);
		const change = was === undefined ? 0 : Math.abs(value - was);
		return was !== undefined && change > 0 && change < threshold ? [{ count, before: was, now: value }] : [];
	});
}

import type { ArgsDef } from 'citty';
import { CALENDARS, questionFrom, type Question } from '$lib/domain';
import type { Order } from './order';

/** The options by which `measure` and `figure` ask. */
export const QUESTION_OPTIONS: ArgsDef = {
	by: { type: 'string', valueHint: 'a,b', description: 'breakdowns, separated by commas' },
	where: {
		type: 'string',
		valueHint: 'column=value',
		description: 'only rows with this value; may be repeated'
	},
	from: { type: 'string', valueHint: 'Q', description: 'first quarter, as 2015Q1' },
	to: { type: 'string', valueHint: 'Q', description: 'last quarter' },
	calendar: { type: 'enum', options: [...CALENDARS], description: 'the calendar of the quarters' },
	state: { type: 'string', valueHint: 'N', description: 'an earlier state' }
};

/** The question that an order asks; read as an address is read, so that both refuse the same. */
export function questionOfOrder(order: Order): Question {
	const query = new URLSearchParams({ measure: order.words[0] ?? '' });
	for (const name of Object.keys(QUESTION_OPTIONS))
		for (const value of order.all(name)) query.append(name, value);
	return questionFrom(query);
}

import { PLAN_SCHEMAS } from './plan-schemas';

const text = { type: 'string' };
const whole = { type: 'integer' };
const list = (items: object) => ({ type: 'array', items });
const orNull = (type: string) => ({ type: [type, 'null'] });

/** The documents of the interface. */
export const SCHEMAS: Record<string, object> = {
	Measure: {
		type: 'object',
		required: ['id', 'title', 'question', 'definition', 'unit', 'tables'],
		properties: {
			id: text,
			section: text,
			title: text,
			question: text,
			definition: text,
			unit: text,
			numerator: text,
			denominator: orNull('string'),
			tables: {
				...list(list(text)),
				description: 'The breakdowns it may be asked by, together; margins are implied.'
			},
			disclosure: text,
			source: text
		}
	},
	SafeTable: {
		type: 'object',
		required: [
			'measure',
			'question',
			'definition',
			'unit',
			'by',
			'where',
			'calendar',
			'state',
			'rows',
			'withheld'
		],
		properties: {
			measure: text,
			question: text,
			definition: text,
			unit: text,
			by: list(text),
			where: { type: 'object', additionalProperties: text },
			calendar: text,
			state: whole,
			as_of: { type: 'string', format: 'date' },
			threshold: whole,
			sources: { ...list(text), description: 'Submission ids that the numbers rest on.' },
			notes: list(text),
			rows: list({ $ref: '#/components/schemas/Row' }),
			withheld: whole
		}
	},
	Row: {
		type: 'object',
		description: 'The breakdowns by name, then five numbers. A withheld row has null numbers.',
		required: ['numerator', 'denominator', 'value', 'lower', 'upper', 'status'],
		properties: {
			numerator: orNull('number'),
			denominator: orNull('number'),
			value: orNull('number'),
			lower: orNull('number'),
			upper: orNull('number'),
			status: { type: 'string', enum: ['shown', 'withheld', 'not_yet_observable', 'no_data'] }
		},
		additionalProperties: { type: ['string', 'number', 'null'] }
	},
	State: {
		type: 'object',
		required: ['state', 'at', 'who', 'what'],
		properties: { state: whole, at: { type: 'string', format: 'date-time' }, who: text, what: text }
	},
	Submission: {
		type: 'object',
		required: ['submission_id', 'status', 'partner', 'rows_in_file', 'rows_loaded', 'findings'],
		properties: {
			submission_id: orNull('string'),
			file: text,
			sha256: text,
			status: text,
			partner: text,
			dataset: orNull('string'),
			period: orNull('string'),
			rows_in_file: whole,
			rows_loaded: whole,
			rows_rejected: whole,
			rows_waiting: whole,
			left_because: {
				type: ['object', 'null'],
				description: 'Why it is withdrawn, and since which day, where nobody took it back.',
				required: ['why', 'on'],
				properties: {
					why: {
						type: 'string',
						enum: ['agreement_ended', 'agreement_not_begun', 'dataset_not_agreed', 'rows_removed']
					},
					on: { type: 'string', format: 'date' }
				}
			},
			questions: list({ type: 'object' }),
			findings: list({ $ref: '#/components/schemas/Finding' }),
			state: orNull('integer')
		}
	},
	Finding: {
		type: 'object',
		required: ['rule', 'severity', 'message', 'fix', 'count'],
		properties: {
			rule: text,
			severity: { type: 'string', enum: ['error', 'warning'] },
			row: orNull('integer'),
			column: orNull('string'),
			header: orNull('string'),
			value: orNull('string'),
			message: text,
			fix: text,
			count: whole
		}
	},
	...PLAN_SCHEMAS,
	Problem: {
		type: 'object',
		description: 'A problem document (RFC 9457).',
		required: ['type', 'title', 'status', 'code'],
		properties: { type: text, title: text, status: whole, detail: text, code: text, id: text }
	}
};

import { CALENDARS, DATASET_IDS } from '$lib/domain';

/** One thing the interface does, as the description and its test read it. */
export interface Operation {
	path: string;
	method: 'get' | 'post' | 'delete';
	id: string;
	summary: string;
	parameters: object[];
	/** Content type and schema of what is sent, where something is. */
	body?: Record<string, object>;
	status: string;
	answer: Record<string, object>;
}

const schema = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const listOf = (name: string, of: string) => ({
	'application/json': {
		type: 'object',
		required: [name],
		properties: { [name]: { type: 'array', items: schema(of) } }
	}
});
const one = (name: string) => ({ 'application/json': schema(name) });

const query = (name: string, description: string, type: object = { type: 'string' }) => ({
	name,
	in: 'query',
	description,
	schema: type
});
const inPath = (name: string, description: string, type: object = { type: 'string' }) => ({
	name,
	in: 'path',
	required: true,
	description,
	schema: type
});

const QUESTION = [
	query('by', 'Breakdowns, separated by commas; the allowed tables stand in the catalogue.'),
	query('where', 'Only rows with this value, as column:value or column=value; may be repeated.', {
		type: 'array',
		items: { type: 'string' }
	}),
	query('from', 'First quarter, as 2015Q1, in the calendar asked for.'),
	query('to', 'Last quarter.'),
	query('calendar', 'The calendar of the quarters.', { type: 'string', enum: CALENDARS }),
	query('state', 'An earlier state; without it, the latest.', { type: 'integer', minimum: 1 })
];

const FORM = query('form', 'A map of ZIP codes, where the home has outlines, instead of the usual form.', {
	type: 'string',
	enum: ['place-map']
});

const UPLOAD = {
	type: 'object',
	required: ['file', 'partner'],
	properties: {
		file: { type: 'array', items: { type: 'string', format: 'binary' } },
		partner: { type: 'string', description: 'Whose file it is.' },
		dataset: { type: 'string', enum: DATASET_IDS },
		period: { type: 'string', description: 'The quarter it is filed for, as 2015Q1.' },
		calendar: { type: 'string', enum: CALENDARS },
		publish: { type: 'string', enum: ['true', 'false'] },
		replace: { type: 'string', enum: ['true', 'false'] }
	}
};

const ID = inPath('id', 'The id of a submission.');
const LOADED = {
	'application/json': {
		type: 'object',
		required: ['files', 'state'],
		properties: { files: { type: 'array', items: schema('Submission') }, state: { type: 'integer' } }
	}
};

/** Everything the interface does below /api/v1. Measure ids come from the catalogue. */
export function operations(measureIds: string[]): Operation[] {
	const measure = inPath('id', 'The id of a measure.', { type: 'string', enum: measureIds });
	const kind = inPath('kind', 'The kind of file.', { type: 'string', enum: ['svg', 'png', 'csv'] });
	return [
		get('/measures', 'listMeasures', 'The catalogue of measures.', [], listOf('measures', 'Measure')),
		get('/measures/{id}', 'askMeasure', 'One safe table.', [measure, ...QUESTION], one('SafeTable')),
		get(
			'/figures/{id}.{kind}',
			'drawFigure',
			'The figure that the screen shows.',
			[measure, kind, ...QUESTION, FORM],
			{
				'image/svg+xml': { type: 'string' },
				'image/png': { type: 'string', format: 'binary' },
				'text/csv': { type: 'string' }
			}
		),
		get('/states', 'listStates', 'The published states, the first one first.', [], listOf('states', 'State')),
		...ofSubmissions(),
		...ofLoadings(),
		get(
			'/health',
			'health',
			'Whether the server is up and its database answers; 503 while it does not.',
			[],
			{
				'application/json': HEALTH
			}
		),
		get('/openapi.json', 'describe', 'This description.', [], { 'application/json': { type: 'object' } })
	];
}

const HEALTH = {
	type: 'object',
	required: ['status', 'database', 'disk'],
	properties: {
		status: { enum: ['ok', 'failing', 'starting'] },
		database: { enum: ['ok', 'failing'] },
		disk: { enum: ['ok', 'low'] }
	}
};

function ofSubmissions(): Operation[] {
	return [
		{
			path: '/submissions',
			method: 'post',
			id: 'sendFiles',
			summary: 'Receives files, checks them and, when asked, publishes them.',
			parameters: [],
			body: { 'multipart/form-data': UPLOAD },
			status: '201',
			answer: LOADED
		},
		get('/submissions/{id}', 'readSubmission', 'One submission with its findings.', [ID], one('Submission')),
		{
			...get(
				'/submissions/{id}',
				'withdrawSubmission',
				'Takes a published submission back.',
				[ID],
				one('Submission')
			),
			method: 'delete'
		},
		get('/submissions/{id}/findings.csv', 'readFindings', 'What was found in a file, as a file.', [ID], {
			'text/csv': { type: 'string' }
		}),
		get(
			'/submissions/{id}/original',
			'readOriginal',
			'The kept bytes of the file, for administrators.',
			[ID],
			{
				'application/octet-stream': { type: 'string', format: 'binary' }
			}
		),
		get(
			'/submissions/{id}/findings.xlsx',
			'readFindingsWorkbook',
			'What was found in a file, as a workbook in its own columns and lines.',
			[ID],
			{
				'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
					type: 'string',
					format: 'binary'
				}
			}
		),
		{
			...get(
				'/submissions/{id}/publish',
				'publishSubmission',
				'Publishes a checked submission.',
				[ID, query('replace', 'true: in the place of what is published for the same period.')],
				one('Submission')
			),
			method: 'post'
		}
	];
}

function ofLoadings(): Operation[] {
	const loading = inPath('id', 'The id of a loading.');
	const answer = { 'application/json': { type: 'object' } };
	return [
		get('/loadings/{id}', 'readLoading', 'How far files are that are being loaded.', [loading], answer),
		{
			...get('/loadings/{id}', 'cancelLoading', 'Stops a loading; nothing of it is kept.', [loading], answer),
			method: 'delete',
			status: '202'
		},
		get('/loadings/{id}/events', 'watchLoading', 'Each change of a loading as it happens.', [loading], {
			'text/event-stream': { type: 'string' }
		})
	];
}

function get(
	path: string,
	id: string,
	summary: string,
	parameters: object[],
	answer: Record<string, object>
): Operation {
	return { path, method: 'get', id, summary, parameters, status: '200', answer };
}

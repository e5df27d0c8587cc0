import { operations, type Operation } from './operations';
import { SCHEMAS } from './schemas';

/** The description of the interface (OpenAPI 3.1), made from its operations. */
export function describeApi(measureIds: string[], version: string): object {
	return {
		openapi: '3.1.0',
		info: {
			title: 'Braidwork',
			version,
			description: 'Safe tables and figures of a partnership, and the filing of its exports.',
			license: { name: 'MIT', identifier: 'MIT' }
		},
		servers: [{ url: '/api/v1' }],
		security: [{ token: [] }, { session: [] }, { role: [] }],
		paths: pathsOf(operations(measureIds)),
		components: {
			schemas: SCHEMAS,
			securitySchemes: {
				token: {
					type: 'http',
					scheme: 'bearer',
					description:
						'Made by `braidwork token add EMAIL --name N`, or on the page /account; may at most what its owner may.'
				},
				session: {
					type: 'apiKey',
					in: 'cookie',
					name: 'braidwork.session_token',
					description: 'Of a browser that signed in; on https its name begins with __Host-.'
				},
				role: {
					type: 'apiKey',
					in: 'cookie',
					name: 'braidwork_role',
					description: 'Set by POST /api/role with role=analyst (or another role) in a demo home.'
				}
			}
		}
	};
}

function pathsOf(all: Operation[]): Record<string, Record<string, object>> {
	const paths: Record<string, Record<string, object>> = {};
	for (const operation of all) (paths[operation.path] ??= {})[operation.method] = describe(operation);
	return paths;
}

function describe(operation: Operation): object {
	const problem = {
		content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
	};
	return {
		operationId: operation.id,
		summary: operation.summary,
		parameters: operation.parameters,
		...(operation.body && { requestBody: { required: true, content: contentOf(operation.body) } }),
		responses: {
			[operation.status]: { description: operation.summary, content: contentOf(operation.answer) },
			'4XX': { description: 'Refused, with a reason.', ...problem },
			'5XX': { description: 'Our own fault, with an id.', ...problem }
		}
	};
}

function contentOf(types: Record<string, object>): Record<string, { schema: object }> {
	return Object.fromEntries(Object.entries(types).map(([type, schema]) => [type, { schema }]));
}

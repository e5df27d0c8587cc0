import * as v from 'valibot';
import type { ServerSettings } from '$lib/domain';

/** A new home is reached at the address that `serve` takes, and through nothing. */
export const FIRST_SERVER: ServerSettings = { origin: null, tls: null, proxy: null };

const File = (what: string) =>
	v.pipe(
		v.string(`${what} must be the path of a file.`),
		v.minLength(1, `${what} must be the path of a file.`)
	);

const Origin = v.pipe(
	v.string('server.origin must be an address like https://braidwork.example.org.'),
	v.check(
		(text) => /^https?:$/.test(URL.parse(text)?.protocol ?? '') && URL.parse(text)?.origin === text,
		'server.origin must be an address like https://braidwork.example.org, without a path.'
	)
);

const Tls = v.strictObject(
	{ cert: File('server.tls.cert'), key: File('server.tls.key') },
	'server.tls needs a cert and a key: the paths of two files.'
);

const Proxy = v.strictObject(
	{
		address_header: v.pipe(
			v.string('server.proxy.address_header must be the name of a header.'),
			v.regex(
				/^[a-z][a-z0-9-]*$/,
				'server.proxy.address_header must be a header in small letters, like x-forwarded-for.'
			)
		),
		hops: v.pipe(
			v.number('server.proxy.hops must be a whole number.'),
			v.integer('server.proxy.hops must be a whole number.'),
			v.minValue(1, 'server.proxy.hops must be 1 or more.'),
			v.maxValue(10, 'server.proxy.hops must be 10 or less.')
		)
	},
	'server.proxy needs an address_header and the number of hops.'
);

/** How the application is reached. */
export const ServerSchema = v.pipe(
	v.strictObject(
		{ origin: v.nullable(Origin), tls: v.nullable(Tls), proxy: v.nullable(Proxy) },
		'server must have origin, tls and proxy, each of which may be null.'
	),
	v.check(
		({ origin, proxy }) => proxy === null || origin !== null,
		'Behind a proxy server.origin must name the address that people use.'
	)
);

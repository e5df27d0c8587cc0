// A small OpenID provider in a process of its own, for tests: code flow with PKCE, keys by JWKS, signed id tokens.
// POST /behave tells it whom to vouch for and which mistake to make; it prints its address when it is ready.
import { createHash, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';

const CLIENT = { id: 'braidwork-test', secret: 'a secret of the test' };
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const strangerKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = {
	...createPublicKey(keys.privateKey).export({ format: 'jwk' }),
	kid: 'k1',
	use: 'sig',
	alg: 'RS256'
};

/** @type {{ email?: string, verified?: boolean, sub?: string, methods?: string[], aside?: string, mistake?: string }} */
let person = {};
/** @type {Map<string, { challenge: string, nonce: string, redirect: string }>} */
const codes = new Map();

const server = createServer(async (request, response) => {
	const url = new URL(request.url ?? '/', issuer());
	const body = await read(request);
	if (url.pathname === '/behave') {
		person = JSON.parse(body);
		return response.end('{}');
	}
	if (url.pathname === '/.well-known/openid-configuration') return json(response, description());
	if (url.pathname === '/jwks') return json(response, { keys: [jwk] });
	if (url.pathname === '/authorize') return authorize(url.searchParams, response);
	if (url.pathname === '/userinfo') return json(response, aside());
	if (url.pathname === '/token') return token(new URLSearchParams(body), request, response);
	response.writeHead(404).end();
});
server.listen(0, '127.0.0.1', () => console.log(issuer()));

function issuer() {
	const address = server.address();
	return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

function description() {
	return {
		issuer: issuer(),
		authorization_endpoint: `${issuer()}/authorize`,
		token_endpoint: `${issuer()}/token`,
		userinfo_endpoint: `${issuer()}/userinfo`,
		jwks_uri: `${issuer()}/jwks`,
		response_types_supported: ['code'],
		subject_types_supported: ['public'],
		id_token_signing_alg_values_supported: ['RS256'],
		code_challenge_methods_supported: ['S256']
	};
}

/** Whoever comes is signed in already, as the person the test named. */
function authorize(asked, response) {
	const wrong =
		asked.get('client_id') !== CLIENT.id ||
		asked.get('response_type') !== 'code' ||
		asked.get('code_challenge_method') !== 'S256' ||
		!asked.get('code_challenge') ||
		!(asked.get('scope') ?? '').split(' ').includes('openid');
	if (wrong) return response.writeHead(400).end('not as agreed');
	const back = new URL(asked.get('redirect_uri') ?? '');
	back.searchParams.set('state', asked.get('state') ?? '');
	if (person.mistake === 'denied') back.searchParams.set('error', 'access_denied');
	else {
		const code = randomUUID();
		const [challenge, nonce] = [asked.get('code_challenge') ?? '', asked.get('nonce') ?? ''];
		codes.set(code, { challenge, nonce, redirect: asked.get('redirect_uri') ?? '' });
		back.searchParams.set('code', code);
	}
	response.writeHead(302, { location: back.href }).end();
}

/** A code is taken once, from the client that asked, with the verifier that belongs to its challenge. */
function token(form, request, response) {
	const kept = codes.get(form.get('code') ?? '');
	codes.delete(form.get('code') ?? '');
	const basic = Buffer.from(
		(request.headers.authorization ?? '').replace(/^Basic /, ''),
		'base64'
	).toString();
	const [id, secret] = basic.includes(':')
		? basic.split(':').map(decodeURIComponent)
		: [form.get('client_id'), form.get('client_secret')];
	const proof = createHash('sha256')
		.update(form.get('code_verifier') ?? '')
		.digest('base64url');
	const right = kept?.challenge === proof && kept.redirect === form.get('redirect_uri');
	if (!kept || !right || id !== CLIENT.id || secret !== CLIENT.secret)
		return json(response, { error: 'invalid_grant' }, 400);
	const idToken = person.mistake === 'left out' ? {} : { id_token: vouch(kept) };
	json(response, { access_token: randomUUID(), token_type: 'Bearer', expires_in: 60, ...idToken });
}

/** What is said of somebody without a signature. */
function aside() {
	const { email, verified = true, sub = email, aside = sub } = person;
	return { sub: aside, email, email_verified: verified, name: 'Ann of the County' };
}

function vouch({ nonce }) {
	const now = Math.floor(Date.now() / 1000);
	const { mistake } = person;
	const claims = {
		iss: mistake === 'issuer' ? 'https://elsewhere.example' : issuer(),
		aud: mistake === 'audience' ? 'another-client' : CLIENT.id,
		sub: person.sub ?? person.email,
		...(person.aside === undefined && { email: person.email, email_verified: person.verified ?? true }),
		...(person.methods && { amr: person.methods }),
		name: 'Ann of the County',
		nonce: mistake === 'nonce' ? 'another' : nonce,
		iat: mistake === 'late' ? now - 7200 : now,
		exp: mistake === 'late' ? now - 3600 : now + 60
	};
	const head = { alg: mistake === 'unsigned' ? 'none' : 'RS256', kid: 'k1', typ: 'JWT' };
	const text = [head, claims]
		.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
		.join('.');
	if (mistake === 'unsigned') return `${text}.`;
	const { privateKey } = mistake === 'signature' ? strangerKeys : keys;
	return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
}

function json(response, value, status = 200) {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

async function read(request) {
	let text = '';
	for await (const piece of request) text += piece;
	return text;
}

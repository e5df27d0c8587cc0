import { generateKeyPairSync, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** DER, ITU-T X.690: a tag, a length and what is inside. */
function der(tag: number, ...inside: (Buffer | string)[]): Buffer {
	const content = Buffer.concat(
		inside.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece))
	);
	const { length } = content;
	const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
	return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const [SEQUENCE, SET, INTEGER, TEXT, BITS, OCTETS, TIME] = [0x30, 0x31, 0x02, 0x0c, 0x03, 0x04, 0x17];
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
/** ecdsa-with-SHA256 (RFC 5758), commonName and subjectAltName (RFC 5280). */
const [ALGORITHM, COMMON_NAME, OTHER_NAMES] = [
	der(SEQUENCE, oid('2a8648ce3d040302')),
	oid('550403'),
	oid('551d11')
];

const written = (day: Date) => `${day.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`;

/** Makes a certificate that its own key signed, for this machine alone, and writes both as PEM files. */
export function makeCertificate(
	folder: string,
	name: string,
	until = new Date(Date.now() + 90 * 86_400_000)
) {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const who = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(TEXT, 'localhost'))));
	const names = der(SEQUENCE, der(0x82, 'localhost'), der(0x87, Buffer.from([127, 0, 0, 1])));
	const body = der(
		SEQUENCE,
		der(0xa0, der(INTEGER, Buffer.from([2]))),
		der(INTEGER, Buffer.from([1])),
		ALGORITHM,
		who,
		der(
			SEQUENCE,
			der(TIME, written(new Date(until.getTime() - 365 * 86_400_000))),
			der(TIME, written(until))
		),
		who,
		publicKey.export({ type: 'spki', format: 'der' }),
		der(0xa3, der(SEQUENCE, der(SEQUENCE, OTHER_NAMES, der(OCTETS, names))))
	);
	const signature = der(BITS, Buffer.from([0]), sign('sha256', body, privateKey));
	const base64 = der(SEQUENCE, body, ALGORITHM, signature).toString('base64');
	const lines = base64.match(/.{1,64}/g)?.join('\n') ?? '';
	const [cert, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
	writeFileSync(cert, `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`);
	writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
	return { cert, key };
}

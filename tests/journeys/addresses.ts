/** Two ports beside each other; `npm run verify` looks for free ones. */
const first = Number(process.env.JOURNEY_PORT ?? 4181);

/** The home with the invented partnership in it. */
export const DEMO = { kind: 'demo', port: first, address: `http://127.0.0.1:${first}` };

/** A home in which nothing has been done yet. */
export const EMPTY = { kind: 'empty', port: first + 1, address: `http://127.0.0.1:${first + 1}` };

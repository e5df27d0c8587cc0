/** The home with the invented partnership in it. */
export const DEMO = { kind: 'demo', port: 4181, address: 'http://127.0.0.1:4181' };

/** A home in which nothing has been done yet. */
export const EMPTY = { kind: 'empty', port: 4182, address: 'http://127.0.0.1:4182' };

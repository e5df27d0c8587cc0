import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeFault, isRequestId, newRequestId } from '$lib/server/audit';
import { openWarehouse, type Warehouse } from '$lib/server/warehouse';
import { clearHomes, emptyHome } from '../warehouse/small-quarter';

let w: Warehouse;

beforeAll(async () => {
	w = await openWarehouse(emptyHome(), { memoryLimit: '512MB', threads: 1 });
});
afterAll(async () => {
	await w.close();
	clearHomes();
});

/** A name that stands in a cell and must stand nowhere else. */
const MARK = 'Quetzalcoatl-4711';

function thrownBy(work: () => unknown): unknown {
	try {
		work();
	} catch (fault) {
		return fault;
	}
	throw new Error('Nothing was thrown.');
}

describe('what the server’s log says of a fault', () => {
	it('is its kind and place, where the message quotes a cell', async () => {
		const faults = [
			await w.read(`SELECT CAST('${MARK}' AS INTEGER)`).catch((fault: unknown) => fault),
			await w.read(`SELECT "${MARK}"`).catch((fault: unknown) => fault),
			thrownBy(() => JSON.parse(`${MARK} is no JSON`) as unknown),
			thrownBy(() => new URL(MARK)),
			thrownBy(() => Reflect.apply(JSON.parse, null, [`{"${MARK}"`]) as unknown),
			new Error(`${MARK}\n    at ${MARK} (file:///${MARK}.js:1:1)`),
			new Error('outer', { cause: new Error(MARK) }),
			Object.assign(new Error('x'), { name: MARK, code: MARK }),
			MARK
		];
		for (const fault of faults) expect(JSON.stringify(describeFault(fault))).not.toContain(MARK);
		expect(describeFault(faults[0]).kind).toContain('(Conversion)');
		expect(describeFault(faults[2])).toMatchObject({ kind: 'SyntaxError' });
		expect(describeFault(faults[2]).frames[0]).toContain('at ');
	});

	it('never holds a text of the message, whatever the message is', () => {
		const name = fc.constantFrom('Error', 'TypeError', MARK, '');
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), name, fc.boolean(), (noise, called, isChanged) => {
				const message = `${noise}${MARK}\n    at f (file:///${MARK}:1:1)${noise}`;
				const fault = new Error(message);
				fault.name = called;
				if (isChanged) fault.message = 'another one';
				expect(JSON.stringify(describeFault(fault))).not.toContain(MARK);
			}),
			{ numRuns: 500 }
		);
	});

	it('keeps a code of the system, which says what an operator can mend', () => {
		const fault = Object.assign(new Error(`no space for ${MARK}`), { code: 'ENOSPC' });
		expect(describeFault(fault)).toMatchObject({ kind: 'Error', code: 'ENOSPC' });
	});
});

describe('the id of a request', () => {
	it('is new each time and has one form, so that nothing else can be passed for one', () => {
		const ids = new Set(Array.from({ length: 1000 }, newRequestId));
		expect(ids.size).toBe(1000);
		expect([...ids].every(isRequestId)).toBe(true);
		for (const other of [undefined, null, '', '0123', `${newRequestId()}\n`, MARK])
			expect(isRequestId(other)).toBe(false);
	});
});

import {
	BIGINT,
	DuckDBDecimalValue,
	DuckDBListValue,
	DuckDBTypeId,
	LIST,
	VARCHAR,
	blobValue,
	listValue
} from '@duckdb/node-api';
import type { DuckDBType, DuckDBValue, DuckDBValueConverter } from '@duckdb/node-api';

/** Parameters as the engine takes them: whole numbers by size, lists typed even when empty. */
export function bindValues(params: unknown[]): { values: DuckDBValue[]; types: DuckDBType[] } {
	const bound = params.map(bindValue);
	const types = bound.map((one) => one.type) as DuckDBType[];
	return { values: bound.map((one) => one.value), types };
}

interface Bound {
	value: DuckDBValue;
	type: DuckDBType | undefined;
}

function bindValue(param: unknown): Bound {
	if (param === undefined || param === null) return { value: null, type: undefined };
	if (Array.isArray(param)) return bindList(param);
	if (param instanceof Uint8Array) return { value: blobValue(param), type: undefined };
	if (typeof param === 'number' && Number.isInteger(param) && Math.abs(param) > 2 ** 31 - 1) {
		return { value: BigInt(param), type: BIGINT };
	}
	return { value: param as DuckDBValue, type: undefined };
}

function bindList(items: unknown[]): Bound {
	const typed = items.every((item) => typeof item === 'string') ? LIST(VARCHAR) : undefined;
	return { value: listValue(items as DuckDBValue[]), type: typed };
}

/** Values as the project reads them: numbers are numbers, dates and times are text, lists are arrays, null stays null. */
export const toPlainValue: DuckDBValueConverter<unknown> = (value, type, converter) => {
	if (value === null || value === undefined) return null;
	if (typeof value === 'bigint') return Number(value);
	if (typeof value !== 'object') return value;
	if (value instanceof DuckDBDecimalValue) return value.toDouble();
	if (value instanceof DuckDBListValue) return plainList(value, type, converter);
	if (type.typeId === DuckDBTypeId.BLOB) return (value as unknown as { bytes: Uint8Array }).bytes;
	if (type.typeId === DuckDBTypeId.STRUCT) return plainStruct(value, type, converter);
	return value.toString();
};

function plainList(
	value: DuckDBListValue,
	type: DuckDBType,
	converter: DuckDBValueConverter<unknown>
): unknown[] {
	const inner = (type as unknown as { valueType: DuckDBType }).valueType;
	return value.items.map((item) => toPlainValue(item, inner, converter));
}

function plainStruct(
	value: DuckDBValue,
	type: DuckDBType,
	converter: DuckDBValueConverter<unknown>
): Record<string, unknown> {
	const entries = (value as unknown as { entries: Record<string, DuckDBValue> }).entries;
	const typed = type as unknown as { entryNames: string[]; entryTypes: DuckDBType[] };
	return Object.fromEntries(
		typed.entryNames.map((name, at) => [
			name,
			toPlainValue(entries[name] ?? null, typed.entryTypes[at] as DuckDBType, converter)
		])
	);
}

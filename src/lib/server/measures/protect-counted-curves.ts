import type { CountedCurves, KeptCurves } from './curves';
import type { Policy } from './kept-store';
export async function protectCountedCurves(curves: CountedCurves, policy: Policy): Promise<KeptCurves> {
	void curves;
	void policy;
	return [];
}

/** A quarter of help given, as a partner's own system writes it: its headers, its codes, its days, a prefix before each client. */
export function ownHeaders(quarter: 3 | 4): { name: string; mimeType: string; buffer: Buffer } {
	const kinds = ['Child care', 'Bus pass', 'Tuition', 'Child care', 'Tuition', 'Housing'];
	const lines = Array.from({ length: 18 }, (_, place) => {
		const client = place % 2 === 0 ? 'CL/H-036670' : 'CL/H-048385';
		const day = `${3 * quarter - 2 + (place % 3)}/${13 + (place % 15)}/2015`;
		const step = place % 9 === 8 ? 'denied' : 'delivered';
		const cost = step === 'denied' ? '' : `$${100 + place}.00`;
		return `V-${quarter}${100 + place},${client},${kinds[place % kinds.length]},${step},${day},${cost},Desk ${place % 4}`;
	});
	const text = ['Voucher No,Client,Help given,Disposition,Given on,Cost,Counter', ...lines].join('\r\n');
	return { name: `vouchers 2015 Q${quarter}.csv`, mimeType: 'text/csv', buffer: Buffer.from(`${text}\r\n`) };
}

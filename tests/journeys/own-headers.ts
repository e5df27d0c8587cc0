/** A quarter of help given, as a partner's own system writes it: its headers, its codes, its days, a prefix before each client. */
export function ownHeaders(quarter: '2015 Q4' | '2016 Q1'): {
	name: string;
	mimeType: string;
	buffer: Buffer;
} {
	const [year, month] = quarter === '2015 Q4' ? [2015, 10] : [2016, 1];
	const kinds = ['Child care', 'Bus pass', 'Tuition', 'Child care', 'Tuition', 'Housing'];
	const lines = Array.from({ length: 18 }, (_, place) => {
		const client = place % 2 === 0 ? 'CL/H-036670' : 'CL/H-048385';
		const day = `${month + (place % 3)}/${13 + (place % 15)}/${year}`;
		const step = place % 9 === 8 ? 'denied' : 'delivered';
		const cost = step === 'denied' ? '' : `$${100 + place}.00`;
		return `V-${month}${100 + place},${client},${kinds[place % kinds.length]},${step},${day},${cost},Desk ${place % 4}`;
	});
	const text = ['Voucher No,Client,Help given,Disposition,Given on,Cost,Counter', ...lines].join('\r\n');
	return { name: `vouchers ${quarter}.csv`, mimeType: 'text/csv', buffer: Buffer.from(`${text}\r\n`) };
}

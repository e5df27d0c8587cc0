/** A late quarter as a housing authority's system exports it: titles, semicolons, dollars, a total, mistakes. */
export function lateQuarter(): { name: string; mimeType: string; buffer: Buffer } {
	const lines = [
		'County Housing Authority - Services given;;;;;;;;;',
		'Period 7/1/2015 to 9/30/2015;;;;;;;;;',
		'Delivery id;Participant id;Service;Status;Date;Units;Unit;Amount;Award id;Denial reason',
		...Array.from({ length: 24 }, (_, place) => goodLine(place)),
		'DY-90031;Y-019400;houzing;delivered;7/14/2015;1;month;$812.00;HCV-COUNTY;',
		'DY-90032;Y-073557;housing;delivered;sometime;1;month;$905.00;HCV-COUNTY;',
		'Total;;;;;;;$19,656.00;;'
	];
	const text = `${lines.join('\r\n')}\r\n`;
	return { name: 'services 2015 Q3.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') };
}

function goodLine(place: number): string {
	const day = `${7 + (place % 3)}/${13 + (place % 15)}/2015`;
	return `DY-9${String(place).padStart(4, '0')};Y-019400;housing;delivered;${day};1;month;$819.00;HCV-COUNTY;`;
}

/** The same with its mistakes corrected. */
export function correctedQuarter(): ReturnType<typeof lateQuarter> {
	const sent = lateQuarter();
	const text = sent.buffer.toString('latin1').replace('houzing', 'housing').replace('sometime', '8/20/2015');
	return { ...sent, buffer: Buffer.from(text.replace('$19,656.00', '$21,373.00'), 'latin1') };
}

/** Text of a quarter of so many rows; 400,000 are more than 20 MB. */
export function largeQuarter(count: number): string {
	const header =
		'delivery_id,participant_id,service,status,date,units,unit,amount_usd,award_id,denial_reason';
	const rows = Array.from(
		{ length: count },
		(_, at) => `L-${at},V-${at % 900},food,delivered,2013-08-10,1,item,${at % 90}.25,,`
	);
	return [header, ...rows, ''].join('\n');
}

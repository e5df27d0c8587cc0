/** Two people on the navigators' roster. */
export const ROSTER = [
	'participant_id,birth_date,intake_date',
	'K-0101,1990-02-03,2015-01-05',
	'K-0102,1988-07-08,2015-01-06'
];

/** A partner's own ledger: its headers, its word for each service, its way of writing days. */
export const LEDGER = [
	'Txn Ref,Klient,Kind,Outcome,Day,Worker',
	'T-901,K-0101,Child care,delivered,1/25/2015,W1',
	'T-902,K-0102,Tuition,delivered,2/13/2015,W1',
	'T-903,K-0101,Tuition,denied,2/14/2015,W2'
];

import {
	addQuarters,
	quarterLabel,
	type Brief,
	type BriefChanges,
	type BriefTables,
	type Decision,
	type FilingStanding
} from '$lib/domain';
import { gapRows } from '../gap-row';
import { BRIEF_SAYS } from '../words/brief';
import { OVERVIEW_WORDS } from '../words/overview';
import { coverageLines } from './coverage-lines';
import { endingLines } from './ending-lines';
import { filingLines, missingLine } from './filing-lines';
import { gapLines } from './gap-lines';
import { matrixLines } from './matrix-lines';
import { briefNumbers, type BriefNumber } from './numbers';
import { peopleLines } from './people-lines';
import { runwayLines } from './runway-lines';
import { sentence, type BriefLine } from './line';

/** A part of a brief: its heading, and what it says line by line. */
export interface BriefPart {
	id: 'coverage' | 'people' | 'filings' | 'matrix' | 'gaps' | 'ending' | 'runway';
	title: string;
	lines: BriefLine[];
}

/** A brief in words: the same sentences for the page, for paper, for Word and for the command line. */
export interface BriefPage {
	date: string;
	state: number;
	title: string;
	author: string;
	stamp: string;
	since: string;
	lead: string;
	/** What is said while partners have not filed for the quarter; empty when all have. */
	caution: string;
	foot: string;
	numbers: BriefNumber[];
	/** What changed since; nothing where the state cannot be asked any more. */
	changed: BriefPart[];
	/** Where to act. */
	open: BriefPart[];
	decisions: Decision[];
	notes: string;
}

/** What a brief is made of. Tables are of the states of this brief, of the one before, and of the latest state. */
export interface BriefSources {
	brief: Brief;
	partnership: string;
	now: BriefTables | null;
	then: BriefTables | null;
	/** Tables of the latest state, where it is another. */
	today: BriefTables | null;
	changes: BriefChanges;
}

/** Says everything that a brief says. */
export function briefPage(sources: BriefSources): BriefPage {
	const { brief, partnership, now, then, today, changes } = sources;
	const { date, state, previous, decisions, notes } = brief;
	const head = {
		date,
		state,
		title: BRIEF_SAYS.title(date),
		author: partnership,
		since: previous ? BRIEF_SAYS.since(previous.date, previous.state) : BRIEF_SAYS.first,
		decisions,
		notes
	};
	if (!now)
		return {
			...head,
			stamp: '',
			lead: BRIEF_SAYS.cannot(state),
			caution: '',
			foot: '',
			numbers: [],
			changed: [],
			open: []
		};
	const quarter = quarterLabel(now.latest, brief.calendar);
	return {
		...head,
		stamp: BRIEF_SAYS.stamp(quarter, now.asOf, state),
		lead: leadOf(now),
		caution: cautionOf(changes.standing, quarter),
		foot: BRIEF_SAYS.foot(partnership, date, state, now.threshold),
		numbers: briefNumbers({ brief, now, then, today }),
		changed: changedParts(sources, now),
		open: openParts(sources, now)
	};
}

function changedParts({ brief, then, changes }: BriefSources, now: BriefTables): BriefPart[] {
	const isFirst = brief.previous === null;
	const before = isFirst ? earlierQuarter(now) : then;
	const { parts } = BRIEF_SAYS;
	return [
		{ id: 'coverage', title: parts.coverage, lines: coverageLines(now.coverage, before?.coverage ?? null) },
		{ id: 'people', title: parts.people, lines: peopleLines(now.people, before?.people ?? null) },
		{ id: 'matrix', title: parts.matrix, lines: matrixLines(changes.matrix, isFirst) }
	];
}

function openParts({ brief, changes }: BriefSources, now: BriefTables): BriefPart[] {
	const { parts } = BRIEF_SAYS;
	const { calendar } = brief;
	const isFirst = brief.previous === null;
	const until = addQuarters(now.latest, ENDING_AHEAD);
	return [
		{ id: 'gaps', title: parts.gaps, lines: gapLines(now) },
		{
			id: 'ending',
			title: parts.ending(quarterLabel(until, calendar)),
			lines: endingLines(now, { until, calendar })
		},
		{ id: 'runway', title: parts.runway, lines: runwayLines(now) },
		{
			id: 'filings',
			title: parts.filings,
			lines: [missingLine(changes.standing, calendar), ...filingLines(changes, { isFirst, calendar })]
		}
	];
}

/** An award's end is on the page in its quarter and in the two quarters before. */
const ENDING_AHEAD = 2;

function earlierQuarter(now: BriefTables): Pick<BriefTables, 'coverage' | 'people'> {
	return { coverage: now.coverageBefore, people: now.peopleBefore };
}

function cautionOf(standing: FilingStanding | null, quarter: string): string {
	if (!standing || standing.missing.length === 0) return '';
	const { filed, missing } = standing;
	return OVERVIEW_WORDS.missing(filed.length, filed.length + missing.length, quarter);
}

/** The finding of the page in a sentence, as the overview has it. */
function leadOf({ covered, coverage, reasons, latest }: BriefTables): string {
	const row = covered?.rows.find((candidate) => candidate.quarter === latest);
	if (!covered || row?.status !== 'shown' || row.value === null) return '';
	const gaps = reasons && coverage ? gapRows(reasons, coverage, 'service') : [];
	const widest = gaps.find((gap) => gap.unmet !== null);
	const gap = widest ? OVERVIEW_WORDS.leadGap(widest.label, widest.unmetText) : '';
	return OVERVIEW_WORDS.lead(sentence(row, covered), gap);
}

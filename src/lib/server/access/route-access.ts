import { ROLES, type Role } from '$lib/domain';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * How it is known whose rows a route is about: the submission, the loading or the partner that its address names, or
 * what is sent. A route without it is about nobody's rows.
 */
export type PartnerOf = 'submission' | 'loading' | 'partner' | 'claim';

/** Who may use a route by which methods, and of which partners. `anyone` needs no role: it shows nothing of the partnership. */
export interface RouteAccess {
	route: string;
	methods: readonly Method[];
	roles: readonly Role[] | 'anyone';
	/** With it, the route is refused to whoever may not see that partner's rows, as if there were nothing. */
	partnerOf?: PartnerOf;
	/** It changes nothing, though a question is posted: whoever may only read may ask it. */
	isQuestion?: true;
	/** Most megabytes that may be sent, or `upload` for the home's own limit; a form's worth where nothing is said. */
	bodyMb?: number | 'upload';
	/** What it shows is one's own and stays in no browser, although every role may use it. */
	isOwn?: true;
}

const READ: readonly Method[] = ['GET'];
const WRITE: readonly Method[] = ['POST'];
const FILERS: readonly Role[] = ['analyst', 'administrator'];
/** Leadership decides; the writer of applications and the administrator keep its minutes. */
const MEETING: readonly Role[] = ['leader', 'writer', 'administrator'];
/** Plans are for those who decide, apply for money, and keep the numbers. */
const PLANNERS: readonly Role[] = ['leader', 'writer', 'analyst', 'administrator'];
const NAVIGATORS: readonly Role[] = ['navigator'];
const ADMINISTRATORS: readonly Role[] = ['administrator'];

/** The one table of route x method x role x partner. What is not in it is refused to everybody. */
export const ACCESS: readonly RouteAccess[] = [
	{ route: '/', methods: READ, roles: ROLES },
	{ route: '/coverage', methods: READ, roles: ROLES },
	{ route: '/coverage/[service]/[population]', methods: READ, roles: ROLES },
	{ route: '/coverage/moves', methods: READ, roles: ROLES },
	{ route: '/retention', methods: READ, roles: ROLES },
	{ route: '/retention/cohorts', methods: READ, roles: ROLES },
	{ route: '/retention/compare', methods: READ, roles: ROLES },
	{ route: '/retention/support', methods: READ, roles: ROLES },
	{ route: '/retention/timing', methods: READ, roles: ROLES },
	{ route: '/retention/outcomes', methods: READ, roles: ROLES },
	{ route: '/funding', methods: READ, roles: ROLES },
	{ route: '/plan', methods: READ, roles: PLANNERS },
	{ route: '/plans', methods: READ, roles: PLANNERS },
	{ route: '/plans', methods: WRITE, roles: MEETING },
	{ route: '/plans/compare', methods: READ, roles: PLANNERS },
	{ route: '/plans/answer', methods: WRITE, roles: PLANNERS, isQuestion: true },
	{ route: '/plans/ranges', methods: READ, roles: PLANNERS },
	{ route: '/plans/memorandum', methods: READ, roles: PLANNERS },
	{ route: '/plans/memorandum.docx', methods: READ, roles: PLANNERS },
	{ route: '/plans/memorandum.csv', methods: READ, roles: PLANNERS },
	{ route: '/plans/plan.json', methods: READ, roles: PLANNERS },
	{ route: '/funding/spent', methods: READ, roles: ROLES },
	{ route: '/matrix', methods: READ, roles: ROLES },
	{ route: '/matrix/offerings.csv', methods: READ, roles: ROLES },
	{ route: '/matrix/hsds.zip', methods: READ, roles: ROLES },
	{ route: '/matrix/new', methods: READ, roles: FILERS },
	{ route: '/matrix/new', methods: WRITE, roles: FILERS, partnerOf: 'claim' },
	{ route: '/matrix/[partner]/[line]', methods: READ, roles: ROLES },
	{ route: '/matrix/[partner]/[line]', methods: WRITE, roles: FILERS, partnerOf: 'partner' },
	{ route: '/work-list', methods: READ, roles: NAVIGATORS },
	{ route: '/work-list/[partner]', methods: READ, roles: NAVIGATORS, partnerOf: 'partner' },
	{ route: '/figures', methods: READ, roles: ROLES },
	{ route: '/brief', methods: READ, roles: ROLES },
	{ route: '/brief', methods: WRITE, roles: MEETING },
	{ route: '/brief/[date]', methods: READ, roles: ROLES },
	{ route: '/brief/[date]', methods: WRITE, roles: MEETING },
	{ route: '/brief/[date]/brief.docx', methods: READ, roles: ROLES },
	{ route: '/glossary', methods: READ, roles: ROLES },
	{ route: '/gallery', methods: READ, roles: ROLES },
	{ route: '/submissions', methods: READ, roles: ROLES },
	{ route: '/submissions', methods: WRITE, roles: FILERS, partnerOf: 'claim', bodyMb: 'upload' },
	{ route: '/submissions/formats', methods: READ, roles: ROLES },
	{ route: '/submissions/[id]', methods: ['GET', 'POST'], roles: FILERS, partnerOf: 'submission' },
	{ route: '/submissions/loading/[job]', methods: ['GET', 'POST'], roles: FILERS, partnerOf: 'loading' },
	{ route: '/submissions/[id]/match', methods: ['GET', 'POST'], roles: FILERS, partnerOf: 'submission' },
	{ route: '/submissions/[id]/match/format.json', methods: READ, roles: FILERS, partnerOf: 'submission' },
	{ route: '/logo', methods: READ, roles: ROLES },
	{ route: '/audit', methods: READ, roles: ADMINISTRATORS },
	{ route: '/audit/log.csv', methods: READ, roles: ADMINISTRATORS },
	{ route: '/settings', methods: ['GET', 'POST'], roles: ADMINISTRATORS, bodyMb: 40 },
	{ route: '/settings/levels', methods: ['GET', 'POST'], roles: ADMINISTRATORS },
	{ route: '/agreements', methods: ['GET', 'POST'], roles: ADMINISTRATORS },
	{ route: '/agreements/[partner]', methods: ['GET', 'POST'], roles: ADMINISTRATORS },

	{ route: '/sign-in', methods: ['GET', 'POST'], roles: 'anyone' },
	{ route: '/sign-in/code', methods: ['GET', 'POST'], roles: 'anyone' },
	{ route: '/sign-in/forgotten', methods: ['GET', 'POST'], roles: 'anyone' },
	{ route: '/sign-in/provider', methods: READ, roles: 'anyone' },
	{ route: '/sign-in/provider/callback/[id]', methods: READ, roles: 'anyone' },
	{ route: '/sign-out', methods: WRITE, roles: 'anyone' },
	{ route: '/invitation/[token]', methods: ['GET', 'POST'], roles: 'anyone' },
	{ route: '/account', methods: ['GET', 'POST'], roles: ROLES, isOwn: true },
	{ route: '/account/stay', methods: WRITE, roles: ROLES },
	{ route: '/users', methods: ['GET', 'POST'], roles: ADMINISTRATORS },
	{ route: '/users/rules', methods: ['GET', 'POST'], roles: ADMINISTRATORS },

	{ route: '/api/role', methods: WRITE, roles: 'anyone' },
	{ route: '/api/v1/health', methods: READ, roles: 'anyone' },
	{ route: '/api/v1/openapi.json', methods: READ, roles: 'anyone' },
	{ route: '/api/v1/measures', methods: READ, roles: ROLES },
	{ route: '/api/v1/measures/[id]', methods: READ, roles: ROLES },
	{ route: '/api/v1/figures/[file]', methods: READ, roles: ROLES },
	{ route: '/api/v1/states', methods: READ, roles: ROLES },
	{ route: '/api/v1/plans/solve', methods: WRITE, roles: ROLES, isQuestion: true },
	{ route: '/api/v1/loadings/[id]', methods: ['GET', 'DELETE'], roles: FILERS, partnerOf: 'loading' },
	{ route: '/api/v1/loadings/[id]/events', methods: READ, roles: FILERS, partnerOf: 'loading' },
	{ route: '/api/v1/submissions', methods: WRITE, roles: FILERS, partnerOf: 'claim', bodyMb: 'upload' },
	{ route: '/api/v1/submissions/[id]', methods: ['GET', 'DELETE'], roles: FILERS, partnerOf: 'submission' },
	{ route: '/api/v1/submissions/[id]/findings.csv', methods: READ, roles: FILERS, partnerOf: 'submission' },
	{
		route: '/api/v1/submissions/[id]/original',
		methods: READ,
		roles: ADMINISTRATORS,
		partnerOf: 'submission'
	},
	{ route: '/api/v1/submissions/[id]/findings.xlsx', methods: READ, roles: FILERS, partnerOf: 'submission' },
	{ route: '/api/v1/submissions/[id]/publish', methods: WRITE, roles: FILERS, partnerOf: 'submission' }
];

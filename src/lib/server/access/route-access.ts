import { ROLES, type Role } from '$lib/domain';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may use a route by which methods. `anyone` needs no role: it shows nothing of the partnership. */
export interface RouteAccess {
	route: string;
	methods: readonly Method[];
	roles: readonly Role[] | 'anyone';
}

const READ: readonly Method[] = ['GET'];
const WRITE: readonly Method[] = ['POST'];
const FILERS: readonly Role[] = ['analyst', 'administrator'];
const ADMINISTRATORS: readonly Role[] = ['administrator'];

/** The one table of route x method x role. What is not in it is refused to everybody. */
export const ACCESS: readonly RouteAccess[] = [
	{ route: '/', methods: READ, roles: ROLES },
	{ route: '/coverage', methods: READ, roles: ROLES },
	{ route: '/retention', methods: READ, roles: ROLES },
	{ route: '/funding', methods: READ, roles: ROLES },
	{ route: '/figures', methods: READ, roles: ROLES },
	{ route: '/glossary', methods: READ, roles: ROLES },
	{ route: '/gallery', methods: READ, roles: ROLES },
	{ route: '/submissions', methods: READ, roles: ROLES },
	{ route: '/submissions', methods: WRITE, roles: FILERS },
	{ route: '/submissions/formats', methods: READ, roles: ROLES },
	{ route: '/submissions/[id]', methods: ['GET', 'POST'], roles: FILERS },
	{ route: '/submissions/loading/[job]', methods: ['GET', 'POST'], roles: FILERS },
	{ route: '/submissions/[id]/match', methods: ['GET', 'POST'], roles: FILERS },
	{ route: '/submissions/[id]/match/format.json', methods: READ, roles: FILERS },
	{ route: '/logo', methods: READ, roles: ROLES },
	{ route: '/audit', methods: READ, roles: ADMINISTRATORS },
	{ route: '/audit/log.csv', methods: READ, roles: ADMINISTRATORS },
	{ route: '/settings', methods: ['GET', 'POST'], roles: ADMINISTRATORS },

	{ route: '/api/role', methods: WRITE, roles: 'anyone' },
	{ route: '/api/v1/health', methods: READ, roles: 'anyone' },
	{ route: '/api/v1/openapi.json', methods: READ, roles: 'anyone' },
	{ route: '/api/v1/measures', methods: READ, roles: ROLES },
	{ route: '/api/v1/measures/[id]', methods: READ, roles: ROLES },
	{ route: '/api/v1/figures/[file]', methods: READ, roles: ROLES },
	{ route: '/api/v1/states', methods: READ, roles: ROLES },
	{ route: '/api/v1/loadings/[id]', methods: ['GET', 'DELETE'], roles: FILERS },
	{ route: '/api/v1/loadings/[id]/events', methods: READ, roles: FILERS },
	{ route: '/api/v1/submissions', methods: WRITE, roles: FILERS },
	{ route: '/api/v1/submissions/[id]', methods: ['GET', 'DELETE'], roles: FILERS },
	{ route: '/api/v1/submissions/[id]/findings.csv', methods: READ, roles: FILERS },
	{ route: '/api/v1/submissions/[id]/original', methods: READ, roles: ADMINISTRATORS },
	{ route: '/api/v1/submissions/[id]/findings.xlsx', methods: READ, roles: FILERS },
	{ route: '/api/v1/submissions/[id]/publish', methods: WRITE, roles: FILERS }
];

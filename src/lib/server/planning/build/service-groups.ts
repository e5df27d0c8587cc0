import type { ServiceGroup } from '$lib/domain';

const GROUPS: Record<string, ServiceGroup> = {
	tuition: 'training',
	exam_license_fees: 'training',
	tutoring: 'training',
	housing: 'housing',
	case_management: 'career',
	job_placement: 'career'
};

/** What kind of help a service is; whatever is none of the others supports. */
export function groupOf(service: string): ServiceGroup {
	return GROUPS[service] ?? 'support';
}

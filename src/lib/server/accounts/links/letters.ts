import type { LinkKind } from './links';

/** The letters that carry a link, by what it is for. */
export const LINK_LETTERS: Record<
	LinkKind,
	(partnership: string, url: string) => { subject: string; text: string }
> = {
	invitation: (partnership, url) => ({
		subject: `You are invited to Braidwork of ${partnership}`,
		text: `You are invited to Braidwork of ${partnership}.

Open this link to choose a password. It works once, for seven days:
${url}

If you did not expect this, do nothing and tell your administrator.
`
	}),
	reset: (partnership, url) => ({
		subject: `A new password for Braidwork of ${partnership}`,
		text: `Somebody, probably you, asked for a new password for Braidwork of ${partnership}.

Open this link to choose one. It works once, for a day:
${url}

If it was not you, do nothing: your password stays as it is.
`
	})
};

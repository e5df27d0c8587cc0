import { Refusal, type Actor } from '$lib/domain';
import { memberOf } from './members';
import { openAccountBook } from './open-accounts';
import { partnersFor } from './partners-for';

/** Whoever has the account under an email, with their role and their partners. Refuses an email that nobody has, and an account that is shut. */
export function actAs(home: string, email: string): Actor {
	const book = openAccountBook(home);
	try {
		const member = memberOf(book, email);
		if (member.status === 'disabled')
			throw new Refusal(
				'user_disabled',
				`The account of ${member.email} is shut.`,
				'Open it again with `braidwork user enable`, or leave --as out.'
			);
		return { who: member.email, role: member.role, partners: partnersFor(member.role, member.partners) };
	} finally {
		book.close();
	}
}

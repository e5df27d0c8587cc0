/** The words of signing in, of invitations, of one's own account and of the list of users. */
export const SIGN_IN_WORDS = {
	title: 'Sign in',
	lead: (partnership: string) => `Braidwork of ${partnership}.`,
	email: 'Email',
	password: 'Password',
	submit: 'Sign in',
	again: 'Sign in again to go on where you were.',
	ended:
		'You were signed out, because nothing happened for 30 minutes or twelve hours were over. Sign in again.',
	out: 'You are signed out.',
	waysTitle: 'You cannot get in?',
	ways: [
		'An administrator can hand you a one-time link to a new password; it works even while passwords have to wait.',
		'A browser in which you signed in before is not held up when others try passwords on your account.'
	],
	forgotten: {
		link: 'I do not know my password any more',
		title: 'A link to a new password',
		lead: 'Write your address. If it has an account here, a letter with a one-time link is on its way to it.',
		submit: 'Send me a link',
		sent: 'If this address has an account, the letter is on its way. Look into your mail, also among the unwanted.',
		none: 'No mail is set up here. Ask an administrator for a one-time link.',
		back: 'Back to signing in'
	},
	demo: 'This home holds invented data: nobody signs in, the role is chosen above.',
	by: (name: string) => `Sign in by ${name}`,
	provider: {
		refused:
			'Your provider did not say who you are, or nobody here has an account under your address. Ask an administrator to invite it.',
		away: 'Your provider does not answer. Try again later, or sign in by your password.'
	} as Record<string, string>,
	code: {
		title: 'The second factor',
		lead: 'We know who you are. Now the code that your authenticator shows.',
		label: 'Code of six digits, or a backup code',
		submit: 'Go on',
		start: 'Start again'
	}
} as const;

/** The words of the page behind a link that was handed over. */
export const INVITATION_WORDS = {
	title: 'You are invited',
	resetTitle: 'Choose a new password',
	lead: (partnership: string) => `Braidwork of ${partnership}. Choose a password, and you are in.`,
	first: 'You will be the first administrator of this home: you invite everybody else.',
	email: 'Email',
	emailHint: 'You sign in with it.',
	name: 'Name',
	password: 'Password',
	passwordHint: (least: number) =>
		`${least} characters or more; four or five words that do not belong together will do. No signs or digits are asked for, and it never has to be changed.`,
	repeat: 'The password once more',
	differ: 'The two passwords are not the same.',
	differHint: 'Write the same password in both fields.',
	submit: 'Set the password and sign in',
	until: (day: string) => `This link works once, until ${day}.`,
	goneTitle: 'This link does not work any more',
	gone: 'It was used already, or is too old. Ask an administrator for a new one.',
	toSignIn: 'To the sign-in page'
} as const;

/** The words of one's own account. */
export const ACCOUNT_WORDS = {
	title: 'Your account',
	lead: (email: string, role: string) => `${email}, ${role}.`,
	partners: (partners: string) => `You see the files of ${partners}.`,
	everyPartner: 'You see the files of every partner.',
	saved: 'Saved. Every other browser was signed out.',
	ended: 'That browser is signed out.',
	sessions: {
		title: 'Where you are signed in',
		lead: 'End what you do not recognize. A session ends by itself after 30 minutes without a request, and after twelve hours.',
		heads: ['Browser', 'Address', 'Since', 'Last seen', ''],
		here: 'this browser',
		end: 'Sign out there',
		endOf: (browser: string) => `Sign out there: ${browser}`,
		others: 'Sign out everywhere else'
	},
	password: {
		title: 'Password',
		current: 'Password now',
		fresh: 'New password',
		submit: 'Change the password'
	},
	tokens: {
		title: 'Tokens for programs',
		lead: 'A program sends one to /api/v1 in your name, and may at most what you may.',
		none: 'You have none.',
		heads: ['Name', 'May', 'Until', 'Last used', ''],
		scopes: { read: 'read', all: 'read and write' } as Record<string, string>,
		never: 'never',
		over: 'over',
		revoked: 'taken back',
		ended: 'The token does not work any more.',
		name: 'What will use it',
		expires: 'Until (one year at most; empty: one year)',
		readOnly: 'It may only read',
		make: 'Make a token',
		password: 'Your password',
		noPassword: 'You have no password here: make one within ten minutes of signing in by your provider.',
		later: 'Set up the second factor first; your programs are refused until then.',
		revoke: 'Take back',
		revokeOf: (name: string) => `Take back the token ${name}`,
		once: 'Copy it now. It is shown this once and kept nowhere.',
		copy: 'Copy the token'
	},
	factor: {
		title: 'Second factor',
		lead: 'A code of an authenticator on your phone, asked for after your password. With it a password needs eight characters only.',
		on: 'It is on.',
		off: 'The second factor is off.',
		turnedOn: 'The second factor is on.',
		needed: 'Everybody needs a second factor here.',
		neededHint: 'Set it up to go on; the other pages open after that.',
		begin: 'Set it up',
		begun: 'Three steps',
		scan: 'Scan this with your authenticator,',
		picture: 'QR code of the key that is written below',
		open: 'open it there',
		typed: 'or type this key into it, time-based, six digits:',
		backup:
			'Keep these codes where your phone is not. Each lets you in once, should you lose it. They are shown only now.',
		confirm: 'Write the code that it shows now.',
		code: 'Code of six digits',
		turnOn: 'Turn it on',
		turnOff: 'Turn it off',
		password: 'Your password',
		noPassword: 'You have no password here: do this within ten minutes of signing in by your provider.',
		copyKey: 'Copy the key',
		copyCodes: 'Copy the codes'
	},
	out: 'Sign out',
	demo: 'In the demo nobody has an account: the role is chosen at the top of the page.'
} as const;

/** The words of the list of users. */
export const USERS_WORDS = {
	title: 'Users: who may come in',
	lead: 'Everybody with an account, and everybody who was invited to one.',
	heads: ['Who', 'Role', 'Partners', 'State', 'Last seen', ''],
	states: { invited: 'invited', active: 'active', disabled: 'shut' } as Record<string, string>,
	secondFactor: 'second factor',
	never: 'never',
	everyPartner: 'every partner',
	noPartner: 'none',
	change: 'Change',
	changeOf: (who: string) => `Change ${who}`,
	close: 'Close',
	role: 'Role',
	partners: 'Partners',
	partnersHint:
		'Whose files an analyst or navigator sees. An administrator sees none unless granted here; leaders and writers never do.',
	everyPartnerChoice: 'Every partner, also new ones',
	save: 'Save',
	link: 'Make a one-time link',
	linkHint: 'To come in, or to a new password. Hand it over yourself: whoever opens it first is in.',
	shut: 'Shut this account',
	shutHint: (who: string) =>
		`${who} is signed out at once and cannot come in any more; tokens are taken back for good. You can open the account again.`,
	shutYes: 'Yes, shut it',
	state: 'State',
	lastSeen: 'Last seen',
	own: 'Your own password',
	ownHint:
		'Asked for when you make somebody an administrator, or grant partners to yourself or every partner.',
	ownFresh:
		'To make somebody an administrator, or to grant partners to yourself or every partner, sign in by your provider within ten minutes before.',
	did: {
		changed: (who: string, role: string) => `${who} is now ${role}.`,
		shut: (who: string) => `The account of ${who} is shut, and its tokens are taken back.`,
		opened: (who: string) => `The account of ${who} is open again.`,
		ended: (who: string) => `${who} is signed out everywhere.`
	},
	open: 'Open this account again',
	dropFactor: 'Take off second factor and password',
	dropFactorHint: 'For whoever lost their authenticator: they begin anew by a one-time link.',
	sessions: (count: number) =>
		count === 1 ? 'Signed in with one browser' : `Signed in with ${count} browsers`,
	endSessions: 'Sign out everywhere',
	invite: {
		title: 'Invite somebody',
		email: 'Email',
		submit: 'Invite'
	},
	rules: {
		title: 'Rules for signing in',
		lead: 'They hold for everybody, from the next request on.',
		back: 'Back to the users',
		second: 'Second factor',
		factor: 'Everybody needs a second factor',
		factorHint: 'Whoever has none is led to set it up at once, and sees nothing else before.',
		save: 'Save the rules'
	},
	provider: {
		title: 'Sign-in by your own provider',
		lead: 'People whom you invited may then sign in as they do everywhere in your county (OpenID Connect). Nobody gets an account by that alone.',
		callback: 'Tell the provider to send people back to',
		name: 'What the button says after “Sign in by”',
		nameHint: 'For example: County login',
		issuer: 'Issuer',
		issuerHint: 'Exactly as the provider writes it, for example https://login.county.gov',
		client: 'Client id',
		secret: 'Client secret',
		secretKept: 'Empty: keep the one there is.',
		factor: 'What it says of whoever showed several factors there (amr or acr)',
		factorHint:
			'For example: mfa. Then our own code is not asked for after that. Empty: whoever has a second factor here enters it.',
		trusted: 'Its addresses are those of its own people, also where it does not say that it checked them',
		save: 'Save the provider',
		remove: 'Take the provider away'
	},
	mail: {
		title: 'Mail',
		lead: 'With a mail server set up, invitations and links to a new password are sent. Without one, you hand the links over yourself.',
		host: 'Mail server (SMTP)',
		port: 'Port',
		secure: 'Enciphered from the first byte (port 465); otherwise from the greeting on',
		user: 'User name, where it asks for one',
		password: 'Password',
		passwordKept: 'Empty: keep the one there is.',
		from: 'Sender',
		save: 'Save the mail server',
		remove: 'Take the mail server away'
	},
	mailed: 'It was also sent by mail.',
	madeTitle: (email: string) => `A link for ${email}`,
	made: 'Hand it over yourself. It works once, and it is shown only now.',
	copy: 'Copy the link',
	done: 'Done.',
	none: 'Nobody yet.'
} as const;

/** The words that warn before a session ends. */
export const SESSION_WORDS = {
	title: 'You will be signed out',
	idle: (minutes: number) =>
		`Nothing was asked of the server for a while. In ${minutes === 1 ? 'a minute' : `${minutes} minutes`} you are signed out, and what you wrote here and did not send is lost.`,
	whole: (minutes: number) =>
		`You have been signed in for twelve hours. In ${minutes === 1 ? 'a minute' : `${minutes} minutes`} you are signed out; send what you are writing, then sign in again.`,
	stay: 'Stay signed in',
	understood: 'I see'
} as const;

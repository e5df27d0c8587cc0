/** Without a request for so long a session ends (OWASP ASVS 5.0, 7.3.1; NIST SP 800-63B-4, AAL2 allows an hour). */
export const IDLE_MINUTES = 30;

/** So long a session lasts at most (NIST SP 800-63B-4, AAL2: 24 hours). */
export const LONGEST_HOURS = 12;

/** So long before the end a page warns, so that nobody loses what they are writing (WCAG 2.2, 2.2.1). */
export const WARNING_MINUTES = 3;

/** Longest subject, characters: what `git log` and code hosts show of it without cutting. */
const LONGEST_SUBJECT = 72;

const TYPES = 'build chore ci docs feat fix perf refactor revert style test'.split(' ');

const SUBJECT = new RegExp(`^(${TYPES.join('|')})(\\([a-z0-9-]+\\))?!?: \\S`);

/** Subjects that git writes itself. */
const BY_GIT = /^(Merge|Revert "|(fixup|squash|amend)! )/;

/**
 * @param {string} message as git hands it to its hook `commit-msg`, comments included
 * @returns {string | undefined} what is wrong with it
 */
export function commitMessageFault(message) {
  const [subject = '', second = ''] = message
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .trimStart()
    .split('\n');
  if (BY_GIT.test(subject)) {
    return undefined;
  }
  if (!SUBJECT.test(subject)) {
    return `The subject "${subject}" is not "type: …" or "type(scope): …" with one of ${TYPES.join(', ')}.`;
  }
  if (subject.length > LONGEST_SUBJECT) {
    return `The subject has ${subject.length} characters: ${LONGEST_SUBJECT} are the limit.`;
  }
  if (second.trim() !== '') {
    return 'An empty line belongs between the subject and what follows.';
  }
  return undefined;
}

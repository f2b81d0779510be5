/** How calls are marked in lists and heads: shapes for the eye, words beside them. */
export { BadgeIcons } from './BadgeIcons';
export { BadgeWords } from './BadgeWords';
export { CallStateBadge } from './CallStateBadge';
export { CallStateShape } from './CallStateShape';
export { listenerNames } from './listeners';
export { SpeakingShape } from './SpeakingShape';

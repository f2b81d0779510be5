/** The messages that callers left. */
export { MessagesScreen } from './MessagesScreen';

/** The messages that callers left. */
export { MessagesScreen } from './MessagesScreen';
export { useOpenMessages } from './openMessages';

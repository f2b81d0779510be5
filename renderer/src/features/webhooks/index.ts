/** The receivers of webhooks, and what waits for them. */
export { ReceiverList } from './ReceiverList';

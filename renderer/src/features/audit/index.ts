/** Who did what. */
export { AuditScreen } from './AuditScreen';

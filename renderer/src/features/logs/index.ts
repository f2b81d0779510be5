/** The log of the program. */
export { CopyDiagnostics } from './CopyDiagnostics';
export { LogDialog } from './LogDialog';

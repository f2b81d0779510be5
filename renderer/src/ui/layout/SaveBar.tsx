import type { ReactNode } from 'react';
import { ProblemLine } from '../messages/ProblemLine';

/**
 * The foot of a form that is saved as a whole: the changes not yet saved, and the outcome of
 * saving.
 */
export function SaveBar(props: {
  /** Why saving was not possible; empty for nothing. */
  readonly failure: string;
  readonly summary: string;
  /** The summary names what must be corrected first. */
  readonly invalid?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { failure, summary, invalid = false, className = '' } = props;
  return (
    <div className={`border-t border-line ${className}`}>
      {failure !== '' && (
        <ProblemLine role="alert" className="px-5 pt-3">
          {failure}
        </ProblemLine>
      )}
      <div className="flex items-center gap-2 px-5 py-3">
        <span
          role="status"
          className={`min-w-0 flex-1 truncate ${invalid ? 'text-danger' : 'text-muted'}`}
        >
          {summary}
        </span>
        {props.children}
      </div>
    </div>
  );
}

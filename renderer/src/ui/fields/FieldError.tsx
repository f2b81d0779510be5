import { ProblemLine } from '../messages/ProblemLine';
import { errorIdOf } from './fieldWiring';

/**
 * What is wrong with the value of a control. The live region is there before the error is, because
 * a region that comes together with its text is not read out everywhere.
 */
export function FieldError(props: { readonly controlId: string; readonly text: string }) {
  return (
    <div aria-live="polite">
      {props.text !== '' && (
        <ProblemLine id={errorIdOf(props.controlId)} className="mt-1">
          {props.text}
        </ProblemLine>
      )}
    </div>
  );
}

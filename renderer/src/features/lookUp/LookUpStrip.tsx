import type { LookUp } from '#model/lookUp';
import { LookUpView } from './LookUpView';

/** The look-up under the head of a call; nothing where there was none. */
export function LookUpStrip({ lookUp }: { readonly lookUp: LookUp | null }) {
  return lookUp === null ? null : (
    <div className="px-5 pb-3">
      <LookUpView lookUp={lookUp} />
    </div>
  );
}

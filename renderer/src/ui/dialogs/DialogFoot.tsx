import type { ReactNode } from 'react';

/** The foot of a dialog: what can be done with it at the end, what is beside that at the start. */
export function DialogFoot(props: { readonly start?: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="dialog-foot">
      <div className="dialog-foot-start">{props.start}</div>
      {props.children}
    </div>
  );
}

import type { ReactNode } from 'react';

/** Why something was refused; announced at once. */
export function ErrorText(props: { readonly className?: string; readonly children: ReactNode }) {
  return (
    <p role="alert" className={`text-danger select-text ${props.className ?? ''}`}>
      {props.children}
    </p>
  );
}

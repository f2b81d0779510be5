import { type ReactNode, useEffect, useRef } from 'react';
import { FOCUS_HOME } from '../focus/focusHome';

/**
 * The content of the window beside the navigation. It takes the focus when the focused element went
 * with the screen before, so that keys work here at once.
 */
export function Screen(props: {
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
}) {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement === null) {
      ref.current?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <main
      ref={ref}
      {...FOCUS_HOME}
      tabIndex={-1}
      aria-label={props.label}
      className={props.className}
    >
      {props.children}
    </main>
  );
}

import { type ReactNode, useLayoutEffect, useRef } from 'react';

/** How often a bar can give way before it breaks into two lines. */
const GIVING_STEPS = 7;

/** What may be given up at the first of the steps, at the second, and so on. */
export type GivingStep = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const stepsUpTo = (last: number): string =>
  Array.from({ length: last }, (_, index) => String(index + 1)).join(' ');

const widthOf = (element: Element): number => element.getBoundingClientRect().width;

/** Whether both ends have room. Until they have, the one on the right covers what it needs. */
function isWide(bar: HTMLElement): boolean {
  return [...bar.children].reduce((sum, end) => sum + widthOf(end), 0) <= widthOf(bar);
}

/** Gives up as little as it can, so that all of it is on one line. */
function fit(bar: HTMLElement): void {
  for (let step = 0; step <= GIVING_STEPS; step += 1) {
    bar.dataset['given'] = stepsUpTo(step);
    if (isWide(bar)) {
      return;
    }
  }
  bar.dataset['given'] = `${stepsUpTo(GIVING_STEPS)} line`;
}

/**
 * A bar of one line with something at each end. Where it is too narrow, it gives up step by step
 * what a `BarWords` in it says it can do without. As narrow as no step helps, it takes two lines.
 */
export function FittingBar(props: {
  readonly label: string;
  readonly className: string;
  readonly start: ReactNode;
  readonly end: ReactNode;
}) {
  const ref = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const bar = ref.current;
    if (bar === null) {
      return undefined;
    }
    const observer = new ResizeObserver(() => {
      fit(bar);
    });
    for (const each of [bar, ...bar.children]) {
      observer.observe(each);
    }
    return () => {
      observer.disconnect();
    };
  }, []);
  return (
    <header ref={ref} className={`fitting-bar ${props.className}`} aria-label={props.label}>
      <div>{props.start}</div>
      <div>{props.end}</div>
    </header>
  );
}

/**
 * Words in a FittingBar. Given up, they are still there for a screen reader, and for the eye there
 * are `sign` and `short` in their place.
 */
export function BarWords(props: {
  readonly step: GivingStep;
  readonly sign?: ReactNode;
  readonly short?: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { step, sign, short, className = '', children } = props;
  return (
    <>
      <span className={`bar-words ${className}`} data-step={step}>
        {children}
      </span>
      {(sign !== undefined || short !== undefined) && (
        <span className="bar-short" data-step={step} data-short={short ?? ''} aria-hidden="true">
          {sign}
        </span>
      )}
    </>
  );
}

/** Ids of the parts of a field, from the id of its control. */
export const hintIdOf = (id: string): string => `${id}-hint`;
export const errorIdOf = (id: string): string => `${id}-error`;

/** What ties a control to its label, its hint and its error. */
export type ControlWiring = {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
};

/** The wiring of a control that has a hint, an error, or both; each must be drawn under its id. */
export function fieldWiring(id: string, hasHint: boolean, hasError: boolean): ControlWiring {
  const parts = [...(hasHint ? [hintIdOf(id)] : []), ...(hasError ? [errorIdOf(id)] : [])];
  return {
    id,
    'aria-describedby': parts.length === 0 ? undefined : parts.join(' '),
    'aria-invalid': hasError,
  };
}

/** The texts of one part in another language: those that the English part has, and no others. */
export type TextsOf<English> = {
  readonly [Name in keyof English]: Readonly<Record<keyof English[Name], string>>;
};

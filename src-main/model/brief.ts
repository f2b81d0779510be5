/** What the agent will be told when a supervisor hands a call back that they have taken over. */
export type HandBackBrief = {
  /**
   * What supervisor and caller have said since the take-over, a line for each turn; empty when
   * nothing was written down. Where the supervisor promised something, that comes first. Personal
   * data.
   */
  readonly text: string;
  /**
   * How much of each turn since the take-over it was made of, characters. With a brief that was
   * edited it says what came later, and is told besides.
   */
  readonly of: readonly number[];
};

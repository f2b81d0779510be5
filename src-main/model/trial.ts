/**
 * What a call tries that nobody on a telephone makes: it runs through the whole pipeline, on a line
 * inside the program. `test`: somebody at the desk speaks as the caller.
 */
export type Trial = { readonly kind: 'test' };

/** Checks that several settings share. */
import { z } from 'zod';

/** A host name or address, without scheme and port. */
export const hostSchema = z
  .string()
  .trim()
  .max(253)
  .regex(/^[\w.:%-]+$/);

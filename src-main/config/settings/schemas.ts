/** Checks that several settings share. */
import { z } from 'zod';

/** A host name or address, without scheme and port. */
export const hostSchema = z
  .string()
  .trim()
  .max(253)
  .regex(/^[\w.:%-]+$/);

/** An http or https address; a `/` at the end is taken off, so that paths can be added. */
export const httpUrlSchema = z
  .string()
  .trim()
  .refine((text) => {
    if (!URL.canParse(text)) {
      return false;
    }
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  })
  .transform((text) => text.replace(/\/+$/, ''));

/** A user name as HTTP Basic authentication can carry it: no colon (RFC 7617, section 2). */
export const userSchema = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^:\p{Cc}]+$/u);

/** A name as it can stand in a dialplan, a section of a configuration file or a query. */
export const nameSchema = z
  .string()
  .trim()
  .max(80)
  .regex(/^[\w.-]+$/);

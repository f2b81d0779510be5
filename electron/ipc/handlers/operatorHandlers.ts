import { z } from 'zod';
import type { OperatorDesk } from '#main/desk/operatorDesk';
import type { Station } from '#main/desk/station';
import { done, ok } from '#main/util/result';
import { MAX_OPERATOR_NAME_CHARS, MAX_PIN_CHARS, OPERATOR_NAME, PIN } from '#model/operators';
import { ROLES } from '#model/roles';
import type { HandlersOf } from '../requestHandler';

export type OperatorHandlerParts = {
  readonly operators: OperatorDesk;
  readonly station: Pick<Station, 'view' | 'signIn' | 'changePin' | 'lock' | 'touch'>;
};

const name = z.string().trim().regex(OPERATOR_NAME);

export function createOperatorHandlers(
  parts: OperatorHandlerParts,
): HandlersOf<'operators' | 'station'> {
  const { operators, station } = parts;
  return {
    'operators:save': {
      schema: z.strictObject({
        operator: z.strictObject({
          name,
          role: z.enum(ROLES),
          pin: z.string().regex(PIN).nullable(),
        }),
      }),
      run: ({ operator }) => operators.save(operator),
    },
    'operators:remove': {
      schema: z.strictObject({ name }),
      run: (input) => operators.remove(input.name),
    },
    'station:view': {
      schema: z.null(),
      run: () => Promise.resolve(ok(station.view)),
    },
    'station:signIn': {
      // A name or PIN of another form is only a wrong one: it is refused as such.
      schema: z.strictObject({
        name: z.string().max(MAX_OPERATOR_NAME_CHARS),
        pin: z.string().max(MAX_PIN_CHARS),
      }),
      run: (input) => station.signIn(input.name, input.pin),
    },
    'station:changePin': {
      schema: z.strictObject({
        pin: z.string().max(MAX_PIN_CHARS),
        newPin: z.string().regex(PIN),
      }),
      run: ({ pin, newPin }) => station.changePin(pin, newPin),
    },
    'station:lock': {
      schema: z.null(),
      run: () => Promise.resolve(station.lock()),
    },
    'station:touch': {
      schema: z.null(),
      run: () => {
        station.touch();
        return Promise.resolve(done);
      },
    },
  };
}

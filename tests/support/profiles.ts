import { profileSchema } from '#main/config/profiles/profileSchema';
import type { NudgeRule } from '#model/nudge';
import type { HttpTool, Profile } from '#model/profile';

/** A profile in which everything that is not given is as the settings say. */
export function aProfile(patch: Partial<Profile> = {}): Profile {
  return { ...profileSchema.parse({ id: 'sales', name: 'Sales' }), ...patch };
}

/** A rule that shows itself when somebody speaks of a refund. */
export function aRule(patch: Partial<NudgeRule> = {}): NudgeRule {
  return {
    reason: 'Asks for a refund',
    severity: 'warn',
    watch: { kind: 'words', of: 'caller', phrases: ['refund'] },
    act: { kind: 'notice' },
    againSeconds: null,
    ...patch,
  };
}

/** An HTTP tool that asks for an order. */
export function anHttpTool(patch: Partial<HttpTool> = {}): HttpTool {
  return {
    name: 'order_status',
    description: 'Tells where an order is.',
    parameters: {
      type: 'object',
      properties: { order: { type: 'string' }, lang: { type: 'string' } },
      required: ['order'],
    },
    fromCall: {},
    method: 'GET',
    url: 'https://shop.example/orders/{order}',
    headers: {},
    timeoutMs: 5_000,
    maxResultBytes: 10_000,
    scheduling: 'wait',
    approval: false,
    ...patch,
  };
}

import { z } from 'zod';

/** The model in use unless another one is configured. */
export const DEFAULT_LIVE_MODEL = 'gemini-3.8-live';

/**
 * Models that the Gemini API no longer serves, or that never took live audio under that name (Gemini API, "Deprecations").
 * Older instructions name them, so they deserve a better answer than the service's "not found".
 */
const DEAD_MODELS = [/^gemini-2\.0-flash/, /^gemini-1\./, /^gemini-live-2\.5-flash-preview/];

/** Name of a Live model, without `models/` before it; dead ones are refused with the name of the one to use. */
export const liveModelSchema = z
  .string()
  .trim()
  .transform((text) => text.replace(/^models\//, ''))
  .pipe(
    z
      .string()
      .max(200)
      .regex(/^[\w./-]+$/),
  )
  .superRefine((model, context) => {
    if (isDeadLiveModel(model)) {
      context.addIssue({
        code: 'custom',
        message: `names the model ${model}, which Google has shut down. Use ${DEFAULT_LIVE_MODEL}.`,
      });
    }
  });

/** Whether a model is known to be gone. */
export function isDeadLiveModel(model: string): boolean {
  return DEAD_MODELS.some((pattern) => pattern.test(model));
}

import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { ExportFile } from '#main/desk/callExport';

/** A response of this media type. Zod does not check it; the file is sent as it is. */
export const fileOf = (type: string) => ({
  [type]: { schema: z.unknown().meta({ type: 'string', format: 'binary' }) },
});

/** Answers with an export, to be saved under its name. */
export function sendFile(
  reply: FastifyReply,
  mediaType: string,
  { name, content }: ExportFile,
): FastifyReply {
  return reply
    .type(mediaType)
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(content);
}

import type { FastifyReply } from 'fastify';
import type { ExportFile } from '#main/desk/callExport';

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

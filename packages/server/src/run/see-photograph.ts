import type { ServiceContext } from '../core/context.ts';
import { ProblemError } from '../core/problem.ts';
import { decode, photographsOf } from './photographs.ts';
import { seesPhotograph } from './policy.ts';
import { lookAt } from './read.ts';
import type { Look } from './read.ts';

/** A photograph as it is, for those who care for the patient; the log says who has seen it, and who has tried. @throws {ProblemError} `not-found`, `forbidden` */
export async function readPhotograph(context: ServiceContext, id: string, look: Look): Promise<Response> {
  const { carer, structureId, runId } = look;
  const seen = await lookAt(context, look, async (writing, run, as) => {
    const row = await photographsOf(writing.trx, structureId, runId)
      .select('picture')
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row || row.picture === null) return 'not-found';
    const said = { subject: runId, actor: carer.actor };
    if (!seesPhotograph(run, row, carer)) {
      writing.record({ type: 'run.read-refused', ...said, data: {} });
      return 'forbidden';
    }
    writing.record({ type: 'run.photograph-read', ...said, data: { photograph: id, as } });
    return { type: row.type, bytes: decode(row.picture)! };
  });
  if (typeof seen === 'string') throw new ProblemError(seen);
  return new Response(seen.bytes, {
    headers: {
      'Content-Type': seen.type,
      'Content-Disposition': 'attachment; filename="photographie"',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    },
  });
}

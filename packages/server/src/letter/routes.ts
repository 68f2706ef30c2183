import { operations } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import type { Principal } from '../core/http/access.ts';
import { importing, tagOf } from '../core/http/document-routes.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { ProblemError } from '../core/problem.ts';
import { write, writeOnce } from '../core/write/write.ts';
import type { StructureView } from '../core/view.ts';
import { timeZoneOf } from '../scheduling/index.ts';
import { decideHanding, decideSending } from './deliver.ts';
import { requireExchange } from './exchange.ts';
import { groundOf } from './grounds.ts';
import { makeRunLetter, makeVisitLetter } from './make.ts';
import { messageOf, packLetter, printLetter, sentOf, stationeryOf } from './package.ts';
import { previewLetters } from './preview.ts';
import { listRunLetters, listVisitLetters, takeLetter } from './read.ts';
import { checkLetterSettings, letterSettingsDocument } from './settings-document.ts';
import { doctorOf, isReplaced, letterOf } from './store.ts';

export function letterRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    listLetters: pipeline.reads(operations.listLetters, ({ structureId, params, view, principal }) =>
      listRunLetters(context, { structureId, id: params.run, principal }, view.documents),
    ),
    makeLetter: pipeline.writes(
      operations.makeLetter,
      ({ structureId, params, body: request, view: { documents }, principal }, key) =>
        makeRunLetter(context, key, { structureId, id: params.run, request, principal, documents }),
    ),
    sendLetter: pipeline.writes(operations.sendLetter, (call, key) =>
      writeOnce(context, call.structureId, key, decideSending(context, ofRun(call))),
    ),
    handLetter: pipeline.writes(operations.handLetter, (call, key) =>
      writeOnce(context, call.structureId, key, decideHanding(context, ofRun(call), call.body)),
    ),
    printLetter: pipeline.reads(operations.printLetter, (call) => print(context, ofRun(call))),
    packLetter: pipeline.reads(operations.packLetter, (call) => pack(context, ofRun(call), call.view)),
    mailLetter: pipeline.reads(operations.mailLetter, (call) => mail(context, ofRun(call), call.view)),

    listVisitLetters: pipeline.reads(operations.listVisitLetters, ({ structureId, params, view, principal }) =>
      listVisitLetters(context, { structureId, id: params.visit, principal }, view.documents),
    ),
    makeVisitLetter: pipeline.writes(
      operations.makeVisitLetter,
      ({ structureId, params, body: request, view: { documents }, principal }, key) =>
        makeVisitLetter(context, key, { structureId, id: params.visit, request, principal, documents }),
    ),
    sendVisitLetter: pipeline.writes(operations.sendVisitLetter, (call, key) =>
      writeOnce(context, call.structureId, key, decideSending(context, ofVisit(call))),
    ),
    handVisitLetter: pipeline.writes(operations.handVisitLetter, (call, key) =>
      writeOnce(context, call.structureId, key, decideHanding(context, ofVisit(call), call.body)),
    ),
    printVisitLetter: pipeline.reads(operations.printVisitLetter, (call) => print(context, ofVisit(call))),
    packVisitLetter: pipeline.reads(operations.packVisitLetter, (call) => pack(context, ofVisit(call), call.view)),
    mailVisitLetter: pipeline.reads(operations.mailVisitLetter, (call) => mail(context, ofVisit(call), call.view)),

    readLetterSettings: pipeline.reads(
      operations.readLetterSettings,
      ({ view }) => {
        const settings = view.documents.of(letterSettingsDocument);
        if (!settings) throw new ProblemError('not-found');
        return settings;
      },
      tagOf(letterSettingsDocument),
    ),
    importLetterSettings: pipeline.writes(operations.importLetterSettings, importing(context, letterSettingsDocument)),
    previewLetters: pipeline.writes(operations.previewLetters, ({ body, view: { documents } }) => {
      const letters = previewLetters(checkLetterSettings(body), timeZoneOf(documents), context.clock());
      return Promise.resolve({ status: 200, body: { letters }, replayed: false });
    }),
  };
}

type Named = ReturnType<typeof ofRun> | ReturnType<typeof ofVisit>;

interface Call<Of extends string> {
  readonly structureId: string;
  readonly principal: Principal;
  readonly params: Readonly<Record<Of | 'letter', string>>;
}

function ofRun({ structureId, principal, params: { run: id, letter: letterId } }: Call<'run'>) {
  return { structureId, principal, about: { kind: 'run', id }, letterId } as const;
}

function ofVisit({ structureId, principal, params: { visit: id, letter: letterId } }: Call<'visit'>) {
  return { structureId, principal, about: { kind: 'visit', id }, letterId } as const;
}

async function print(context: ServiceContext, named: Named): Promise<Response> {
  stationeryOf(context);
  const { letter } = await takeLetter(context, named, 'pdf');
  return file(await printLetter(context, letter), operations.printLetter.answer.type, `${letter.kind}.pdf`);
}

async function pack(context: ServiceContext, named: Named, { documents }: StructureView): Promise<Response> {
  stationeryOf(context);
  const { basis, letter } = await takeLetter(context, named, 'package');
  const sent = await sentOf(context, { basis, letter, documents });
  const zip = await packLetter(sent, await printLetter(context, letter));
  return file(zip, operations.packLetter.answer.type, 'IHE_XDM.zip');
}

/** For whoever writes it, as long as it may leave. */
async function mail(context: ServiceContext, named: Named, { documents }: StructureView): Promise<Response> {
  const { structureId, about, letterId, principal } = named;
  const stationery = stationeryOf(context);
  const own = await groundOf(about).own(context.store.db, structureId, about.id, principal);
  await write(context, structureId, async (writing) => {
    const letter = await letterOf(writing.trx, structureId, about, letterId);
    if (await isReplaced(writing.trx, letter)) throw new ProblemError('letter-replaced');
    await requireExchange(writing, own, letter);
  });
  const { basis, letter } = await takeLetter(context, named, 'message');
  const sent = await sentOf(context, { basis, letter, documents });
  const pdf = await printLetter(context, letter);
  const message = messageOf(context, sent, { pdf, zip: await packLetter(sent, pdf) });
  const recipient = doctorOf(letter)?.msSanteAddress ?? '';
  const bytes = await stationery.write(message, { recipient, id: letter.id }, sent.content.letterhead.msSanteAddress);
  return file(bytes, operations.mailLetter.answer.type, 'lettre.eml');
}

/** Nobody keeps it on the way, and its name says nobody's. */
function file(bytes: Uint8Array<ArrayBuffer>, type: string, name: string): Response {
  return new Response(bytes, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    },
  });
}

import { operations } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { importing, tagOf } from '../core/http/document-routes.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { ProblemError } from '../core/problem.ts';
import { writeOnce } from '../core/write/write.ts';
import { carerOf, ownRun } from '../run/index.ts';
import { timeZoneOf } from '../scheduling/index.ts';
import { decideHanding, decideSending } from './deliver.ts';
import { requireExchange } from './exchange.ts';
import { makeOnce } from './make.ts';
import { messageOf, packLetter, printLetter, sentOf, stationeryOf } from './package.ts';
import { previewLetters } from './preview.ts';
import { listLetters, takeLetter } from './read.ts';
import { checkLetterSettings, letterSettingsDocument } from './settings-document.ts';
import { doctorOf } from './store.ts';
import { write } from '../core/write/write.ts';

export function letterRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    listLetters: pipeline.reads(operations.listLetters, ({ structureId, params, view, principal }) =>
      listLetters(context, { structureId, runId: params.run, carer: carerOf(principal) }, view.documents),
    ),
    makeLetter: pipeline.writes(
      operations.makeLetter,
      ({ structureId, params, body: request, view: { documents }, principal }, key) =>
        makeOnce(context, key, { structureId, runId: params.run, request, carer: carerOf(principal), documents }),
    ),
    sendLetter: pipeline.writes(operations.sendLetter, ({ structureId, params, principal }, key) =>
      writeOnce(context, structureId, key, decideSending(context, named(params), carerOf(principal))),
    ),
    handLetter: pipeline.writes(operations.handLetter, ({ structureId, params, body, principal }, key) =>
      writeOnce(context, structureId, key, decideHanding(named(params), body, carerOf(principal))),
    ),
    printLetter: pipeline.reads(operations.printLetter, async (call) => {
      stationeryOf(context);
      const { letter } = await takeLetter(context, lookOf(call), 'pdf');
      return file(await printLetter(context, letter), operations.printLetter.answer.type, `${letter.kind}.pdf`);
    }),
    packLetter: pipeline.reads(operations.packLetter, async (call) => {
      stationeryOf(context);
      const { run, letter } = await takeLetter(context, lookOf(call), 'package');
      const sent = await sentOf(context, { run, letter, documents: call.view.documents });
      const zip = await packLetter(sent, await printLetter(context, letter));
      return file(zip, operations.packLetter.answer.type, 'IHE_XDM.zip');
    }),
    mailLetter: pipeline.reads(operations.mailLetter, async (call) => {
      const { structureId, params, view, principal } = call;
      const stationery = stationeryOf(context);
      const own = await ownRun(context.store.db, structureId, params.run, carerOf(principal));
      await write(context, structureId, (writing) => requireExchange(writing, own));
      const { run, letter } = await takeLetter(context, lookOf(call), 'message');
      const sent = await sentOf(context, { run, letter, documents: view.documents });
      const pdf = await printLetter(context, letter);
      const message = messageOf(context, sent, { pdf, zip: await packLetter(sent, pdf) });
      const recipient = doctorOf(letter)?.msSanteAddress ?? '';
      const bytes = await stationery.write(
        message,
        { recipient, id: letter.id },
        sent.content.letterhead.msSanteAddress,
      );
      return file(bytes, operations.mailLetter.answer.type, 'lettre.eml');
    }),
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

type Params = Readonly<Record<'run' | 'letter', string>>;

function named({ run, letter }: Params) {
  return { runId: run, letterId: letter };
}

type TakingCall = Pick<Parameters<Parameters<Pipeline['reads']>[1]>[0], 'structureId' | 'principal'> & {
  readonly params: Params;
};

function lookOf({ structureId, params, principal }: TakingCall) {
  return { structureId, ...named(params), carer: carerOf(principal) };
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

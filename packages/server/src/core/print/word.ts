import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import type { IStylesOptions, ParagraphChild } from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { PROOF_NAMESPACE, readable } from './editable.ts';
import type { EditableBlock, EditableCell, EditableDocument, EditableTable } from './editable.ts';

/** Twentieths of a point: an A4 page, its margins, and what is left between them. */
const PAGE = { width: 11906, height: 16838 } as const;
const MARGIN = 1134;
const MEASURE = PAGE.width - 2 * MARGIN;

const INK = '1A1A1A';
const QUIET = '505050';
const ACCENT = '1B4F63';
const LINE = 'B8C4CA';
const HEAD = 'E3ECF0';
/** In 240ths of a line; other programs take it for points where the rule is not said. */
const LINES = { line: 264, lineRule: LineRuleType.AUTO } as const;
/** Where somebody has to write. */
const BLANK = { fill: 'FFF6DB', edge: 'B07D00' } as const;

const STYLES = { subtitle: 'Subtitle', statement: 'Statement', blank: 'Blank' } as const;
const LEVELS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

/** Writes a document as DOCX (ISO/IEC 29500), with what it was made from in a part of its own. */
export async function writeWord(document: EditableDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { title, language, publisher, subject, cover, contents, blocks } = document;
  const word = new Document({
    ...{ title: readable(title), subject: readable(subject), creator: readable(publisher) },
    ...{ lastModifiedBy: 'Relais', description: readable(document.foot) },
    styles: stylesOf(language),
    sections: [
      {
        properties: {
          page: {
            size: PAGE,
            margin: { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN, header: 567, footer: 567 },
          },
          titlePage: true,
        },
        footers: { default: footOf(document), first: new Footer({ children: [new Paragraph('')] }) },
        children: [
          new Paragraph({ text: readable(title), heading: HeadingLevel.TITLE }),
          ...cover.flatMap(setBlock),
          new Paragraph({ text: contents, style: 'ContentsHeading', pageBreakBefore: true }),
          new TableOfContents(contents, { hyperlink: true, headingStyleRange: '1-2' }),
          ...blocks.flatMap(setBlock),
        ],
      },
    ],
  });
  return withProof(new Uint8Array(await Packer.toBuffer(word)), document);
}

function stylesOf(language: EditableDocument['language']): IStylesOptions {
  const heading = (size: number, before: number) => ({
    run: { size, bold: true, color: ACCENT },
    paragraph: { spacing: { before, after: 120, ...LINES }, keepNext: true, keepLines: true },
  });
  const after = (style: string) => ({ basedOn: 'Normal', next: style, quickFormat: true });
  return {
    default: {
      document: {
        run: { font: 'Calibri', size: 21, color: INK, language: { value: language === 'en' ? 'en-GB' : 'fr-FR' } },
        paragraph: { spacing: { after: 120, ...LINES } },
      },
      title: { run: { size: 52, bold: true, color: ACCENT }, paragraph: { spacing: { before: 2400, after: 240 } } },
      heading1: heading(32, 120),
      heading2: heading(25, 320),
      heading3: heading(22, 240),
    },
    paragraphStyles: [
      {
        ...{ id: 'ContentsHeading', name: 'Contents Heading', ...after('Normal') },
        ...heading(32, 0),
      },
      {
        ...{ id: 'Subtitle', name: 'Subtitle', ...after('Normal') },
        run: { size: 30, color: INK },
        paragraph: { spacing: { after: 360 } },
      },
      {
        ...{ id: 'Caption', name: 'caption', ...after('Normal') },
        run: { size: 19, color: QUIET },
        paragraph: { spacing: { before: 160, after: 60 }, keepNext: true },
      },
      {
        ...{ id: 'Statement', name: 'Statement', ...after('Normal') },
        paragraph: { indent: { left: 170 }, border: { left: edge(ACCENT, 18, 8) } },
      },
      {
        ...{ id: 'Blank', name: 'To Complete', ...after('Normal') },
        run: { italics: true },
        paragraph: {
          indent: { left: 170 },
          border: { left: edge(BLANK.edge, 18, 8) },
          shading: { type: ShadingType.CLEAR, fill: BLANK.fill, color: 'auto' },
        },
      },
      {
        ...{ id: 'TableText', name: 'Table Text', ...after('TableText') },
        run: { size: 18 },
        paragraph: { spacing: { before: 20, after: 20, line: 240, lineRule: LineRuleType.AUTO } },
      },
      {
        ...{ id: 'TableHead', name: 'Table Head', ...after('TableHead'), basedOn: 'TableText' },
        run: { size: 17, bold: true },
        paragraph: { keepNext: true },
      },
      {
        ...{ id: 'TableNote', name: 'Table Note', ...after('TableText'), basedOn: 'TableText' },
        run: { size: 16, color: QUIET },
      },
    ],
  };
}

function edge(color: string, size: number, space = 0) {
  return { style: BorderStyle.SINGLE, color, size, space };
}

function footOf({ foot, page: [before, between] }: EditableDocument): Footer {
  const quiet = { size: 16, color: QUIET };
  const numbers = [new Tab(), `${before} `, PageNumber.CURRENT, ` ${between} `, PageNumber.TOTAL_PAGES];
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: MEASURE }],
        children: [new TextRun({ ...quiet, text: readable(foot) }), new TextRun({ ...quiet, children: numbers })],
      }),
    ],
  });
}

function setBlock(block: EditableBlock): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          text: readable(block.text),
          heading: LEVELS[block.level],
          ...(block.level === 1 && { pageBreakBefore: true }),
        }),
      ];
    case 'text':
      return [new Paragraph(readable(block.text))];
    case 'subtitle':
    case 'statement':
    case 'blank':
      return [new Paragraph({ text: readable(block.text), style: STYLES[block.kind] })];
    case 'table':
      return setTable(block);
  }
}

function setTable({ caption, columns, rows }: EditableTable): (Paragraph | Table)[] {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.floor((share / whole) * MEASURE));
  const head = new TableRow({
    ...{ tableHeader: true, cantSplit: true },
    children: columns.map((column, place) =>
      cell([new Paragraph({ text: readable(column.head), style: 'TableHead' })], widths[place]!, true),
    ),
  });
  return [
    new Paragraph({ text: readable(caption), style: 'Caption' }),
    new Table({
      width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
      ...{ columnWidths: widths, layout: TableLayoutType.FIXED },
      borders: {
        ...{ top: edge(ACCENT, 8), bottom: edge(ACCENT, 8), insideHorizontal: edge(LINE, 4) },
        ...{ left: NO_EDGE, right: NO_EDGE, insideVertical: NO_EDGE },
      },
      rows: [head, ...rows.map((cells) => setRow(cells, widths))],
    }),
    // Two tables that touch become one.
    new Paragraph({ text: '', style: 'TableText' }),
  ];
}

const NO_EDGE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;

function setRow(cells: readonly EditableCell[], widths: readonly number[]): TableRow {
  return new TableRow({
    cantSplit: true,
    children: cells.map((one, place) => cell(setCell(one), widths[place]!, false)),
  });
}

function cell(children: Paragraph[], width: number, isHead: boolean): TableCell {
  return new TableCell({
    children,
    width: { size: width, type: WidthType.DXA },
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    ...(isHead && { shading: { type: ShadingType.CLEAR, fill: HEAD, color: 'auto' } }),
  });
}

function setCell({ text, note, href }: EditableCell): Paragraph[] {
  const run = new TextRun({ text: readable(text), ...(href !== undefined && { style: 'Hyperlink' }) });
  const children: ParagraphChild[] = [
    href === undefined ? run : new ExternalHyperlink({ link: readable(href), children: [run] }),
  ];
  return [
    new Paragraph({ children, style: 'TableText', alignment: AlignmentType.LEFT }),
    ...(note === undefined ? [] : [new Paragraph({ text: readable(note), style: 'TableNote' })]),
  ];
}

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const RELATIONS = 'word/_rels/document.xml.rels';
const TYPES = '[Content_Types].xml';
const PROPERTIES = 'customXml/itemProps1.xml';
/** Names the part, as every such part has to be named. */
const ITEM = '{6B0F5B0E-5A0C-4F3D-9E57-52454C414953}';

/** As a part that other programs keep when they save the file, and show nothing of (ISO/IEC 29500-1, 15.2.5 and 15.2.6). */
function withProof(bytes: Uint8Array, { proof, at }: EditableDocument): Uint8Array<ArrayBuffer> {
  const files = unzipSync(bytes);
  const add = (name: string, before: string, element: string) => {
    files[name] = strToU8(strFromU8(files[name]!).replace(before, `${element}${before}`));
  };
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/relationships/${type}" Target="${target}"/>`;
  add(RELATIONS, '</Relationships>', relation('rIdProof', 'customXml', '../customXml/item1.xml'));
  add(
    TYPES,
    '</Types>',
    `<Override PartName="/${PROPERTIES}" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>`,
  );
  const escaped = readable(proof).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const parts = {
    'customXml/item1.xml': `<proof xmlns="${PROOF_NAMESPACE}">${escaped}</proof>`,
    [PROPERTIES]: `<ds:datastoreItem xmlns:ds="${OFFICE}/customXml" ds:itemID="${ITEM}"><ds:schemaRefs><ds:schemaRef ds:uri="${PROOF_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>`,
    'customXml/_rels/item1.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'customXmlProps', 'itemProps1.xml')}</Relationships>`,
  };
  for (const [name, xml] of Object.entries(parts)) files[name] = strToU8(`${XML}${xml}`);
  return new Uint8Array(zipSync(files, { mtime: at }));
}

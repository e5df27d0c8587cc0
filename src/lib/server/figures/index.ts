export { figureOf, type Figure, type FigureOptions, type PageWidths } from './figure-of';
export type { FigureColumn, FigureTable } from './figure-table';
export { formFor } from './form-for';
export { drawTornado, WIDTHS } from './draw-figure';
export { periodOf } from './period';
export { writeWord } from './word/write-word';
export { writeTableCsv } from './write-table-csv';

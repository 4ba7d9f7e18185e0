/**
 * Pictures of the filtrations of grids.
 *
 * @module
 */
import {
  cubeFiltration,
  type DiffFiltration,
  type Figure,
  freudenthalFiltration,
  persistenceDiagram,
  subplots,
} from "../../mod.ts";
import { COLORS, drawComplex, drawDiagram, type Plane, short } from "./panels.ts";

/** The places of the vertices of a grid, row 0 at the top. */
function placesOf(rows: number, columns: number, corner = 0): Plane {
  const all = Array.from(
    { length: rows * columns },
    (_, v) => [v % columns - corner, Math.floor(v / columns) - corner],
  );
  return [all.map(([x]) => x), all.map(([, y]) => y)];
}

/** A dark ring that is darkest in two places, around a bright middle. */
function ring(size: number): number[][] {
  const middle = (size - 1) / 2;
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => {
      const [x, y] = [(j - middle) / middle, (i - middle) / middle], radius = Math.hypot(x, y);
      return 1 - Math.exp(-(((radius - 0.62) / 0.22) ** 2)) * (0.75 + 0.2 * x * Math.abs(x) + 0.12 * y);
    }));
}

/** Marks the entries of an image that give birth and death to classes of dimension `d`. */
function criticalEntries(filtration: DiffFiltration, image: readonly (readonly number[])[], d: number) {
  const columns = image[0].length, flat = image.flat();
  const rows = persistenceDiagram(filtration, { dims: [d] })[d].toArray() as number[][];
  const place = (value: number) => [flat.indexOf(value) % columns, Math.floor(flat.indexOf(value) / columns)];
  const [births, deaths] = [0, 1].map((side) => rows.filter(([b, e]) => e - b > 0.05).map((row) => place(row[side])));
  return { births, deaths };
}

/** Freudenthal: heat map with critical points, the complex at a value, the diagram. */
export function freudenthal(): Figure {
  const size = 17, image = ring(size), filtration = freudenthalFiltration(image), value = 0.55;
  const [figure, [left, middle, right]] = subplots(1, 3, { figsize: [10.5, 3.3] });
  left.imshow(image).setTitle("Values and critical entries");
  for (const [d, marker] of [[0, "o"], [1, "^"]] as const) {
    const { births, deaths } = criticalEntries(filtration, image, d);
    for (const [name, places] of [["birth", births], ["death", deaths]] as const) {
      const style = { s: 50, marker, color: COLORS[name], edgecolor: "w", label: `${name}, H${d}` };
      left.scatter(places.map(([x]) => x), places.map(([, y]) => y), style);
    }
  }
  left.legend({ loc: "lower left", fontsize: 8 });
  drawComplex(middle, placesOf(size, size), filtration, value, 6);
  middle.setXlim(-0.5, size - 0.5).setYlim(size - 0.5, -0.5).setAspect("equal").axis("off");
  middle.setTitle(`Simplices at ${short(value)}`);
  drawDiagram(right, filtration, value, [0, 1]);
  right.setAspect("equal").setTitle("Diagram");
  return figure.tightLayout();
}

/** A small picture in which dark entries touch along sides and in corners. */
const PICTURE = [
  [8, 8, 8, 8, 8, 8, 8],
  [8, 2, 1, 2, 3, 7, 8],
  [8, 1, 6, 2, 7, 3, 8],
  [8, 3, 2, 3, 7, 2, 8],
  [8, 3, 3, 7, 5, 1, 8],
  [8, 7, 7, 2, 1, 2, 8],
  [8, 8, 8, 8, 8, 8, 8],
];

function cubes(valuesOn: "vertices" | "cells", title: string): Figure {
  const value = 3, size = PICTURE.length, filtration = cubeFiltration(PICTURE, { valuesOn });
  const [figure, [left, middle, right]] = subplots(1, 3, { figsize: [10.5, 3.3] });
  left.imshow(PICTURE).setTitle("Values");
  PICTURE.forEach((row, i) =>
    row.forEach((entry, j) =>
      left.text(j, i, String(entry), {
        ha: "center",
        va: "center",
        color: entry > 5 ? "#000001" : "#fffffe",
        fontsize: 8,
      })
    )
  );
  middle.imshow(PICTURE, { alpha: 0.35 });
  const places = valuesOn === "vertices" ? placesOf(size, size) : placesOf(size + 1, size + 1, 0.5);
  drawComplex(middle, places, filtration, value, 10);
  middle.setXlim(-0.6, size - 0.4).setYlim(size - 0.4, -0.6).axis("off").setTitle(title);
  drawDiagram(right, filtration, value, [0, 1]);
  right.setAspect("equal").setTitle("Diagram");
  return figure.tightLayout();
}

/** Cubes with values on vertices. */
export function cubesOnVertices(): Figure {
  return cubes("vertices", "Entries as vertices, at 3");
}

/** Cubes with values on cells. */
export function cubesOnCells(): Figure {
  return cubes("cells", "Entries as squares, at 3");
}

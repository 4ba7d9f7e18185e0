/**
 * Filtrations of points and of distances before the conformance suite.
 *
 * @module
 */
import { concat, indexSelect, numpyRng, reshape, Tensor, tensor } from "../../../mod.ts";
import { type Build, scaled, shuffled, type Subject } from "./_subject.ts";

/** Filtrations of clouds of points, with values of the given degree in lengths; the complex is contractible. */
export function clouds(
  name: string,
  dimension: number,
  degree: number,
  build: Build,
  features: Partial<Subject> = {},
): Subject {
  const random = numpyRng(dimension);
  const lattice = random.integers(-2, 3, [11, dimension]);
  const onLine = (t: number) => Array.from({ length: dimension }, (_, c) => 0.1 * (c + 1) * t);
  return {
    name: `${name} in ${dimension}-D`,
    build,
    generic: random.normal(0, 1, [dimension === 1 ? 7 : 10, dimension]),
    others: {
      "one point": random.normal(0, 1, [1, dimension]),
      "two points": random.normal(0, 1, [2, dimension]),
      "two equal points and another": tensor([onLine(1), onLine(1), onLine(2)]),
      "points of a line": tensor([4, 0, 3, 7, 1, 1, 12].map(onLine)),
      "points of a lattice, some of them equal": lattice,
      "the corners of a cube": tensor(corners(dimension)),
    },
    betti: [1, ...new Array(dimension).fill(0)],
    variants: [
      {
        name: "relabelling",
        build: (x) => build(reordered(x, shuffled(x.shape[0]))),
        keepsTies: true,
      },
      { name: "doubling", build: (x) => build(scaled(x, 2)), factor: 2 ** degree, keepsTies: true },
      { name: "a rotation and a shift", build: (x) => build(moved(x)) },
      { name: "a reflection", build: (x) => build(mapRows(x, (row) => [-row[0], ...row.slice(1)])) },
    ],
    ...features,
  };
}

function corners(dimension: number): number[][] {
  return Array.from({ length: 2 ** dimension }, (_, i) => Array.from({ length: dimension }, (_, c) => i >> c & 1));
}

/** Each plane of neighbouring axes turned, then everything shifted. */
function moved(x: Tensor): Tensor {
  return mapRows(x, (row) => {
    const turned = [...row];
    for (let c = 0; c + 1 < row.length; c++) {
      const [a, b] = turned.slice(c, c + 2), angle = 0.7 + c;
      turned[c] = Math.cos(angle) * a - Math.sin(angle) * b;
      turned[c + 1] = Math.sin(angle) * a + Math.cos(angle) * b;
    }
    return turned.map((coordinate, c) => coordinate + 0.3 * (c + 1));
  });
}

function mapRows(x: Tensor, change: (row: number[]) => number[]): Tensor {
  return tensor((x.toArray() as number[][]).map(change));
}

/** The rows of a matrix, or the entries of a vector, in another order. */
function reordered({ data, shape }: Tensor, order: readonly number[]): Tensor {
  const width = shape.slice(1).reduce((a, b) => a * b, 1);
  const entries = order.flatMap((i) => Array.from({ length: width }, (_, c) => data[i * width + c]));
  return new Tensor(Float64Array.from(entries), [order.length, ...shape.slice(1)]);
}

/** Distances without the triangle inequality, given by those of `u < v`, row by row. */
export function distances(name: string, build: Build, features: Partial<Subject>): Subject {
  const random = numpyRng(9);
  // The place of the distance of two points behind a 0, which is that of a point to itself.
  const place = (u: number, v: number, count: number): number =>
    u === v ? 0 : u > v ? place(v, u, count) : 1 + u * count + v - (u + 1) * (u + 2) / 2;
  const matrix = (name: (count: number) => readonly number[]): Build => (x) => {
    const count = (1 + Math.sqrt(1 + 8 * x.shape[0])) / 2, names = name(count);
    const places = names.flatMap((u) => names.map((v) => place(u, v, count)));
    return build(reshape(indexSelect(concat([[0], x]), places), [count, count]));
  };
  const plain = matrix((count) => [...new Array(count).keys()]);
  return {
    name,
    build: plain,
    generic: random.uniform(1, 2, [28]),
    others: {
      "one point": new Tensor(new Float64Array(), [0]),
      "two points": new Tensor(Float64Array.of(2), [1]),
      "all distances 0": new Tensor(new Float64Array(10), [10]),
      "few distances": random.integers(0, 4, [28]),
    },
    variants: [
      { name: "relabelling", build: matrix(shuffled), keepsTies: true },
      { name: "doubling", build: (x) => plain(scaled(x, 2)), factor: 2, keepsTies: true },
    ],
    betti: [1],
    ...features,
  };
}

/**
 * Filtrations of lists of simplices before the conformance suite.
 *
 * @module
 */
import { indexSelect, numpyRng, simplexFiltration, type SimplexOptions, Tensor, zeros } from "../../../mod.ts";
import { type Build, mirrored, scaled, shuffled, type Subject } from "./_subject.ts";

/** The torus with the fewest vertices: seven, each joined to all others. */
const TORUS: readonly (readonly number[])[] = [
  ...Array.from({ length: 7 }, (_, i) => [i]),
  ...Array.from({ length: 7 }, (_, i) => [1, 2, 3].map((step) => [i, (i + step) % 7])).flat(),
  ...Array.from({ length: 7 }, (_, i) => [[i, (i + 1) % 7, (i + 3) % 7], [i, (i + 2) % 7, (i + 3) % 7]]).flat(),
];

type List = readonly (readonly number[])[];

export const simplices = (list: List, options: SimplexOptions): Build => (x) => simplexFiltration(list, x, options);

/** The vertices and edges only. */
export function edges(list: List, options: SimplexOptions): Build {
  const places = [...list.keys()].filter((place) => list[place].length < 3);
  return (x) => simplexFiltration(places.map((place) => list[place]), indexSelect(x, places), options);
}

/** A filtration of the torus by values of its simplices, in both directions; the input is `[...copies, simplices]`. */
export function onList(
  name: string,
  copies: readonly number[],
  build: (list: List, options: { negate: boolean }) => Build,
  features: Partial<Subject> = {},
): Subject[] {
  const random = numpyRng(4), size = [...copies, TORUS.length];
  const values = (noise: Tensor, value: (x: number, width: number) => number) =>
    new Tensor(noise.data.map((x, k) => value(x, TORUS[k % TORUS.length].length)), size);
  const increasing = {
    generic: values(random.uniform(0, 1, size), (x, width) => width + x),
    "one number": values(zeros(size), () => 1),
    "few numbers": values(random.integers(0, 2, size), (x, width) => width === 2 ? 1 : (width >> 1) + x),
  };
  const order = shuffled(TORUS.length), renamed = order.map((place) => TORUS[place].map((v) => 900 - 7 * v));
  return [false, true].map((negate): Subject => {
    const own = build(TORUS, { negate }), relabelled = build(renamed, { negate });
    const { generic, ...others } = negate ? negated(increasing) : increasing;
    return {
      name: negate ? `${name} with negate` : name,
      build: own,
      generic,
      others,
      betti: [1, 2, 1],
      variants: [
        {
          name: "relabelling",
          build: (x) => relabelled(indexSelect(x, order, { dim: copies.length })),
          keepsTies: true,
        },
        mirrored(build(TORUS, { negate: !negate })),
      ],
      ...features,
    };
  });
}

function negated<T extends Record<string, Tensor>>(inputs: T): T {
  return Object.fromEntries(Object.entries(inputs).map(([name, x]) => [name, scaled(x, -1)])) as T;
}

/**
 * Filtrations of functions on grids before the conformance suite.
 *
 * @module
 */
import { numpyRng, Tensor, tensor } from "../../../mod.ts";
import { type Build, mirrored, scaled, type Subject, type Variant } from "./_subject.ts";

/**
 * A filtration of functions on a contractible grid, in both directions.
 *
 * The cells stay the same if the entries along all axes are reversed `"together"`, or along each of them `"alone"`.
 */
export function onGrid(
  name: string,
  shape: readonly number[],
  build: (options: { negate: boolean }) => Build,
  reversals: "together" | "alone",
  features: Partial<Subject> = {},
): Subject[] {
  const axes = [...shape.keys()], reversed = reversals === "together" ? [axes] : axes.map((axis) => [axis]);
  return [false, true].map((negate) => {
    const own = build({ negate }), opposite = build({ negate: !negate });
    return grid(negate ? `${name} with negate` : name, shape, own, {
      variants: [...gridSymmetries(own, reversed), mirrored(opposite)],
      pairsEqualsFreely: true,
      ...features,
    });
  });
}

/** A filtration of functions on a grid whose opposite sides are glued. */
export function onTorus(name: string, shape: readonly number[], build: Build, betti: readonly number[]): Subject {
  const variants = [...gridSymmetries(build, [[...shape.keys()]]), shifted(build)];
  return grid(name, shape, build, { variants, betti, pairsEqualsFreely: true, others: withTies(shape) });
}

/** A filtration of two functions on a contractible grid, `[2, ...shape]`, in both directions. */
export function onTwoGrids(
  name: string,
  shape: readonly number[],
  build: (options: { negate: boolean }) => Build,
  betti: readonly number[],
): Subject[] {
  return [false, true].map((negate) =>
    grid(negate ? `${name} with negate` : name, [2, ...shape], build({ negate }), {
      variants: [mirrored(build({ negate: !negate }))],
      betti,
      others: withTies([2, ...shape]),
    })
  );
}

function grid(
  name: string,
  shape: readonly number[],
  build: Build,
  { variants, ...features }: Partial<Subject> & Pick<Subject, "variants">,
): Subject {
  const doubling: Variant = { name: "doubling", build: (x) => build(scaled(x, 2)), factor: 2, keepsTies: true };
  return {
    name: `${name} of shape [${shape.join(", ")}]`,
    build,
    generic: numpyRng(shape.length).normal(0, 1, shape),
    others: { ...withTies(shape), "one entry": tensor({ data: [3], shape: shape.map(() => 1) }) },
    betti: [1, ...shape.map(() => 0)],
    variants: [doubling, ...variants],
    ...features,
  };
}

/** Arrays with many equal entries. */
function withTies(shape: readonly number[]): Record<string, Tensor> {
  const size = shape.reduce((a, b) => a * b, 1);
  return {
    "one number": new Tensor(new Float64Array(size).fill(2), shape),
    "few numbers": numpyRng(size).integers(0, 4, shape),
  };
}

/** What changes no diagram of a grid: another order of the axes, and the entries of `axes` reversed. */
function gridSymmetries(build: Build, reversals: readonly (readonly number[])[]): Variant[] {
  return [
    {
      name: "reversing the order of the axes",
      build: (x: Tensor) => build(resampled(x, [...x.shape].reverse(), (place) => [...place].reverse())),
    },
    ...reversals.map((axes) => ({
      name: `reversing axis ${axes.join(" and ")}`,
      build: (x: Tensor) =>
        build(resampled(x, x.shape, (place) => place.map((i, c) => axes.includes(c) ? x.shape[c] - 1 - i : i))),
    })),
  ].map((variant) => ({ ...variant, keepsTies: true }));
}

/** A torus may be shifted. */
function shifted(build: Build): Variant {
  const change = (x: Tensor) => resampled(x, x.shape, (place) => place.map((i, c) => (i + c + 1) % x.shape[c]));
  return { name: "shifting", build: (x) => build(change(x)), keepsTies: true };
}

/** The array of `shape` whose entry at a place is that of `x` at `from(place)`. */
function resampled(
  x: Tensor,
  shape: readonly number[],
  from: (place: readonly number[]) => readonly number[],
): Tensor {
  const order = Array.from({ length: x.data.length }, (_, k) => {
    const place: number[] = [];
    for (let c = shape.length - 1, rest = k; c >= 0; c--) {
      place.unshift(rest % shape[c]);
      rest = Math.floor(rest / shape[c]);
    }
    return from(place).reduce((index, i, c) => index * x.shape[c] + i, 0);
  });
  return new Tensor(Float64Array.from(order, (i) => x.data[i]), shape);
}

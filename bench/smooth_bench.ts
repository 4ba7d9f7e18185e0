/**
 * A gradient at few points made a field at all of them, beside the sum written out.
 */
import { assertAlmostEquals } from "@std/assert";
import { rand, randn, smoothGradient, type SmoothingMethod, type Tensor } from "../mod.ts";

const POINTS = 10_000, ANCHORS = 100, SIGMA = 0.1;

/** The weighted means at all points, pair by pair. */
function means({ data: x, shape: [n, d] }: Tensor, { data: g }: Tensor): Float64Array {
  const field = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    let mass = 0;
    for (let j = 0; j < ANCHORS; j++) {
      let square = 0;
      for (let c = 0; c < d; c++) square += (x[i * d + c] - x[j * d + c]) ** 2;
      const gaussian = Math.exp(-square / (2 * SIGMA ** 2));
      mass += gaussian;
      for (let c = 0; c < d; c++) field[i * d + c] += gaussian * g[j * d + c];
    }
    for (let c = 0; c < d; c++) field[i * d + c] /= mass;
  }
  return field;
}

for (const d of [2, 3]) {
  const points = rand([POINTS, d], { seed: d }), gradient = randn([POINTS, d], { seed: d });
  gradient.data.fill(0, ANCHORS * d);
  const smooth = (method: SmoothingMethod) => smoothGradient(points, gradient, { sigma: SIGMA, method }).data;
  const expected = means(points, gradient);
  smooth("nadaraya-watson").forEach((v, i) => assertAlmostEquals(v, expected[i], 1e-12));
  smooth("diffeomorphic").subarray(0, ANCHORS * d).forEach((v, i) => assertAlmostEquals(v, gradient.data[i], 1e-6));

  const group = `smooth gradients of ${POINTS} points in ${d} dimensions with ${ANCHORS} anchors`;
  Deno.bench("means, written out", { group }, () => {
    means(points, gradient);
  });
  for (const method of ["nadaraya-watson", "diffeomorphic"] as const) {
    Deno.bench(method, { group }, () => {
      smooth(method);
    });
  }
}

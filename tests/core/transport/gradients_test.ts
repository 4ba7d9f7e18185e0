/**
 * Gradients of losses between samples against central differences.
 */
import { gradcheck, samplesLoss, type Tensor } from "../../../mod.ts";
import { a, b, type Loss, LOSSES, nameOf, x, y } from "./_clouds.ts";

const TIGHT = { eps: 1e-5, absoluteTolerance: 1e-9, relativeTolerance: 1e-6 };

/** Whether masses must be kept, so that weights can only move to other weights. */
function keepsMass([kind, { reach }]: Loss): boolean {
  return kind === "hausdorff" || (kind === "sinkhorn" && reach === undefined);
}

for (const spec of LOSSES) {
  const [kind, options] = spec, loss = samplesLoss(kind, options), name = nameOf(spec);

  Deno.test(`${name} agrees with central differences at the points`, () => {
    gradcheck((x, y) => loss(a, x, b, y), [x, y], TIGHT);
    gradcheck((x, y) => loss(x, y), [x, y], TIGHT);
  });

  Deno.test(`${name} agrees with central differences at the weights`, () => {
    if (keepsMass(spec)) {
      const logits = (weights: number[]) => weights.map(Math.log);
      gradcheck((a, b) => loss(a.softmax(0), x, b.softmax(0), y), [logits(a), logits(b)], TIGHT);
    } else {
      gradcheck((a, b) => loss(a, x, b, y), [a, b], TIGHT);
      gradcheck((a, b) => loss(a.mul(1.7), x, b.mul(0.6), y), [a, b], TIGHT);
    }
  });

  Deno.test(`${name} of a batch agrees with central differences`, () => {
    const points = [x.slice(0, 5), x.slice(2)], others = [y, y.toReversed().map(([u, v]) => [v, u])];
    gradcheck((x, y) => loss(x, y), [points, others], TIGHT);
    gradcheck((x) => loss(x, y.map(([u, v]) => [v, u])).mul(3) as Tensor, [x], TIGHT);
  });
}

/**
 * Discrepancies by kernels of the user.
 */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { gradcheck, ragged, type SampleKernel, samplesLoss, tensor } from "../../../mod.ts";
import { a, b, x, y } from "./_clouds.ts";

const gaussian: SampleKernel = (x, y, blur) => x.cdist(y).square().div(-2 * blur ** 2).exp();
const cauchy: SampleKernel = (x, y, blur) => x.cdist(y).div(blur).square().add(1).pow(-1);

Deno.test("samplesLoss() with the Gaussian as a kernel of the user gives what it gives without", () => {
  const found = [undefined, gaussian].map((kernel) => {
    const given = [a, x, b, y].map((data) => tensor(data, { requiresGrad: true }));
    const value = samplesLoss("gaussian", { blur: 0.3, kernel })(given[0], given[1], given[2], given[3]);
    value.backward();
    const [f, g] = samplesLoss("gaussian", { blur: 0.3, kernel, potentials: true })(a, x, b, y);
    return [value, ...given.map(({ grad }) => grad!), f, g];
  });
  found[0].forEach(({ data, shape }, k) => {
    assertEquals(found[1][k].shape, shape);
    data.forEach((entry, i) => assertAlmostEquals(found[1][k].data[i], entry, 1e-14));
  });
});

Deno.test("samplesLoss() with a kernel of the user agrees with central differences", () => {
  const loss = samplesLoss("energy", { blur: 0.4, kernel: cauchy });
  const tight = { absoluteTolerance: 1e-9, relativeTolerance: 1e-6 };
  gradcheck((a, x, b, y) => loss(a, x, b, y), [a, x, b, y], tight);
  gradcheck((x, y) => loss(x, y), [[x, x.toReversed()], [y, y]], tight);
});

Deno.test("samplesLoss() with a kernel of the user takes batches pair by pair", () => {
  const loss = samplesLoss("energy", { kernel: cauchy });
  const found = loss(ragged(x, [0, 3, 7]), ragged(y, [0, 4, 5])).toArray();
  assertEquals(found, [loss(x.slice(0, 3), y.slice(0, 4)).item(), loss(x.slice(3), y.slice(4)).item()]);
  assertEquals(loss([x, x], [y, y]).toArray(), [loss(x, y).item(), loss(x, y).item()]);
  const [f] = samplesLoss("energy", { kernel: cauchy, potentials: true })([x, x], [y, y]);
  assertEquals([f.shape, f.requiresGrad], [[2, 7], false]);
});

Deno.test("samplesLoss() tells a kernel of the user the blur, and lets gradients flow to what it uses", () => {
  const width = tensor(0.3, { requiresGrad: true });
  const loss = samplesLoss("gaussian", {
    blur: 7,
    kernel: (x, y, blur) => x.cdist(y).div(width).mul(blur).neg().exp(),
  });
  loss(x, y).backward();
  gradcheck((width) => samplesLoss("gaussian", { kernel: (x, y) => x.cdist(y).div(width).mul(7).neg().exp() })(x, y), [
    0.3,
  ]);
  assertEquals(width.grad!.item() !== 0, true);
});

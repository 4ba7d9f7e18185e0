/**
 * The filtration order against a sort of the platform.
 */
import { assertEquals } from "@std/assert";
import { valueOrder } from "../../../core/filtrations/_value_order.ts";
import { numpyRng } from "../../../mod.ts";

Deno.test("valueOrder() sorts by dimension, value and place, from wherever it starts", () => {
  const random = numpyRng(5);
  for (const size of [0, 1, 2, 3, 7, 64, 501]) {
    for (const levels of [1, 3, 1e9]) {
      const middle = Math.floor(size / 3), dimOffsets = [0, middle, middle, size];
      const values = Float64Array.from(random.random([size]).data, (x) => Math.floor(levels * x) - 1 || -0);
      for (const negate of [false, true]) {
        const dimension = (i: number) => i < middle ? 0 : 1, sign = negate ? -1 : 1;
        const expected = [...values.keys()].sort((i, j) =>
          dimension(i) - dimension(j) || sign * (values[i] - values[j]) || i - j
        );
        const order = valueOrder(values, dimOffsets, negate);
        assertEquals([...order], expected);
        const turned = order.slice();
        turned.subarray(0, middle).reverse();
        turned.subarray(middle).reverse();
        const start = turned.slice();
        assertEquals([...valueOrder(values, dimOffsets, negate, turned)], expected);
        assertEquals(turned, start);
        assertEquals([...valueOrder(values, dimOffsets, negate, order)], expected);
      }
    }
  }
});

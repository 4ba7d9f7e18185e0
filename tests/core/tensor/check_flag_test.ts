/**
 * Options that are true or false, and nothing that merely looks like it.
 */
import { assertEquals, assertThrows } from "@std/assert";
import {
  cubeFiltration,
  freudenthalFiltration,
  persistenceDiagram,
  simplexFiltration,
  vrFiltration,
} from "../../../mod.ts";
import { checkFlag } from "../../../core/tensor/check_flag.ts";

Deno.test("checkFlag() takes true and false", () => {
  checkFlag("fly", "high", true);
  checkFlag("fly", "high", false);
});

Deno.test("checkFlag() refuses words and numbers, which a condition would take", () => {
  for (
    const [given, found] of [
      ["false", '"false"'],
      [0, "a number"],
      [null, "null"],
      [{}, "an object of class Object"],
    ] as const
  ) {
    const { message } = assertThrows(() => checkFlag("fly", "high", given as never), TypeError);
    assertEquals(message, `Cannot fly: high must be true or false, but is ${found}`);
  }
});

const matrix = [[0, 1, 2], [1, 0, 3], [2, 3, 0]], no = "false" as never;
const USES: [string, () => unknown][] = [
  ["fromPwdists of vrFiltration()", () => vrFiltration(matrix, { fromPwdists: no, maxDim: 1 })],
  ["negate of freudenthalFiltration()", () => freudenthalFiltration(matrix, { negate: no })],
  ["wrap of freudenthalFiltration()", () => freudenthalFiltration(matrix, { wrap: no })],
  ["negate of cubeFiltration()", () => cubeFiltration(matrix, { negate: no })],
  ["negate of simplexFiltration()", () => simplexFiltration([[0]], [1], { negate: no })],
  [
    "includeInfPoints of persistenceDiagram()",
    () => persistenceDiagram(vrFiltration(matrix), { includeInfPoints: no }),
  ],
];
for (const [name, use] of USES) {
  Deno.test(`${name} is refused when it is neither true nor false`, () => {
    assertThrows(use, TypeError, `${name.split(" ")[0]} must be true or false, but is "false"`);
  });
}

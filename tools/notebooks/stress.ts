/**
 * A trial of the runner itself on cells whose outputs are easily lost.
 *
 * @module
 */
import { type Kernel, KernelFailure, startKernel } from "./kernel.ts";
import type { Output } from "./notebook.ts";
import { JUPYTER } from "./paths.ts";
import type { Server } from "./server.ts";

/** Where the trial pretends to have its notebooks. */
const PLACE = `${JUPYTER}/stress.ipynb`;

/** How long a cell of the trial may take, in milliseconds. */
const TIME_LIMIT = 120_000;

/** Code, and what it must give. */
type Trial = readonly [code: string, outputs: readonly Partial<Record<string, unknown>>[]];

const LINES = 3_000;
const NUMBERED = Array.from({ length: LINES }, (_, i) => `${i}\n`).join("");

const TRIALS: readonly Trial[] = [
  [`console.log("first")`, [{ name: "stdout", text: "first\n" }]],
  [`for (let i = 0; i < ${LINES}; i++) console.log(i)`, [{ name: "stdout", text: NUMBERED }]],
  [`console.log("a"); console.error("b"); console.log("c")`, [
    { name: "stdout", text: "a\n" },
    { name: "stderr", text: "b\n" },
    { name: "stdout", text: "c\n" },
  ]],
  [`console.log("x".repeat(3e6))`, [{ name: "stdout", text: "x".repeat(3e6) + "\n" }]],
  [`({ [Symbol.for("Jupyter.display")]: () => ({ "image/svg+xml": "s".repeat(2e6) }) })`, [
    { output_type: "execute_result", data: { "image/svg+xml": "s".repeat(2e6) } },
  ]],
  [`null.x`, [{ output_type: "error", ename: "TypeError" }]],
  [`console.log("after an error")`, [{ name: "stdout", text: "after an error\n" }]],
  [`const nothing = 0;`, []],
  [
    `await Deno.jupyter.display(Deno.jupyter.md\`old\`, { display_id: "p" });
    await Deno.jupyter.display(Deno.jupyter.md\`new\`, { display_id: "p", update: true })`,
    [
      { output_type: "display_data", data: { "text/markdown": "new" } },
    ],
  ],
];

/**
 * Runs cells that print much, display large values, throw, hang and kill their kernel.
 *
 * @throws {Error} If an output is lost or lands elsewhere, or a failure goes unnoticed.
 */
export async function tryRunner(server: Server): Promise<void> {
  {
    await using kernel = await startKernel(server, PLACE);
    for (const trial of TRIALS) await expectOutputs(kernel, trial);
    await expectFailure(kernel, "while (true) {}", 1_000);
  }
  await using kernel = await startKernel(server, PLACE);
  await expectOutputs(kernel, TRIALS[0]);
  await expectFailure(kernel, "Deno.exit(3)", TIME_LIMIT);
}

async function expectOutputs(kernel: Kernel, [code, expected]: Trial): Promise<void> {
  const outputs = await kernel.run(code, TIME_LIMIT);
  const isAsExpected = outputs.length === expected.length && outputs.every((output, i) => holds(output, expected[i]));
  if (isAsExpected) return;
  const found = outputs.map((output) => JSON.stringify(output).slice(0, 100)).join(", ") || "nothing";
  throw new Error(`Cannot trust the notebook runner: all outputs of ${code} were expected, but ${found} was found`);
}

function holds(output: Output, expected: Trial[1][number]): boolean {
  const found = output as unknown as Record<string, unknown>;
  return Object.entries(expected).every(([key, value]) => JSON.stringify(found[key]) === JSON.stringify(value));
}

async function expectFailure(kernel: Kernel, code: string, timeLimit: number): Promise<void> {
  try {
    await kernel.run(code, timeLimit);
  } catch (error) {
    if (error instanceof KernelFailure) return;
    throw error;
  }
  throw new Error(`Cannot trust the notebook runner: a failure of ${code} was expected, but it passed`);
}

/**
 * Diagrams and gradients survive the way through a file.
 */
import { assertEquals, assertRejects } from "@std/assert";
import { answerWith, readNumbers } from "../../bench/peers/diagram_answer.ts";
import { tensor } from "../../mod.ts";

const DIAGRAMS = [tensor([[0, 1], [0, 0.1]]), tensor([], { shape: [0, 2] }), tensor([[-1.5, 2]])];

Deno.test("readNumbers() reads what answerWith() wrote, empty diagrams too", async () => {
  const file = await Deno.makeTempFile();
  const answer = await answerWith(0.5, DIAGRAMS, Float64Array.of(1, -2), file);
  assertEquals(answer, { seconds: 0.5, counts: [2, 0, 1], gradient: 2 });
  assertEquals(await readNumbers(file, answer), { diagrams: [[[0, 1], [0, 0.1]], [], [[-1.5, 2]]], gradient: [1, -2] });
  await assertRejects(
    () => readNumbers(file, { ...answer, counts: [1] }),
    Error,
    "4 numbers was expected, but its file has 8",
  );
  await Deno.remove(file);
});

Deno.test("readNumbers() gives no gradient where there is none", async () => {
  const file = await Deno.makeTempFile();
  const answer = await answerWith(0.5, DIAGRAMS, new Float64Array(), file);
  assertEquals((await readNumbers(file, answer)).gradient, null);
  await Deno.remove(file);
});

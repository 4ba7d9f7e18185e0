/**
 * Options that are one of several words.
 */
import { assertEquals, assertThrows } from "@std/assert";
import { checkChoice } from "../../../core/tensor/check_choice.ts";

Deno.test("checkChoice() takes what is allowed", () => {
  checkChoice("go", "way", "up", ["up", "down"]);
  checkChoice("go", "way", "down", ["up", "down"]);
});

Deno.test("checkChoice() lists what is allowed when it refuses, whatever was given", () => {
  const nameless = Object.create(null);
  for (
    const [given, found] of [
      ["Up", '"Up"'],
      [3, "a number"],
      [["up"], "an array"],
      [Symbol("up"), "a symbol"],
      [nameless, "an object of class Object"],
    ] as const
  ) {
    const { message } = assertThrows(
      () => checkChoice<"up" | "down">("go", "way", given as never, ["up", "down"]),
      RangeError,
    );
    assertEquals(message, `Cannot go: way must be one of "up", "down", but is ${found}`);
  }
});

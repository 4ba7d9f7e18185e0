/**
 * Tests of what operations refuse, and in which words.
 *
 * @module
 */
import { assertMatch, assertThrows } from "@std/assert";

/** A call that is refused: its title with the word "when", the call, the class and a part of the message. */
export type Refusal = [title: string, run: () => unknown, error: typeof TypeError | typeof RangeError, message: string];

/** One test per refusal; every message must have the form of all errors. */
export function testRefusals(refusals: readonly Refusal[]): void {
  for (const [title, run, error, message] of refusals) {
    Deno.test(title.replace(" when", " throws when"), () => {
      const thrown = assertThrows(run, error, message);
      assertMatch(thrown.message, /^Cannot [^:]+: .+, but .+[^.]$/);
    });
  }
}

/** A value of a type that the compiler would refuse. */
export const wrong = (value: unknown): number => value as number;

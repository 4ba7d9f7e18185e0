/**
 * What a file is to hold, by the ending of its path.
 *
 * @module
 */
import { checkText } from "./checks.ts";

/** The ending of a path, which is one of `allowed`. */
export function endingOf<T extends string>(action: string, path: string, allowed: readonly T[]): T {
  const ending = /\.([^./\\]+)$/.exec(checkText(action, "the path", path))?.[1].toLowerCase();
  const known = allowed.find((one) => one === ending);
  if (known !== undefined) return known;
  const list = allowed.map((one) => `".${one}"`), last = list.pop();
  throw new RangeError(
    `Cannot ${action}: the path must end in ${list.join(", ")} or ${last}, but is ${JSON.stringify(path)}`,
  );
}

/**
 * How values show themselves in notebooks: a port that the plots fill.
 *
 * The core draws nothing; `mod.ts` introduces whoever does.
 *
 * @module
 */

/** One value in the formats that a notebook can choose from, by their MIME types. */
export type Picture = Readonly<Record<string, string>>;

/** Draws values, each told by its kind. */
export interface Pictures {
  /** Draws a tensor. */
  tensor(
    tensor: { readonly data: Float64Array; readonly shape: readonly number[]; toString(): string },
  ): Promise<Picture>;
  /** Draws the diagrams of several dimensions. */
  diagrams(
    diagrams: Iterable<[number, { readonly data: Float64Array; readonly shape: readonly number[] }]>,
  ): Promise<Picture>;
}

let current: Pictures | null = null;

/** Lets `pictures` draw from now on. */
export function usePictures(pictures: Pictures): void {
  current = pictures;
}

/** What a notebook is given: a drawing, or plain text where nobody draws. */
export function pictureOf<Kind extends keyof Pictures>(
  kind: Kind,
  value: Parameters<Pictures[Kind]>[0],
): Promise<Picture> {
  if (current === null) return Promise.resolve({ "text/plain": String(value) });
  return (current[kind] as (value: Parameters<Pictures[Kind]>[0]) => Promise<Picture>)(value);
}

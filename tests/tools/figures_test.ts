/**
 * The pictures of docs/filtrations.md: those in the tree are those that the tool draws, and the page shows each of them.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { FIGURES } from "../../tools/figures.ts";

const DOCS = new URL("../../docs/", import.meta.url);
/** A page with all pictures should load quickly. */
const MOST_BYTES = 60_000;

for (const [name, draw] of Object.entries(FIGURES)) {
  Deno.test(`docs/images/filtrations/${name}.svg is what "deno task figures" draws, and small`, async () => {
    const drawn = draw().toSVG();
    assertEquals(await Deno.readTextFile(new URL(`images/filtrations/${name}.svg`, DOCS)), drawn);
    assert(drawn.length < MOST_BYTES, `${name} has ${drawn.length} bytes`);
  });
}

Deno.test("docs/filtrations.md shows every picture once, in words too, and no other", async () => {
  const page = await Deno.readTextFile(new URL("filtrations.md", DOCS));
  const shown = [...page.matchAll(/!\[([^\]]+)\]\(images\/filtrations\/([^)]+)\.svg\)/g)];
  assertEquals(shown.map(([, , name]) => name).sort(), Object.keys(FIGURES).sort());
  const kept = Array.from(
    Deno.readDirSync(new URL("images/filtrations/", DOCS)),
    ({ name }) => name.replace(".svg", ""),
  );
  assertEquals(kept.sort(), Object.keys(FIGURES).sort());
});

Deno.test("docs/filtrations.md links to sections and files that exist", async () => {
  const page = await Deno.readTextFile(new URL("filtrations.md", DOCS));
  const slug = (heading: string) => heading.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, "").replaceAll(" ", "-");
  const sections = new Set([...page.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => slug(heading)));
  for (const [, target] of page.matchAll(/\]\(#([^)]+)\)/g)) assert(sections.has(target), target);
  for (const [, target] of page.matchAll(/\]\(([^#)][^)]*)\)/g)) await Deno.stat(new URL(target, DOCS));
});

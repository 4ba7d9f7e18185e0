/**
 * The pictures of the pages in docs: those in the tree are those that the tool draws, and a page shows each of its own.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { FIGURES } from "../../tools/figures.ts";

const DOCS = new URL("../../docs/", import.meta.url);
/** A page with all pictures should load quickly. */
const MOST_BYTES = 60_000;

for (const [page, figures] of Object.entries(FIGURES)) {
  for (const [name, draw] of Object.entries(figures)) {
    Deno.test(`docs/images/${page}/${name}.svg is what "deno task figures" draws, and small`, async () => {
      const drawn = draw().toSVG();
      assertEquals(await Deno.readTextFile(new URL(`images/${page}/${name}.svg`, DOCS)), drawn);
      assert(drawn.length < MOST_BYTES, `${name} has ${drawn.length} bytes`);
    });
  }

  Deno.test(`docs/${page}.md shows every picture once, in words too, and no other`, async () => {
    const text = await Deno.readTextFile(new URL(`${page}.md`, DOCS));
    const shown = [...text.matchAll(/!\[([^\]]+)\]\(images\/([^)]+)\.svg\)/g)];
    const names = Object.keys(figures).sort();
    assertEquals(shown.map(([, , name]) => name).sort(), names.map((name) => `${page}/${name}`));
    const kept = Array.from(Deno.readDirSync(new URL(`images/${page}/`, DOCS)), ({ name }) => name.replace(".svg", ""));
    assertEquals(kept.sort(), names);
  });

  Deno.test(`docs/${page}.md links to sections and files that exist`, async () => {
    const text = await Deno.readTextFile(new URL(`${page}.md`, DOCS));
    const slug = (heading: string) => heading.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, "").replaceAll(" ", "-");
    const sections = new Set([...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => slug(heading)));
    for (const [, target] of text.matchAll(/\]\(#([^)]+)\)/g)) assert(sections.has(target), target);
    for (const [, target] of text.matchAll(/\]\(([^#)][^)]*)\)/g)) await Deno.stat(new URL(target, DOCS));
  });
}

/**
 * The part of Markdown that the notebooks use, as HTML.
 *
 * @module
 */

/** Headings, paragraphs and lists, with code, emphasis and links in them. */
export function markdownToHTML(source: string): string {
  return source.split(/\n{2,}/).map((block) => blockToHTML(block.trim())).join("\n");
}

/** Text as it must be written in HTML. */
export function escapeHTML(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]!);
}

function blockToHTML(block: string): string {
  const heading = /^(#{1,6}) (.*)$/.exec(block);
  if (heading) return `<h${heading[1].length}>${inline(heading[2])}</h${heading[1].length}>`;
  if (!block.startsWith("- ")) return `<p>${inline(block)}</p>`;
  const items = block.slice(2).split(/\n- /).map((item) => `<li>${inline(item)}</li>`);
  return `<ul>${items.join("")}</ul>`;
}

/** Code is set apart first, since nothing in it has a meaning. */
function inline(text: string): string {
  return text.split(/(`[^`]+`)/).map((part, i) => {
    if (i % 2 === 1) return `<code>${escapeHTML(part.slice(1, -1))}</code>`;
    return escapeHTML(part)
      .replace(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>")
      .replace(/\*([^*]+)\*|\b_([^_]+)_\b/g, (_, star, bar) => `<em>${star ?? bar}</em>`)
      .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, '<a href="$2">$1</a>');
  }).join("");
}

/**
 * A strict reader of XML, enough to judge whether a figure is well-formed and to look inside.
 *
 * @module
 */

/** An element with its text put together. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

const NAME = /[A-Za-z_:][\w:.-]*/y;
const ENTITY: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The root of a document; throws where the document is not well-formed. */
export function parseXml(source: string): XmlElement {
  let at = 0;
  const fail = (what: string): never => {
    throw new Error(`${what} at ${at}: ${JSON.stringify(source.slice(at, at + 40))}`);
  };
  const take = (pattern: RegExp, what: string): string => {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match === null) return fail(`${what} expected`);
    at += match[0].length;
    return match[0];
  };
  const expect = (text: string): void => {
    if (!source.startsWith(text, at)) fail(`${JSON.stringify(text)} expected`);
    at += text.length;
  };
  const decode = (text: string): string =>
    text.replace(/&([^;]*);?/g, (all, name) => all.endsWith(";") && ENTITY[name] || fail(`unknown entity ${all}`));

  function readElement(): XmlElement {
    expect("<");
    const element: XmlElement = { name: take(NAME, "a name"), attributes: {}, children: [], text: "" };
    while (/\s/.test(source[at])) {
      take(/\s+/y, "space");
      const name = take(NAME, "an attribute");
      if (name in element.attributes) fail(`attribute ${name} twice`);
      expect('="');
      element.attributes[name] = decode(take(/[^"<]*/y, "a value"));
      expect('"');
    }
    if (source.startsWith("/>", at)) return at += 2, element;
    expect(">");
    while (!source.startsWith("</", at)) {
      if (source[at] === "<") element.children.push(readElement());
      else if (at >= source.length) fail(`</${element.name}> expected`);
      else element.text += decode(take(/[^<]+/y, "text"));
    }
    expect(`</${element.name}>`);
    return element;
  }

  // deno-lint-ignore no-control-regex
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(source)) fail("forbidden character");
  const root = readElement();
  if (at !== source.length) fail("the end expected");
  const ids = descendants(root).flatMap(({ attributes }) => attributes.id ?? []);
  if (new Set(ids).size !== ids.length) fail("an id twice");
  return root;
}

/** The element and all inside it, in document order. */
export function descendants(element: XmlElement): XmlElement[] {
  return [element, ...element.children.flatMap(descendants)];
}

/** All descendants of one name. */
export function elements(root: XmlElement, name: string): XmlElement[] {
  return descendants(root).filter((element) => element.name === name);
}

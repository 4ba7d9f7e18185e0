/**
 * Imports the module in a fresh process and prints the milliseconds it took.
 *
 * The address is computed, so that the runtime loads nothing of it before the clock starts.
 *
 * @module
 */
const address = new URL("../mod.ts", import.meta.url).href;
const start = performance.now();
const { tensor } = await import(address);
const milliseconds = performance.now() - start;
if (tensor([1, 2]).size !== 2) throw new Error("the module that was imported does not work");
console.log(milliseconds);

/**
 * The smallest program that uses the module; starting and ending it is what an import costs a person.
 *
 * @module
 */
import "../mod.ts";

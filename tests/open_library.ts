/**
 * Opens the native library before the tests, so that the sanitizer of resources does not take its first use for a leak.
 */
import { library } from "../native/library.ts";

library();

/**
 * Where the notebooks and what runs them live, seen from the root of the project.
 *
 * @module
 */
import type { Environment } from "../python.ts";

/** The notebooks. */
export const NOTEBOOKS = "notebooks";

/** The Python that the server runs in. */
export const SERVER: Environment = {
  action: "run the notebooks",
  requirements: `${NOTEBOOKS}/requirements.txt`,
  folder: `${NOTEBOOKS}/.venv`,
};

/** What Jupyter is told and what it writes. */
export const JUPYTER = `${NOTEBOOKS}/.jupyter`;

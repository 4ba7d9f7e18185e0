/**
 * Where the notebooks and what runs them live, seen from the root of the project.
 *
 * @module
 */

/** The notebooks. */
export const NOTEBOOKS = "notebooks";

/** The Python packages that the server needs. */
export const REQUIREMENTS = `${NOTEBOOKS}/requirements.txt`;

/** The virtual environment with these packages. */
export const VENV = `${NOTEBOOKS}/.venv`;

/** What Jupyter is told and what it writes. */
export const JUPYTER = `${NOTEBOOKS}/.jupyter`;

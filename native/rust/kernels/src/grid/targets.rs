//! What becomes of the cells of a padded grid, or of the dual of a padded grid, in the grid itself.

use super::Grid;
use super::morse::Model;
use super::patterns::Patterns;

/// What becomes of cells of one type.
pub struct Target {
    /// Number of patterns of its dimension, and its own.
    pub patterns: usize,
    pub pattern: usize,
    /// The axes along which the anchor is one less than in the padded grid.
    pub back: u8,
    /// The corners in the padded grid, as masks of steps from the anchor.
    pub corners: Vec<u8>,
}

impl Target {
    /// What becomes of each type of cells.
    pub fn all(grid: &Grid, model: &Model) -> Vec<Target> {
        let patterns = Patterns::all(grid.kind, model.axes);
        let all = (1u8 << model.axes) - 1;
        let targets = model.types.iter().map(|own| {
            let (dimension, pattern) = (own.dimension, own.pattern as usize);
            let corners = patterns[dimension].vertices_of(pattern).to_vec();
            if !grid.on_cells {
                return Target { patterns: patterns[dimension].count, pattern, back: all, corners };
            }
            // The dual of a cube extends along the other axes, from half a step before.
            let back = all & !patterns[dimension].extents[pattern];
            let dual = &patterns[model.axes - dimension];
            let pattern = dual.extents.iter().position(|&extent| extent == back);
            let pattern = pattern.expect("there are cubes along every set of axes");
            Target { patterns: dual.count, pattern, back, corners }
        });
        targets.collect()
    }
}

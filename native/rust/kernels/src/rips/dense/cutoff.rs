//! Which edges belong to a computation.

use super::cloud::Cloud;

/// Up to where edges are wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cutoff {
    /// Up to the enclosing radius, beyond which the complex is a cone; and up to this length, if there is one.
    Cone(Option<f64>),
    /// Up to this length, by default 1.00001 times the enclosing radius.
    Length(Option<f64>),
}

impl Cutoff {
    /// The greatest key wanted, where `radius` is the key of the enclosing radius; negative if there is none.
    pub fn greatest_key(self, cloud: &Cloud, radius: f64) -> f64 {
        match self {
            Cutoff::Cone(length) => length.map_or(radius, |length| radius.min(cloud.greatest_key(length))),
            Cutoff::Length(length) => {
                cloud.greatest_key(length.unwrap_or_else(|| 1.00001 * cloud.value(radius)))
            }
        }
    }
}

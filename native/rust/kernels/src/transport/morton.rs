//! The order of points along Morton's curve, in which neighbours in a list are neighbours in space.

/// Binary digits of a coordinate that count, in up to three dimensions.
const DIGITS: u32 = 21;
/// Fewer points are left in their order: they fit in few tiles.
const FEW: usize = 1024;

/// Whether points are put in that order.
pub fn sorts(dimension: usize, count: usize) -> bool {
    dimension <= 3 && count >= FEW
}

/// The places of points, given by planes of coordinates, along the curve, if they are put in that order.
pub fn order(planes: &[Vec<f64>], count: usize) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count as u32).collect();
    if !sorts(planes.len(), count) {
        return order;
    }
    let ends = |plane: &Vec<f64>| {
        plane.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &x| (low.min(x), high.max(x)))
    };
    let ends: Vec<(f64, f64)> = planes.iter().map(ends).collect();
    let extent = ends.iter().map(|(low, high)| high - low).fold(f64::MIN_POSITIVE, f64::max);
    let cells = f64::from(1u32 << DIGITS) - 1.0;
    let key = |i: usize| {
        let digits =
            planes.iter().zip(&ends).map(|(plane, (low, _))| ((plane[i] - low) / extent * cells) as u64);
        let spread = digits.enumerate().map(|(k, digits)| spread(digits, planes.len() as u32) << k);
        spread.fold(0, |key, bits| key | bits)
    };
    let keys: Vec<u64> = (0..count).map(key).collect();
    order.sort_unstable_by_key(|&i| (keys[i as usize], i));
    order
}

/// The binary digits of a number, `gap` apart.
fn spread(number: u64, gap: u32) -> u64 {
    (0..DIGITS).fold(0, |bits, digit| bits | (number >> digit & 1) << (digit * gap))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_spread() {
        assert_eq!(
            [spread(0b1011, 1), spread(0b1011, 2), spread(0b101, 3)],
            [0b1011, 0b100_0101, 0b100_0001]
        );
    }

    #[test]
    fn points_of_a_grid_come_by_quarters() {
        let plane = |k: usize| (0..1024).map(|i| f64::from((i >> (5 * k)) & 31)).collect::<Vec<f64>>();
        let planes = [plane(0), plane(1)];
        for quarter in order(&planes, 1024).chunks(256) {
            let corner = |plane: &[f64]| {
                quarter.iter().map(|&i| (plane[i as usize] / 16.0).floor()).collect::<Vec<_>>()
            };
            assert!(planes.iter().all(|plane| corner(plane).windows(2).all(|pair| pair[0] == pair[1])));
        }
        let line = [(0..2000).map(|i| f64::from(i * 7 % 2000)).collect::<Vec<f64>>()];
        assert!(
            order(&line, 2000).windows(2).all(|pair| line[0][pair[0] as usize] < line[0][pair[1] as usize])
        );
    }
}

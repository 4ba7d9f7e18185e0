//! Against iterations that are too simple to be wrong, central differences, and numbers from outside.

use super::*;
use crate::limits::Limits;
use crate::transport::Losses;

pub const INFINITE: f64 = f64::INFINITY;

/// The clouds and weights of the goldens of GeomLoss.
pub struct Clouds {
    pub x: Vec<f64>,
    pub a: Vec<f64>,
    pub y: Vec<f64>,
    pub b: Vec<f64>,
}

impl Clouds {
    pub fn new() -> Self {
        let x =
            (0..7).map(f64::from).flat_map(|i| [0.4 * (1.7 * i).sin() + 0.5, 0.3 * (0.9 * i).cos() + 0.4]);
        let y = (0..5).map(f64::from);
        let y = y.flat_map(|j| [0.3 * (2.3 * j).cos() + 0.6, 0.4 * (1.1 * j + 0.5).sin() + 0.5]);
        let b: Vec<f64> = (0..5).map(|j| 2.0 + f64::from(j).cos()).collect();
        let mass: f64 = b.iter().sum();
        let a = (0..7).map(|i| f64::from(i + 1) / 28.0);
        Clouds { x: x.collect(), a: a.collect(), y: y.collect(), b: b.iter().map(|b| b / mass).collect() }
    }

    pub fn pair(&self) -> Pair<'_> {
        Pair { dimension: 2, x: &self.x, a: &self.a, y: &self.y, b: &self.b }
    }
}

pub fn request(p: f64, blur: f64, reach: f64, debias: bool) -> LossRequest {
    LossRequest { p, blur, reach, diameter: None, debias, floor: 0.0, tol: 1e-12, most: 5000 }
}

pub fn loss_of(pair: &Pair, request: &LossRequest) -> Losses {
    loss(pair, request, &Limits::default()).unwrap()
}

#[test]
fn converged_values_are_those_of_geomloss_after_many_iterations() {
    let clouds = Clouds::new();
    let cases = [
        (0.05, INFINITE, true, 0.05424720784481091),
        (0.05, INFINITE, false, 0.05842318589108045),
        (0.1, 0.3, true, 0.03278089119985725),
        (0.1, 0.3, false, 0.048519068740740495),
    ];
    for (blur, reach, debias, expected) in cases {
        let found = loss_of(&clouds.pair(), &request(2.0, blur, reach, debias));
        // Of GeomLoss' value without a reach 1e-10 is missing still.
        assert!((found.value - expected).abs() < 2e-10, "{} at {blur}, {reach}", found.value - expected);
        assert!(found.report.marginal_error < 1e-12 && found.report.gap.abs() < 1e-12);
    }
}

/// The value after very many plain updates of either side, and the potentials.
fn naive(costs: &[f64], a: &[f64], b: &[f64], epsilon: f64, rho: f64) -> (f64, Vec<f64>, Vec<f64>) {
    let (mut f, mut g) = (vec![0.0; a.len()], vec![0.0; b.len()]);
    let damping = 1.0 / (1.0 + epsilon / rho);
    let softmin = |terms: &mut dyn Iterator<Item = (f64, f64)>| -> f64 {
        let terms: Vec<(f64, f64)> = terms.filter(|term| term.0 > 0.0).collect();
        let most = terms.iter().fold(-INFINITE, |most, term| most.max(term.1 / epsilon));
        -epsilon * (most + terms.iter().map(|(w, t)| w * (t / epsilon - most).exp()).sum::<f64>().ln())
    };
    for _ in 0..20_000 {
        for j in 0..b.len() {
            g[j] = damping * softmin(&mut (0..a.len()).map(|i| (a[i], f[i] - costs[i * b.len() + j])));
        }
        for i in 0..a.len() {
            f[i] = damping * softmin(&mut (0..b.len()).map(|j| (b[j], g[j] - costs[i * b.len() + j])));
        }
    }
    let part = |f: f64| if rho.is_infinite() { f } else { rho * (1.0 - (-f / rho).exp()) };
    let [mass_a, mass_b]: [f64; 2] = [a.iter().sum(), b.iter().sum()];
    let spent: f64 = a.iter().zip(&f).map(|(a, f)| a * (-f / rho).exp()).sum();
    let constant = if rho.is_infinite() { 0.0 } else { epsilon * (mass_a * mass_b - spent) };
    let value = a.iter().zip(&f).map(|(a, &f)| a * part(f)).sum::<f64>()
        + b.iter().zip(&g).map(|(b, &g)| b * part(g)).sum::<f64>();
    (value + constant, f, g)
}

#[test]
fn given_costs_are_solved_as_by_plain_updates() {
    let costs: Vec<f64> = (0..48).map(|k| f64::from(k * k % 17) / 7.0 - 0.8).collect();
    let a = [0.1, 0.0, 0.3, 0.2, 0.15, 0.25];
    let b = [0.2, 0.1, 0.05, 0.25, 0.0, 0.1, 0.2, 0.1];
    for rho in [INFINITE, 10.0, 0.7, 1e-2] {
        for epsilon in [10.0, 0.3, 0.1] {
            let transport = Transport { given: Given::Costs(&costs), a: &a, b: &b, epsilon };
            let request = SolveRequest { rho, tol: 1e-13, most: 5000 };
            let found = transport.solve(&request, &Limits::default()).unwrap();
            let (value, f, g) = naive(&costs, &a, &b, epsilon, rho);
            assert!((found.value - value).abs() < 1e-12, "{} at {epsilon}, {rho}", found.value - value);
            let shift = found.f[0] - f[0];
            assert!(rho.is_infinite() || shift.abs() < 1e-10);
            for (k, (found, wanted)) in found.f.iter().zip(&f).enumerate() {
                assert!((found - wanted - shift).abs() < 1e-10, "f[{k}] at {epsilon}, {rho}");
            }
            for (k, (found, wanted)) in found.g.iter().zip(&g).enumerate() {
                assert!((found - wanted + shift).abs() < 1e-10, "g[{k}] at {epsilon}, {rho}");
            }
            let plan =
                transport.with_plan([&found.f, &found.g], false, Task::Entries, &Limits::default()).unwrap();
            for (i, row) in plan.chunks_exact(8).enumerate() {
                assert!((row.iter().sum::<f64>() - found.marginals[0][i]).abs() < 1e-13);
            }
            let ones = transport.with_plan(
                [&found.f, &found.g],
                true,
                Task::Apply(&[1.0; 6], 1),
                &Limits::default(),
            );
            for (sum, wanted) in ones.unwrap().iter().zip(&found.marginals[1]) {
                assert!((sum - wanted).abs() < 1e-13);
            }
        }
    }
}

/// The largest difference between a gradient and central differences of the value.
fn difference_of(clouds: &mut Clouds, of: &dyn Fn(&Pair) -> Losses, free_mass: bool) -> f64 {
    let found = of(&clouds.pair());
    let gradients = [&found.at_points[0], &found.at_weights[0], &found.at_points[1], &found.at_weights[1]];
    let mut worst = 0.0f64;
    for (list, gradient) in gradients.into_iter().enumerate() {
        let weights = list % 2 == 1;
        for k in 0..gradient.len() {
            let mut value = |step: f64| {
                let pick = |clouds: &mut Clouds, k: usize, step: f64| match list {
                    0 => clouds.x[k] += step,
                    1 => clouds.a[k] += step,
                    2 => clouds.y[k] += step,
                    _ => clouds.b[k] += step,
                };
                pick(clouds, k, step);
                let other = (k + 1) % gradient.len();
                if weights && !free_mass {
                    pick(clouds, other, -step);
                }
                let value = of(&clouds.pair()).value;
                pick(clouds, k, -step);
                if weights && !free_mass {
                    pick(clouds, other, step);
                }
                value
            };
            let h = 1e-5;
            let slope = (8.0 * (value(h) - value(-h)) - (value(2.0 * h) - value(-2.0 * h))) / (12.0 * h);
            let other = if weights && !free_mass { gradient[(k + 1) % gradient.len()] } else { 0.0 };
            worst = worst.max((gradient[k] - other - slope).abs());
        }
    }
    worst
}

#[test]
fn gradients_of_losses_are_central_differences() {
    let mut clouds = Clouds::new();
    for p in [1.0, 1.5, 2.0, 3.0] {
        for reach in [INFINITE, 0.3] {
            for debias in [true, false] {
                let request = request(p, 0.2, reach, debias);
                let worst = difference_of(&mut clouds, &|pair| loss_of(pair, &request), reach.is_finite());
                assert!(worst < 2e-9, "{worst} at p = {p}, reach {reach}, debias {debias}");
            }
        }
    }
    clouds.a.iter_mut().for_each(|a| *a *= 1.7);
    for debias in [true, false] {
        let worst = difference_of(&mut clouds, &|pair| loss_of(pair, &request(2.0, 0.2, 0.4, debias)), true);
        assert!(worst < 2e-9, "{worst} with other masses, debias {debias}");
    }
}

#[test]
fn hausdorff_divergences_are_those_of_the_reference() {
    let clouds = Clouds::new();
    let cases = [
        (2.0, 0.05, 0.019324991416712317, 6.6546747e-3),
        (2.0, 0.1, 0.02092959041902648, 5.3965694e-3),
        (2.0, 0.5, 0.03351581396408445, -4.7942291e-3),
        (1.0, 0.05, 0.18058118923821975, -4.0127927e-2),
        (1.0, 0.5, 0.12681270197339464, -2.1207442e-2),
    ];
    for (p, blur, value, slope) in cases {
        let found =
            hausdorff_divergence(&clouds.pair(), &request(p, blur, INFINITE, true), &Limits::default())
                .unwrap();
        assert!((found.value - value).abs() < 1e-13, "{} at {p}, {blur}", found.value - value);
        assert!(
            (found.at_points[0][0] - slope).abs() < 6e-10,
            "{} at {p}, {blur}",
            found.at_points[0][0] - slope
        );
    }
}

#[test]
fn gradients_of_hausdorff_divergences_are_central_differences() {
    let mut clouds = Clouds::new();
    for p in [1.0, 1.5, 2.0] {
        let of = |pair: &Pair| {
            hausdorff_divergence(pair, &request(p, 0.3, INFINITE, true), &Limits::default()).unwrap()
        };
        let worst = difference_of(&mut clouds, &of, true);
        assert!(worst < 2e-9, "{worst} at p = {p}");
    }
    clouds.a[2] = 0.0;
    let request = request(2.0, 0.3, INFINITE, true);
    let found = hausdorff_divergence(&clouds.pair(), &request, &Limits::default()).unwrap();
    let mut moved = |step: f64| {
        clouds.a[2] = step;
        hausdorff_divergence(&clouds.pair(), &request, &Limits::default()).unwrap().value
    };
    let slope = (-3.0 * moved(0.0) + 4.0 * moved(1e-5) - moved(2e-5)) / 2e-5;
    assert!((found.at_weights[0][2] - slope).abs() < 1e-7, "{} is not {slope}", found.at_weights[0][2]);
}

#[test]
fn equal_measures_are_no_apart() {
    let clouds = Clouds::new();
    let pair = Pair { y: &clouds.x, b: &clouds.a, ..clouds.pair() };
    for reach in [INFINITE, 0.5] {
        let found = loss_of(&pair, &request(2.0, 0.1, reach, true));
        let all = [
            &found.at_points[0],
            &found.at_points[1],
            &found.at_weights[0],
            &found.at_weights[1],
            &found.potentials[0],
            &found.potentials[1],
        ];
        assert_eq!(found.value, 0.0);
        assert!(all.iter().all(|list| list.iter().all(|&x| x == 0.0)));
    }
    let found = hausdorff_divergence(&pair, &request(2.0, 0.1, INFINITE, true), &Limits::default()).unwrap();
    assert!(found.value.abs() < 1e-15 && found.at_points[0].iter().all(|x| x.abs() < 1e-12));
}

#[test]
fn single_points_and_clouds_without_extent_have_finite_losses() {
    for (p, expected) in [(1.0, 1.0), (2.0, 0.5)] {
        let pair = Pair { dimension: 1, x: &[0.0], a: &[1.0], y: &[1.0], b: &[1.0] };
        let found = loss_of(&pair, &request(p, 0.01, INFINITE, true));
        assert!((found.value - expected).abs() < 1e-15);
        assert_eq!(found.at_points[0], [-1.0]);
        let same = Pair { y: &[0.0], ..pair };
        let found = loss_of(&same, &request(p, 0.01, INFINITE, false));
        assert_eq!((found.value, &found.at_points[0][..]), (0.0, &[0.0][..]));
    }
    let pair = Pair { dimension: 2, x: &[0.5; 6], a: &[0.2, 0.3, 0.5], y: &[0.5; 4], b: &[0.9, 0.1] };
    for p in [1.0, 1.3, 2.0] {
        for reach in [INFINITE, 0.1] {
            let found = loss_of(&pair, &request(p, 0.05, reach, true));
            // Powers are right to 1e-14.
            assert!(found.value.abs() < 1e-14, "{} at p = {p}, reach {reach}", found.value);
            assert!(found.at_points[0].iter().all(|&x| x == 0.0));
        }
    }
}

#[test]
fn an_outlier_far_away_spoils_nothing() {
    let (x, y): (Vec<f64>, Vec<f64>) = (
        (0..40).map(|i| (1.3 * f64::from(i)).sin()).collect(),
        (0..40).map(|i| (0.7 * f64::from(i)).cos()).collect(),
    );
    let (mut x, weights) = (x, vec![1.0 / 40.0; 40]);
    x[7] = 100.0;
    let pair = Pair { dimension: 1, x: &x, a: &weights, y: &y, b: &weights };
    let found = loss_of(&pair, &LossRequest { tol: 1e-8, ..request(2.0, 1e-3, INFINITE, false) });
    let sorted = |list: &[f64]| {
        let mut list = list.to_vec();
        list.sort_by(f64::total_cmp);
        list
    };
    let exact: f64 = sorted(&x).iter().zip(sorted(&y)).map(|(x, y)| (x - y) * (x - y) / 80.0).sum();
    // Exponents near 1e10 are rounded to 1e-6.
    assert!(found.report.marginal_error < 3e-6, "{}", found.report.marginal_error);
    assert!((found.value - exact).abs() < 1e-5, "{} is not {exact}", found.value);
}

#[test]
fn threads_change_no_bit() {
    let n = 300;
    let x: Vec<f64> = (0..2 * n).map(|k| (1.7 * k as f64).sin()).collect();
    let y: Vec<f64> = (0..2 * n).map(|k| (2.9 * k as f64).cos() + 0.2).collect();
    let weights = vec![1.0 / n as f64; n];
    let pair = Pair { dimension: 2, x: &x, a: &weights, y: &y, b: &weights };
    let of = |threads| {
        loss(
            &pair,
            &LossRequest { tol: 1e-6, ..request(2.0, 0.05, INFINITE, true) },
            &Limits::new(threads, u64::MAX, None),
        )
        .unwrap()
    };
    let one = of(1);
    for threads in [2, 4] {
        let other = of(threads);
        assert_eq!(one, other);
    }
}

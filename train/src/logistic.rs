//! Logistic regression over named features that are there or not.

/// What is learnt from: the features that are there, and how right it is, from 0 to 1.
pub struct Example {
    /// Indices of its features.
    pub features: Vec<usize>,
    /// The share of it that is right.
    pub label: f64,
}

/// The probability that `weights` give an example.
pub fn predict(weights: &[f64], example: &Example) -> f64 {
    let sum: f64 = example.features.iter().map(|&f| weights[f]).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// Weights with an L2 `penalty`, by `steps` of gradient descent with momentum.
pub fn train(examples: &[&Example], features: usize, steps: usize, penalty: f64) -> Vec<f64> {
    let mut weights = vec![0.0; features];
    let mut speed = vec![0.0; features];
    let scale = 1.0 / examples.len() as f64;
    for _ in 0..steps {
        let mut gradient: Vec<f64> = weights.iter().map(|w| -penalty * w).collect();
        for example in examples {
            let error = (example.label - predict(&weights, example)) * scale;
            for &feature in &example.features {
                gradient[feature] += error;
            }
        }
        for ((weight, speed), slope) in weights.iter_mut().zip(&mut speed).zip(gradient) {
            *speed = 0.9 * *speed + 0.3 * slope;
            *weight += *speed;
        }
    }
    weights
}

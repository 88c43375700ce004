//! The network says the same, to the last bit, on every path and in every batch.
//!
//! A program of its own without the test harness, whose threads emulators of other processors do not
//! all run: `.ci/arm` runs it for the NEON path.

#![allow(clippy::expect_used)]

use tercet::annotate::ENGLISH;
use tercet::annotate::network::file::Model;
use tercet::annotate::network::forward::{Network, Prediction, Scratch};
use tercet::annotate::network::kernels::Path;

/// Words of the sample articles in random order: `count` words and where their sentences begin.
fn words(count: usize) -> (Vec<String>, Vec<usize>) {
    let mut known = Vec::new();
    for entry in std::fs::read_dir("seeds").expect("seeds").flatten() {
        let text = std::fs::read_to_string(entry.path()).expect("an article");
        known.extend(text.split_whitespace().map(str::to_owned));
    }
    known.sort();
    let mut state = 1u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut starts = vec![0];
    while starts[starts.len() - 1] < count {
        starts.push(count.min(starts[starts.len() - 1] + 1 + random(50)));
    }
    ((0..count).map(|_| known[random(known.len())].clone()).collect(), starts)
}

/// What `network` says when it is given `sentences` at a time.
fn predict(network: &Network, words: &[String], starts: &[usize], sentences: usize) -> Vec<Prediction> {
    let mut scratch = Scratch::default();
    let mut out = Vec::new();
    for batch in (0..starts.len() - 1).step_by(sentences) {
        let bounds = &starts[batch..starts.len().min(batch + sentences + 1)];
        let (first, end) = (bounds[0], bounds[bounds.len() - 1]);
        let starts: Vec<usize> = bounds.iter().map(|b| b - first).collect();
        out.extend(network.predict(words[first..end].iter().map(String::as_str), &starts, &mut scratch));
    }
    out
}

/// All paths and batches agree on 50,000 words.
fn main() {
    let (words, starts) = words(50_000);
    let model = Model::from_bytes(ENGLISH).expect("the model is sound");
    let paths = Path::all();
    if !format!("{paths:?}").contains("Avx512") {
        println!("left out: the AVX-512 path, which this processor lacks");
    }
    let networks: Vec<Network> =
        paths.into_iter().map(|path| Network::on_path(model.clone(), path)).collect();
    let (slow, fast) = (&networks[0], &networks[networks.len() - 1]);
    let expected = predict(slow, &words, &starts, 20);
    assert_eq!(expected.len(), words.len());
    for network in &networks[1..] {
        assert!(predict(network, &words, &starts, 20) == expected, "a path differs");
    }
    let some = starts.partition_point(|&start| start <= 5_000);
    let batched = predict(fast, &words, &starts[..some], 7);
    assert!(batched == expected[..batched.len()], "a batch differs");
    println!("{} words: the paths {:?} agree", expected.len(), Path::all());
}

//! The stages one by one, on the sample articles: `cargo bench --bench stages`.

#![allow(missing_docs)]

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::PathBuf;
use tercet::annotate::network::forward::Scratch;
use tercet::annotate::{Annotator, ENGLISH, Sentence, Tree, conllu};
use tercet::document::Document;
use tercet::entity::Extraction;
use tercet::extract::propositions;
use tercet::gazetteer::Gazetteer;
use tercet::ontology::Ontology;
use tercet::pipeline::{Options, Pipeline};
use tercet::resolve::Resolution;
use tercet::segment::segment;
use tercet::statement::build::build;
use tercet::store::{Store, dataset::Dataset, vocabulary::BASE};

fn stages(criterion: &mut Criterion) {
    let (Ok(pipeline), Ok(annotator)) = (Pipeline::new(Options::default()), Annotator::from_bytes(ENGLISH))
    else {
        return;
    };
    let (Ok(ontology), Ok(gazetteer)) = (Ontology::news(), Gazetteer::embedded()) else { return };
    let documents: Vec<Document> =
        pipeline.documents(&[PathBuf::from("seeds")]).filter_map(Result::ok).collect();
    let cut: Vec<Vec<Sentence>> = documents.iter().map(segment).collect();
    let annotated: Vec<Vec<Sentence>> = documents.iter().map(|d| pipeline.annotate(d)).collect();
    let resolved: Vec<Resolution> =
        documents.iter().zip(&annotated).map(|(d, s)| pipeline.resolve(d, s)).collect();
    let extracted: Vec<Extraction> = documents.iter().map(|d| pipeline.extract(d)).collect();
    let both = || documents.iter().zip(&annotated);
    let words: usize = cut.iter().flatten().map(|s| s.words.len()).sum();

    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::Elements(words as u64));
    group.bench_function("segment", |b| b.iter(|| documents.iter().map(|d| segment(d).len()).sum::<usize>()));
    group.bench_function("features of forms", |b| {
        let vocabulary = &annotator.network().model().vocabulary;
        b.iter(|| {
            for (document, sentence) in both().flat_map(|(d, s)| s.iter().map(move |s| (d, s))) {
                for word in &sentence.words {
                    black_box(vocabulary.form_rows(word.span.of(&document.text)));
                }
            }
        });
    });
    // Tags, trees and names come out of one forward pass: the first time the forms are new.
    for (name, known) in [("annotate new forms", false), ("annotate known forms", true)] {
        let mut scratch = Scratch::default();
        let mut annotate = |mut cut: Vec<Vec<Sentence>>| {
            if !known {
                scratch = Scratch::default();
            }
            for (document, sentences) in documents.iter().zip(&mut cut) {
                annotator.annotate(sentences, &document.text, &mut scratch);
            }
            cut
        };
        group.bench_function(name, |b| b.iter_batched(|| cut.clone(), &mut annotate, BatchSize::LargeInput));
    }
    group.bench_function("propositions", |b| {
        b.iter(|| {
            for (document, sentences) in both() {
                sentences.iter().for_each(|s| drop(black_box(propositions(&Tree::new(s, &document.text)))));
            }
        });
    });
    group.bench_function("resolve", |b| {
        b.iter(|| both().for_each(|(d, s)| drop(black_box(pipeline.resolve(d, s)))));
    });
    group.bench_function("statements, with propositions", |b| {
        b.iter(|| {
            both()
                .zip(&resolved)
                .for_each(|((d, s), r)| drop(black_box(build(d, s, r, &gazetteer, &ontology))));
        });
    });
    group.bench_function("extract, with all before", |b| {
        b.iter(|| documents.iter().for_each(|d| drop(black_box(pipeline.extract(d)))));
    });
    group.bench_function("store and make quads", |b| {
        let add = |extracted: Vec<Extraction>| {
            let mut store = Store::in_memory();
            let added = store.add_all(extracted).map(|added| added.len());
            (added.is_ok(), Dataset::of(&store, BASE).map(|dataset| dataset.len().is_ok()).is_ok())
        };
        b.iter_batched(|| extracted.clone(), add, BatchSize::LargeInput);
    });
    group.bench_function("write CoNLL-U", |b| {
        b.iter(|| {
            let mut out = Vec::new();
            both().for_each(|(d, s)| drop(conllu::write(&mut out, &d.text, s, 1)));
            out
        });
    });
    group.finish();
    criterion.bench_function("load the model", |b| b.iter(|| Annotator::from_bytes(ENGLISH)));
    criterion.bench_function("load all stages", |b| b.iter(|| Pipeline::new(Options::default()).is_ok()));
}

criterion_group!(benches, stages);
criterion_main!(benches);

//! How fast a store is read and made ready for queries, and how much memory that takes.
//!
//! `cargo bench --bench load -- 20000` measures with so many documents, which it makes up.

use std::error::Error;
use std::time::Instant;
use tercet::entity::Extraction;
use tercet::statement::Node;
use tercet::store::{Store, dataset::Dataset, vocabulary::BASE};

fn main() -> Result<(), Box<dyn Error>> {
    let count: usize = std::env::args().find_map(|a| a.parse().ok()).unwrap_or(10_000);
    let folder = tempfile::tempdir()?;
    let models: Vec<Extraction> = serde_json::from_str(include_str!("../tests/data/extractions.json"))?;
    let mut store = Store::open(folder.path())?;
    let clock = Instant::now();
    for start in (0..count).step_by(64) {
        store.add_all(
            (start..count.min(start + 64)).map(|n| document(&models[n % models.len()], n)).collect(),
        )?;
    }
    println!("{count} documents written in {:.2} s", clock.elapsed().as_secs_f64());
    let clock = Instant::now();
    store.compact()?;
    drop(store);
    let size = std::fs::metadata(folder.path().join("snapshot.zst"))?.len();
    println!("snapshot of {:.1} MB written in {:.2} s", size as f64 / 1e6, clock.elapsed().as_secs_f64());

    for _ in 0..2 {
        let clock = Instant::now();
        let dataset = Dataset::open(folder.path(), BASE)?;
        let seconds = clock.elapsed().as_secs_f64();
        let quads = dataset.len()?;
        println!(
            "{quads} quads ready for queries after {seconds:.2} s ({:.0} a second); memory {}",
            quads as f64 / seconds,
            memory()
        );
    }
    let clock = Instant::now();
    let store = Store::read(folder.path())?;
    println!("{} documents read in {:.2} s", store.documents().count(), clock.elapsed().as_secs_f64());
    Ok(())
}

/// The `n`th document: the model with people of its own, each in ten documents.
fn document(model: &Extraction, n: usize) -> Extraction {
    let mut new = model.clone();
    new.document.id = format!("document-{n}");
    let id = |id: &mut String| id.push_str(&format!("-{}", n / 10));
    for entity in &mut new.entities {
        id(&mut entity.id);
        entity.name.push_str(&format!(" {}", n / 10));
    }
    for statement in &mut new.statements {
        statement.document.clone_from(&new.document.id);
        statement.id.push_str(&format!("-{n}"));
        statement.text.push_str(&format!(" {n}"));
        for end in [Some(&mut statement.subject), statement.object.as_mut()].into_iter().flatten() {
            if let Node::Entity { id: end, name, .. } = end {
                id(end);
                name.push_str(&format!(" {}", n / 10));
            }
        }
    }
    new
}

/// The most memory that this process has had, where the system tells.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.map_or("unknown".to_owned(), |l| l.trim().to_owned())
}

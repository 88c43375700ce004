//! Reads the suites in prose under `tests/md` (format: `tests/md/README.md`).

use std::path::Path;

/// A sentence with what must (`true`) and must not come out of it, cell by cell.
pub struct Case {
    /// File and line of the sentence.
    pub place: String,
    /// The sentence.
    pub sentence: String,
    /// The expectations.
    pub expected: Vec<(bool, Vec<String>)>,
}

/// Every case of the suites in a folder of `tests/md`, in the order of the files.
pub fn cases(folder: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/md").join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the suites are part of the repository")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "md") && !path.ends_with("README.md"))
        .collect();
    files.sort();
    let mut cases: Vec<Case> = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a suite is UTF-8 text");
        for (number, line) in text.lines().enumerate() {
            let place = format!("{}:{}", file.file_name().unwrap_or_default().to_string_lossy(), number + 1);
            if let Some(sentence) = line.strip_prefix("> ") {
                cases.push(Case { place, sentence: sentence.to_owned(), expected: Vec::new() });
                continue;
            }
            let must = match line.get(..6) {
                Some("- [x] ") => true,
                Some("- [ ] ") => false,
                _ => continue,
            };
            let cells = line[6..].split('|').map(|cell| cell.trim().to_owned()).collect();
            let case = cases.last_mut().unwrap_or_else(|| panic!("{place}: no sentence before the list"));
            case.expected.push((must, cells));
        }
    }
    cases
}

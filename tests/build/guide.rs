//! Takes the code out of the chapters of the guide, so that a test can hold the SQL beside it to what
//! it renders.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

const GUIDE: &str = "../pgschema/src/guide";

pub(crate) fn write(out: &Path) {
    println!("cargo::rerun-if-changed={GUIDE}");
    let mut chapters: Vec<_> = fs::read_dir(GUIDE)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "md"))
        .collect();
    chapters.sort();
    let mut modules = String::new();
    let mut cases = String::new();
    let mut excerpts = String::new();
    for path in chapters {
        chapter(&path, &mut modules, &mut cases, &mut excerpts);
    }
    let code = format!(
        "{modules}\npub(crate) const CASES: &[Case] = &[\n{cases}];\n\
         pub(crate) const EXCERPTS: &[(&str, &str)] = &[\n{excerpts}];\n"
    );
    fs::write(out.join("guide.rs"), code).unwrap();
}

/// Writes a module for each block of Rust that makes a database, and a case for each block of SQL
/// below it. What rustdoc can't compile is an excerpt of a file whose path it begins with.
fn chapter(path: &Path, modules: &mut String, cases: &mut String, excerpts: &mut String) {
    let name = path.file_stem().unwrap().to_string_lossy();
    let text = fs::read_to_string(path).unwrap();
    let mut database = None;
    let mut blocks = 0;
    let mut block: Option<(&str, String)> = None;
    for (line, text) in text.lines().enumerate() {
        let (language, code) = match (block.take(), text.strip_prefix("```")) {
            (None, None) => continue,
            (None, Some(language)) => {
                block = Some((language, String::new()));
                continue;
            }
            (Some((language, mut code)), None) => {
                code.push_str(text.strip_prefix("# ").unwrap_or(text));
                code.push('\n');
                block = Some((language, code));
                continue;
            }
            (Some(block), Some(_)) => block,
        };
        if language == "rust" && code.contains("\npub fn database()") {
            blocks += 1;
            let module = format!("{name}_{blocks}");
            write!(modules, "mod {module} {{\n{code}}}\n").unwrap();
            database = Some(module);
        } else if language == "rust,ignore" {
            let (path, code) = code.split_once('\n').unwrap();
            let path = path.strip_prefix("// ").expect("the path of the file");
            writeln!(
                excerpts,
                "(include_str!(\"{}/../{path}\"), {code:?}),",
                root()
            )
            .unwrap();
        } else if let Some(kind) = language.strip_prefix("sql") {
            let module = database.as_ref().expect("Rust before SQL");
            writeln!(
                cases,
                "Case {{ place: \"{name}.md:{line}\", kind: {:?}, sql: {code:?}, \
                 database: || {module}::database().map_err(|error| error.to_string()) }},",
                kind.trim(),
            )
            .unwrap();
        }
    }
}

fn root() -> String {
    env::var("CARGO_MANIFEST_DIR").unwrap()
}

//! Takes the examples out of the rules of the lint engine.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use pgschema::lint::RULES;

/// Writes a module for each example, and a list of them.
pub(crate) fn write(out: &Path) {
    let mut modules = String::new();
    let mut list = String::new();
    for rule in RULES {
        for (kind, code) in [("bad", rule.bad), ("good", rule.good)] {
            let name = format!("{kind}_{}", rule.name);
            let code = with_database(code);
            write!(
                modules,
                "mod {name} {{\nuse super::prelude::*;\n{code}\n\
                 pub(crate) fn example() -> Result<Database, String> {{\n\
                 database().map_err(|error| error.to_string())\n}}\n}}\n"
            )
            .unwrap();
        }
        writeln!(
            list,
            "Example {{ rule: {name:?}, bad: bad_{name}::example, good: good_{name}::example }},",
            name = rule.name
        )
        .unwrap();
    }
    let code = format!("{modules}\npub(crate) const EXAMPLES: &[Example] = &[\n{list}];\n");
    fs::write(out.join("rules.rs"), code).unwrap();
}

/// The code with a `database()`: its own, or that of all its tables.
fn with_database(code: &str) -> String {
    if code.contains("fn database()") {
        return code.to_owned();
    }
    let mut tables = String::new();
    for part in code.split("#[derive(Table)]").skip(1) {
        let (_, rest) = part.split_once("\nstruct ").expect("a struct");
        let name = rest.split_whitespace().next().expect("its name");
        write!(tables, ".table::<{name}>()").unwrap();
    }
    format!(
        "{code}\nfn database() -> Result<Database, InvalidDatabase> {{\n\
         Database::builder().hardened(\"app\"){tables}.build()\n}}\n"
    )
}

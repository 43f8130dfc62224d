use std::collections::BTreeSet;

use super::{Problem, ProblemKind};
use crate::model::Database;
use crate::plan::order::circles;
use crate::plan::references::{Names, of_function, of_view};

/// Whether views, and the functions that they call, can be made one after the other.
///
/// Only what a name surely means counts: of functions of one name the types of the arguments choose,
/// and what has the name of something in `pg_catalog` is that.
pub(super) fn check(database: &Database, problems: &mut Vec<Problem>) {
    let (functions, views) = (&database.functions, &database.views);
    if functions.is_empty() && views.is_empty() {
        return;
    }
    let home = &database.home;
    let called = Names::new(home, functions.iter().map(|it| &it.name));
    let read = Names::new(home, views.iter().map(|it| &it.name));
    let references = (functions.iter().map(of_function)).chain(views.iter().map(of_view));
    let needed: Vec<BTreeSet<usize>> = references
        .map(|found| {
            let functions = found
                .functions
                .iter()
                .filter(|path| path.len() > 1)
                .filter_map(|path| match called.named(path) {
                    [position] => Some(*position),
                    _ => None,
                });
            let may_be_own = |path: &&Vec<String>| {
                path.len() > 1 || path.iter().all(|name| !name.starts_with("pg_"))
            };
            let views = read.all(found.relations.iter().filter(may_be_own));
            functions
                .chain(views.map(|position| position + database.functions.len()))
                .collect()
        })
        .collect();
    for circle in circles(&needed) {
        let parts = circle.iter().filter_map(|position| {
            match position.checked_sub(database.functions.len()) {
                None => functions
                    .get(*position)
                    .map(|it| (&it.name, format!("the function {}()", it.name))),
                Some(position) => views
                    .get(position)
                    .map(|it| (&it.name, format!("the view {}", it.name))),
            }
        });
        let (names, described): (Vec<_>, Vec<String>) = parts.unzip();
        if let Some(name) = names.first() {
            let kind = ProblemKind::ViewCycle(described.join(", "));
            problems.push(Problem::new(name, kind));
        }
    }
}

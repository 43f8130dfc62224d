use std::collections::BTreeSet;

use super::{Planner, order};
use crate::Version;
use crate::model::View;
use crate::sql::{Comment, CommentTarget, CreateView, Statement};

impl Planner<'_> {
    /// The views, each after those that it names.
    pub(super) fn views(&mut self) {
        let views = &self.database.views;
        let words: Vec<BTreeSet<String>> = views.iter().map(words).collect();
        let ordered = order::by_dependency(views.len(), |dependent, needed| {
            views
                .get(needed)
                .zip(words.get(dependent))
                .is_some_and(|(needed, words)| words.contains(needed.name.name().as_str()))
        });
        for view in ordered
            .order
            .into_iter()
            .filter_map(|position| views.get(position))
        {
            let statements = self.view(view);
            self.section(view.name.to_string(), statements);
        }
    }

    fn view(&mut self, view: &View) -> Vec<Statement> {
        if view.security_invoker {
            self.needs(Version::V15, "a view with security_invoker", &view.name);
        }
        let mut create = CreateView::new(view.name.clone(), view.query.clone())
            .or_replace()
            .columns(view.columns.iter().cloned());
        if view.security_invoker {
            create = create.security_invoker(true);
        }
        if view.security_barrier {
            create = create.security_barrier(true);
        }
        let mut statements: Vec<Statement> = vec![create.into()];
        if let Some(comment) = &view.comment {
            let target = CommentTarget::View(view.name.clone());
            statements.push(Comment::new(target, Some(comment.clone())).into());
        }
        statements
    }
}

fn words(view: &View) -> BTreeSet<String> {
    pgschema_syntax::names::identifiers(view.query.as_str())
        .into_iter()
        .collect()
}

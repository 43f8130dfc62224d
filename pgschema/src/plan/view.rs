use std::collections::BTreeSet;

use super::output::{Output, Title};
use super::{Planner, order};
use crate::Version;
use crate::model::{Function, View};
use crate::sql::{Comment, CommentTarget, CreateView};

impl<'a, O: Output> Planner<'a, O> {
    /// The views and the functions that wait for tables, each after what it names: a view may call
    /// a function that reads another view.
    pub(super) fn views(&mut self, functions: &[&'a Function]) {
        let views = &self.database.views;
        let parts: Vec<Part<'a>> = (functions.iter().copied().map(Part::Function))
            .chain(views.iter().map(Part::View))
            .collect();
        let words: Vec<BTreeSet<String>> = parts.iter().map(Part::words).collect();
        let ordered = order::by_dependency(parts.len(), |dependent, needed| {
            parts
                .get(needed)
                .zip(words.get(dependent))
                .is_some_and(|(needed, words)| words.contains(needed.name()))
        });
        for part in ordered.order.into_iter().filter_map(|it| parts.get(it)) {
            match part {
                Part::Function(function) => self.function(function),
                Part::View(view) => self.view(view),
            }
        }
    }

    fn view(&mut self, view: &'a View) {
        self.section(Title::View(&view.name));
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
        self.emit(create);
        if let Some(comment) = &view.comment {
            let target = CommentTarget::View(view.name.clone());
            self.emit(Comment::new(target, Some(comment.clone())));
        }
    }
}

/// What is made when the tables are there.
enum Part<'a> {
    Function(&'a Function),
    View(&'a View),
}

impl Part<'_> {
    fn name(&self) -> &str {
        match self {
            Self::Function(function) => function.name.name().as_str(),
            Self::View(view) => view.name.name().as_str(),
        }
    }

    fn words(&self) -> BTreeSet<String> {
        match self {
            Self::Function(function) => super::function::words(function),
            Self::View(view) => pgschema_syntax::names::identifiers(view.query.as_str())
                .into_iter()
                .collect(),
        }
    }
}

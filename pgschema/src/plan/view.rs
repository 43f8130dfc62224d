use pgschema_syntax::names::References;

use super::output::{Output, Title};
use super::references::{Names, of_function, of_view};
use super::{Planner, order};
use crate::Version;
use crate::model::{Function, View};
use crate::sql::{Comment, CommentTarget, CreateView, QualifiedName};

impl<'a, O: Output> Planner<'a, O> {
    /// The views and the functions that wait for tables, each after what it names: a view may call
    /// a function that reads another view.
    pub(super) fn views(&mut self, functions: &[&'a Function]) {
        let views = &self.database.views;
        let parts: Vec<Part<'a>> = (functions.iter().copied().map(Part::Function))
            .chain(views.iter().map(Part::View))
            .collect();
        let home = &self.database.home;
        let first_view = functions.len();
        let called = Names::new(home, functions.iter().map(|function| &function.name));
        let read = Names::new(home, views.iter().map(|view| &view.name));
        let needed = parts.iter().map(|part| {
            let found = part.references();
            let views = read.all(&found.relations).chain(read.types(&found));
            let views = views.map(|position| first_view + position);
            called.all(&found.functions).chain(views).collect()
        });
        let ordered = order::by_lists(needed.collect());
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
        self.emit(define_view(view, view.name.clone()).or_replace());
        if let Some(comment) = &view.comment {
            let target = CommentTarget::View(view.name.clone());
            self.emit(Comment::new(target, Some(comment.clone())));
        }
    }
}

/// The view under a name.
pub(super) fn define_view(view: &View, name: QualifiedName) -> CreateView {
    let mut create =
        CreateView::new(name, view.query.clone()).columns(view.columns.iter().cloned());
    if view.security_invoker {
        create = create.security_invoker(true);
    }
    if view.security_barrier {
        create = create.security_barrier(true);
    }
    create
}

/// What is made when the tables are there.
enum Part<'a> {
    Function(&'a Function),
    View(&'a View),
}

impl Part<'_> {
    fn references(&self) -> References {
        match self {
            Self::Function(function) => of_function(function),
            Self::View(view) => of_view(view),
        }
    }
}

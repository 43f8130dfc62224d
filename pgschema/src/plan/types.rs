use pgschema_syntax::names::References;

use super::output::{Output, Title};
use super::references::{Names, add_type};
use super::{Planner, order};
use crate::model::Domain;
use crate::sql::{
    Comment, CommentTarget, CreateDomain, CreateEnum, Object, QualifiedName, Revoke, RoleName,
};

impl<O: Output> Planner<'_, O> {
    pub(super) fn types(&mut self) {
        for native in &self.database.enums {
            self.section(Title::Type(&native.name));
            self.emit(
                CreateEnum::new(native.name.clone(), native.labels.iter().cloned()).if_not_exists(),
            );
            if let Some(comment) = &native.comment {
                let target = CommentTarget::Type(native.name.clone());
                self.emit(Comment::new(target, Some(comment.clone())));
            }
            self.close_type(&native.name);
        }
        let domains = &self.database.domains;
        let known = Names::new(&self.database.home, domains.iter().map(|it| &it.name));
        let needed = domains.iter().map(|domain| {
            let mut found = References::default();
            add_type(&domain.base, &mut found);
            known.types(&found).collect()
        });
        let ordered = order::by_lists(needed.collect());
        for domain in ordered.order.into_iter().filter_map(|it| domains.get(it)) {
            let create = self
                .define_domain(domain, domain.name.clone())
                .if_not_exists();
            self.check_scale(&domain.base, &domain.name);
            self.section(Title::Type(&domain.name));
            self.emit(create);
            if let Some(comment) = &domain.comment {
                let target = CommentTarget::Domain(domain.name.clone());
                self.emit(Comment::new(target, Some(comment.clone())));
            }
            self.close_type(&domain.name);
        }
    }

    /// The domain under a name.
    pub(super) fn define_domain(&self, domain: &Domain, name: QualifiedName) -> CreateDomain {
        let mut create = CreateDomain::new(name, domain.base.clone());
        if let Some(collation) = &domain.collation {
            create = create.collation(collation.clone());
        }
        if let Some(default) = &domain.default {
            create = create.default(self.expression(default));
        }
        for check in &domain.checks {
            create = create.check(check.name.clone(), check.expression.clone());
        }
        create
    }

    /// Default privileges bind what is made after them; a type that was there before is closed too.
    fn close_type(&mut self, name: &QualifiedName) {
        if self.database.profile.is_some() {
            self.emit(Revoke::all(Object::Type(name.clone()), [RoleName::Public]));
        }
    }
}

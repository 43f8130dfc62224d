use super::Planner;
use crate::sql::{
    Comment, CommentTarget, CreateDomain, CreateEnum, Object, QualifiedName, Revoke, RoleName,
    Statement,
};

impl Planner<'_> {
    pub(super) fn types(&mut self) {
        for native in &self.database.enums {
            let create =
                CreateEnum::new(native.name.clone(), native.labels.iter().cloned()).if_not_exists();
            let mut statements: Vec<Statement> = vec![create.into()];
            if let Some(comment) = &native.comment {
                let target = CommentTarget::Type(native.name.clone());
                statements.push(Comment::new(target, Some(comment.clone())).into());
            }
            statements.extend(self.close_type(&native.name));
            self.section(native.name.to_string(), statements);
        }
        for domain in &self.database.domains {
            let mut create =
                CreateDomain::new(domain.name.clone(), domain.base.clone()).if_not_exists();
            if let Some(collation) = &domain.collation {
                create = create.collation(collation.clone());
            }
            if let Some(default) = &domain.default {
                create = create.default(self.expression(default));
            }
            for check in &domain.checks {
                create = create.check(check.name.clone(), check.expression.clone());
            }
            let mut statements: Vec<Statement> = vec![create.into()];
            if let Some(comment) = &domain.comment {
                let target = CommentTarget::Domain(domain.name.clone());
                statements.push(Comment::new(target, Some(comment.clone())).into());
            }
            statements.extend(self.close_type(&domain.name));
            self.section(domain.name.to_string(), statements);
        }
    }

    /// Default privileges bind what is made after them; a type that was there before is closed too.
    fn close_type(&self, name: &QualifiedName) -> Option<Statement> {
        self.database.profile.as_ref()?;
        Some(Revoke::all(Object::Type(name.clone()), [RoleName::Public]).into())
    }
}

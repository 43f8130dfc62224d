//! The statements that bring back what differs, where that needs no thought: nothing that loses rows or
//! holds a table for long.

use super::drift::{Difference, What};
use super::object::{Grantee, Kind, Object, Part};
use crate::Version;
use crate::define::Privilege;
use crate::model::{Database, Function, RowSecurity, Table, View};
use crate::plan::{Definitions, Plan, Subject};
use crate::sql::{
    AlterDefaultPrivileges, AlterRoleSet, AlterTable, Comment, CommentTarget, CreateIndex,
    DefaultObject, DropPolicy, Grant, GrantRole, GrantedPrivilege, Identifier, Object as Target,
    QualifiedName, Revoke, RoleName, ToSql,
};

/// What each difference is brought back by.
pub(super) fn add(
    database: &Database,
    version: Version,
    plan: &Plan,
    differences: &mut [Difference],
) {
    let restore = Restore {
        database,
        version,
        plan,
        definitions: Definitions::new(database, version),
    };
    for difference in differences {
        difference.statement = restore.statement(difference).filter(|sql| !sql.is_empty());
    }
}

struct Restore<'a> {
    database: &'a Database,
    version: Version,
    plan: &'a Plan,
    definitions: Definitions<'a>,
}

impl Restore<'_> {
    fn statement(&self, difference: &Difference) -> Option<String> {
        let (object, what) = (&difference.object, &difference.what);
        if let What::Differs {
            attribute: "comment",
            ..
        } = what
        {
            return self.comment(object);
        }
        match &object.part {
            Some(Part::Grant {
                privilege,
                column,
                role,
            }) => self.right(object, what, privilege, column.as_deref(), role),
            Some(part) => self.part(object, part, what),
            None => self.whole(object, what),
        }
    }

    fn whole(&self, object: &Object, what: &What) -> Option<String> {
        let name = qualified(object)?;
        match (object.kind, what) {
            (Kind::Table, What::Missing) if self.table(&name).is_some() => {
                self.section(&Subject::Table(name))
            }
            (Kind::Function, What::Missing) => self.section(&Subject::Function(name)),
            (Kind::View, What::Missing) => self.section(&Subject::View(name)),
            (Kind::Type, What::Missing) => self.section(&Subject::Type(name)),
            (Kind::Table, What::Differs { attribute, .. }) => self.table_attribute(name, attribute),
            (
                Kind::Function,
                What::Differs {
                    attribute:
                        "body" | "security" | "volatility" | "parallel" | "leakproof" | "strict"
                        | "settings" | "cost" | "rows",
                    ..
                },
            ) => {
                let function = self.function(object)?;
                let create = self.definitions.function(function, name);
                Some(create.or_replace().to_sql())
            }
            (
                Kind::View,
                What::Differs {
                    attribute: "query" | "security_invoker" | "security_barrier" | "check option",
                    ..
                },
            ) => {
                let view = self.view(&name)?;
                Some(self.definitions.view(view, name).or_replace().to_sql())
            }
            _ => None,
        }
    }

    fn table_attribute(&self, name: QualifiedName, attribute: &str) -> Option<String> {
        match attribute {
            "row security" => {
                let is_it = |table: &&Table| {
                    table.name == name
                        || (table.name.schema() == name.schema()
                            && table.partitions.iter().any(|it| it.name == *name.name()))
                };
                let table = self.database.tables.iter().find(is_it)?;
                let alter = AlterTable::new(name.clone()).enable_row_level_security();
                match table.row_security {
                    RowSecurity::Disabled | RowSecurity::Enabled => None,
                    RowSecurity::Forced => Some(alter.force_row_level_security().to_sql()),
                }
            }
            "owner" => {
                let owner = self.database.profile.as_ref()?.owner.clone();
                Some(AlterTable::new(name).owner_to(owner).to_sql())
            }
            _ => None,
        }
    }

    fn part(&self, object: &Object, part: &Part, what: &What) -> Option<String> {
        match (part, what) {
            (Part::Setting { parameter, .. }, What::Missing | What::Differs { .. }) => {
                let role = self
                    .database
                    .roles
                    .iter()
                    .find(|it| it.name == *object.name.as_str())?;
                let Part::Setting { in_database, .. } = part else {
                    return None;
                };
                let setting = role.settings.iter().find(|it| {
                    it.parameter.as_str() == parameter && it.in_database == *in_database
                })?;
                let set = AlterRoleSet::new(
                    role.name.clone(),
                    setting.parameter.clone(),
                    setting.value.clone(),
                );
                let set = if setting.in_database {
                    set.in_current_database()
                } else {
                    set
                };
                Some(set.to_sql())
            }
            (Part::MemberOf(role), What::Missing) => {
                let member = RoleName::Named(identifier(&object.name)?);
                let grant = GrantRole::new(identifier(role)?, member);
                let grant = match self.version >= Version::V16 {
                    true => grant.inherit(false).set(true),
                    false => grant,
                };
                Some(grant.to_sql())
            }
            (Part::DefaultPrivilege { .. }, _) => default_privilege(part, what),
            _ if object.kind == Kind::Table => self.part_of_table(object, part, what),
            _ => None,
        }
    }

    fn part_of_table(&self, object: &Object, part: &Part, what: &What) -> Option<String> {
        let name = qualified(object)?;
        match (part, what) {
            (
                Part::Policy(_),
                What::Differs {
                    attribute: "name", ..
                },
            ) => None,
            (Part::Policy(policy), What::Unknown) => {
                Some(DropPolicy::new(identifier(policy)?, name).to_sql())
            }
            (Part::Policy(policy), _) => {
                let mut policies = self.table(&name)?.policies.iter();
                let policy = policies.find(|it| it.name == *policy.as_str())?;
                let drop = DropPolicy::new(policy.name.clone(), name.clone()).if_exists();
                let create = self.definitions.policy(policy, name);
                Some(format!("{drop}\n{create}"))
            }
            (
                Part::Trigger(trigger),
                What::Missing
                | What::Differs {
                    attribute: "definition",
                    ..
                },
            ) => {
                let mut triggers = self.table(&name)?.triggers.iter();
                let trigger = triggers.find(|it| it.name == *trigger.as_str())?;
                Some(self.definitions.trigger(trigger, &name).to_sql())
            }
            (Part::Index(index), What::Missing) => {
                let table = self.table(&name).filter(|it| it.partition_by.is_none())?;
                let index = table.indexes.iter().find(|it| it.name == *index.as_str())?;
                let mut create = CreateIndex::new(index.name.clone(), name)
                    .concurrently()
                    .using(index.method)
                    .elements(index.elements.iter().cloned())
                    .include(index.include.iter().cloned())
                    .with(index.storage.clone());
                if index.unique {
                    create = create.unique();
                }
                if index.nulls_not_distinct {
                    create = create.nulls_not_distinct();
                }
                if let Some(predicate) = &index.predicate {
                    create = create.predicate(predicate.clone());
                }
                Some(create.to_sql())
            }
            (Part::Column(column), What::Differs { attribute, .. }) => {
                let column = self.table(&name)?.column(column)?;
                let alter = AlterTable::new(name);
                match *attribute {
                    "default" => {
                        let default = self.definitions.expression(column.default.as_ref()?);
                        Some(alter.set_default(column.name.clone(), default).to_sql())
                    }
                    "storage" => Some(
                        alter
                            .set_storage(column.name.clone(), column.storage?)
                            .to_sql(),
                    ),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn right(
        &self,
        object: &Object,
        what: &What,
        word: &str,
        column: Option<&str>,
        role: &Grantee,
    ) -> Option<String> {
        let target = match object.kind {
            Kind::Database => Target::CurrentDatabase,
            Kind::Schema => Target::Schema(identifier(&object.name)?),
            Kind::Table | Kind::View => Target::Table(qualified(object)?),
            Kind::Type => Target::Type(qualified(object)?),
            Kind::Function => {
                let arguments = self.function(object)?.arguments.iter();
                let types = arguments.map(|it| it.data_type.clone()).collect();
                Target::Function(qualified(object)?, types)
            }
            _ => return None,
        };
        let role = match role {
            Grantee::Public => RoleName::Public,
            Grantee::Role(name) => RoleName::Named(identifier(name)?),
            // Whoever owns the object may give it to itself.
            Grantee::Owner => RoleName::CurrentUser,
        };
        let granted = match column {
            Some(column) => {
                GrantedPrivilege::on_columns(privilege(word)?, vec![identifier(column)?])?
            }
            None => privilege(word)?.into(),
        };
        match what {
            What::Missing => Some(Grant::new([granted], target, [role]).to_sql()),
            What::Unknown => Some(Revoke::new([granted], target, [role]).to_sql()),
            What::Differs { .. } => {
                let revoke = Revoke::new([granted.clone()], target.clone(), [role.clone()]);
                Some(format!(
                    "{revoke}\n{}",
                    Grant::new([granted], target, [role])
                ))
            }
        }
    }

    fn comment(&self, object: &Object) -> Option<String> {
        let database = self.database;
        let (target, comment) = match (&object.part, object.kind) {
            (None, Kind::Schema) => {
                let mut schemas = database.schemas.iter();
                let schema = schemas.find(|it| it.name == *object.name.as_str())?;
                (CommentTarget::Schema(schema.name.clone()), &schema.comment)
            }
            (None, Kind::Table) => {
                let table = self.table(&qualified(object)?)?;
                (CommentTarget::Table(table.name.clone()), &table.comment)
            }
            (Some(Part::Column(column)), Kind::Table) => {
                let table = self.table(&qualified(object)?)?;
                let column = table.column(column)?;
                let target = CommentTarget::Column(table.name.clone(), column.name.clone());
                (target, &column.comment)
            }
            (Some(Part::Index(index)), Kind::Table) => {
                let schema = identifier(object.schema.as_deref()?)?;
                let name = QualifiedName::from_parts(schema, identifier(index)?);
                (CommentTarget::Index(name), &None)
            }
            (Some(Part::Policy(policy)), Kind::Table) => {
                let target = CommentTarget::Policy(qualified(object)?, identifier(policy)?);
                (target, &None)
            }
            (Some(Part::Constraint(constraint)), Kind::Table) => {
                let target = CommentTarget::Constraint(qualified(object)?, identifier(constraint)?);
                (target, &None)
            }
            (None, Kind::View) => {
                let view = self.view(&qualified(object)?)?;
                (CommentTarget::View(view.name.clone()), &view.comment)
            }
            (None, Kind::Function) => {
                let function = self.function(object)?;
                let types = function.arguments.iter();
                let types = types.map(|it| it.data_type.clone()).collect();
                let target = CommentTarget::Function(function.name.clone(), types);
                (target, &function.comment)
            }
            (None, Kind::Type) => {
                let name = qualified(object)?;
                let comments = (database.enums.iter().map(|it| (&it.name, &it.comment)))
                    .chain(database.domains.iter().map(|it| (&it.name, &it.comment)));
                let (_, comment) = { comments }.find(|(it, _)| **it == name)?;
                (CommentTarget::Type(name), comment)
            }
            _ => return None,
        };
        Some(Comment::new(target, comment.clone()).to_sql())
    }

    /// All statements about something.
    fn section(&self, subject: &Subject) -> Option<String> {
        let sections = self.plan.sections().iter();
        let statements: Vec<String> = sections
            .filter(|section| section.subject() == subject)
            .flat_map(|section| section.statements())
            .map(ToSql::to_sql)
            .collect();
        (!statements.is_empty()).then(|| statements.join("\n"))
    }

    fn table(&self, name: &QualifiedName) -> Option<&Table> {
        self.database.table(name)
    }

    fn view(&self, name: &QualifiedName) -> Option<&View> {
        self.database.views.iter().find(|view| view.name == *name)
    }

    /// The function of a name; of several, the one that takes as many arguments, if there is one.
    fn function(&self, object: &Object) -> Option<&Function> {
        let name = qualified(object)?;
        let arguments = object.arguments.as_deref().unwrap_or_default();
        let count = if arguments.is_empty() {
            0
        } else {
            arguments.split(", ").count()
        };
        let mut functions = self.database.functions.iter().filter(|function| {
            function.name == name
                && function.arguments.len() == count
                && function.before.is_none_or(|before| self.version < before)
        });
        match (functions.next(), functions.next()) {
            (Some(function), None) => Some(function),
            _ => None,
        }
    }
}

fn default_privilege(part: &Part, what: &What) -> Option<String> {
    let Part::DefaultPrivilege {
        maker,
        privilege: word,
        on,
        schema,
        role,
    } = part
    else {
        return None;
    };
    let on = [
        DefaultObject::Tables,
        DefaultObject::Sequences,
        DefaultObject::Routines,
        DefaultObject::Types,
        DefaultObject::Schemas,
    ]
    .into_iter()
    .find(|it| it.to_sql() == *on)?;
    let role = match role {
        Grantee::Public => RoleName::Public,
        Grantee::Role(name) => RoleName::Named(identifier(name)?),
        Grantee::Owner => return None,
    };
    let privileges = [privilege(word)?];
    let alter = match what {
        What::Missing => AlterDefaultPrivileges::grant(privileges, on, [role]),
        What::Unknown => AlterDefaultPrivileges::revoke(privileges, on, [role]),
        What::Differs { .. } => return None,
    };
    let alter = alter.for_role(identifier(maker)?);
    Some(match schema {
        Some(schema) => alter.in_schema(identifier(schema)?).to_sql(),
        None => alter.to_sql(),
    })
}

fn privilege(word: &str) -> Option<Privilege> {
    [
        Privilege::Select,
        Privilege::Insert,
        Privilege::Update,
        Privilege::Delete,
        Privilege::Truncate,
        Privilege::References,
        Privilege::Trigger,
        Privilege::Maintain,
        Privilege::Usage,
        Privilege::Execute,
        Privilege::Create,
        Privilege::Connect,
        Privilege::Temporary,
    ]
    .into_iter()
    .find(|privilege| privilege.as_str() == word)
}

fn identifier(name: &str) -> Option<Identifier> {
    Identifier::new(name).ok()
}

fn qualified(object: &Object) -> Option<QualifiedName> {
    let schema = identifier(object.schema.as_deref()?)?;
    Some(QualifiedName::from_parts(schema, identifier(&object.name)?))
}

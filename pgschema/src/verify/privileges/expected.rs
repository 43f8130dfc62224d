//! What the model says of who holds which right on what, as the catalogs would have it.

use std::collections::BTreeMap;

use crate::Version;
use crate::define::Privilege;
use crate::model::{Database, TableGrant};
use crate::sql::{DataType, GrantedPrivilege, Identifier, Object, QualifiedName, RoleName};
use crate::verify::compare::types::TypeNames;

/// What kind of thing an object is: how it is called, and what its owner has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Database,
    Schema,
    Relation,
    Sequence,
    Function,
    Type,
}

impl Kind {
    /// From the letter of `objects.sql`.
    pub(super) fn of(letter: &str) -> Self {
        match letter {
            "d" => Self::Database,
            "n" => Self::Schema,
            "S" => Self::Sequence,
            "P" => Self::Function,
            "T" => Self::Type,
            _ => Self::Relation,
        }
    }

    /// All that there is to have, which an owner has.
    pub(super) const fn all(self, version: Version) -> &'static [Privilege] {
        use Privilege::{
            Connect, Create, Delete, Execute, Insert, Maintain, References, Select, Temporary,
            Trigger, Truncate, Update, Usage,
        };
        match self {
            Self::Database => &[Create, Connect, Temporary],
            Self::Schema => &[Usage, Create],
            Self::Relation if version as u32 >= Version::V17 as u32 => &[
                Select, Insert, Update, Delete, Truncate, References, Trigger, Maintain,
            ],
            Self::Relation => &[
                Select, Insert, Update, Delete, Truncate, References, Trigger,
            ],
            Self::Sequence => &[Usage, Select, Update],
            Self::Function => &[Execute],
            Self::Type => &[Usage],
        }
    }

    /// What PUBLIC has if nobody takes it away.
    pub(super) const fn public(self) -> &'static [Privilege] {
        match self {
            Self::Database => &[Privilege::Connect, Privilege::Temporary],
            Self::Function => &[Privilege::Execute],
            Self::Type => &[Privilege::Usage],
            Self::Schema | Self::Relation | Self::Sequence => &[],
        }
    }
}

/// What tells an object from others: its kind, its schema, its name and its arguments.
pub(super) type Key = (Kind, String, String, String);

/// What the model says of an object.
pub(super) struct Expected {
    pub(super) on: Object,
    /// What it is: `table app.documents`.
    pub(super) label: String,
    pub(super) rights: BTreeMap<RoleName, Vec<GrantedPrivilege>>,
    /// Who has more than that.
    pub(super) others: Others,
    /// Whether the model's owner owns it.
    pub(super) is_owned: bool,
    /// Whether it is to be there.
    pub(super) must_exist: bool,
}

/// Whose rights beyond the model's are too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Others {
    /// Everybody's.
    HaveNothing,
    /// Only those of PUBLIC: the object isn't the model's own.
    OfPublic,
    /// Nobody's: the model says nothing of the object.
    MayHaveAnything,
}

/// What the model says of everything that rights are on.
pub(super) struct Expectation {
    pub(super) objects: BTreeMap<Key, Expected>,
    /// The schemas that are looked at.
    pub(super) schemas: Vec<String>,
    /// Those of which all is the model's.
    pub(super) own_schemas: Vec<String>,
    pub(super) is_hardened: bool,
}

impl Expectation {
    /// What the model says, of the functions with the types as the server spells them.
    pub(super) fn new(database: &Database, version: Version, types: &TypeNames) -> Self {
        let own = database.schemas.iter().filter(|schema| !schema.exists);
        let own_schemas: Vec<String> = own.map(|it| it.name.as_str().to_owned()).collect();
        let mut schemas: Vec<String> = own_schemas.clone();
        schemas.extend(
            database
                .schemas
                .iter()
                .map(|it| it.name.as_str().to_owned()),
        );
        let profile = database.profile.as_ref();
        if profile.is_some_and(|profile| profile.lock_public_schema) {
            schemas.push("public".to_owned());
        }
        schemas.sort();
        schemas.dedup();
        let mut this = Self {
            objects: BTreeMap::new(),
            schemas,
            own_schemas,
            is_hardened: profile.is_some(),
        };
        this.add_database(database);
        this.add_schemas(database);
        for table in &database.tables {
            this.relation("table", &table.name, &table.grants);
            for partition in &table.partitions {
                let schema = table.name.schema().clone();
                let name = QualifiedName::from_parts(schema, partition.name.clone());
                this.relation("table", &name, &[]);
            }
        }
        for view in &database.views {
            this.relation("view", &view.name, &view.grants);
        }
        for function in &database.functions {
            if function.before.is_some_and(|before| version >= before) {
                continue;
            }
            let arguments = function.arguments.iter().map(|it| it.data_type.clone());
            let arguments: Vec<DataType> = arguments.collect();
            let spelled: Vec<String> = arguments.iter().map(|it| types.base(it)).collect();
            let on = Object::Function(function.name.clone(), arguments);
            let execute = with(&function.execute, Privilege::Execute);
            this.code(
                Kind::Function,
                &function.name,
                spelled.join(", "),
                on,
                execute,
            );
        }
        let enums = database.enums.iter().map(|it| &it.name);
        for name in enums.chain(database.domains.iter().map(|it| &it.name)) {
            let on = Object::Type(name.clone());
            this.code(Kind::Type, name, String::new(), on, BTreeMap::new());
        }
        this
    }

    fn add_database(&mut self, database: &Database) {
        let mut rights = BTreeMap::new();
        let mut others = Others::MayHaveAnything;
        if let Some(profile) = database.profile.as_ref() {
            if profile.lock_database {
                others = Others::HaveNothing;
                for role in database.roles.iter().filter(|role| role.login) {
                    let role = RoleName::Named(role.name.clone());
                    rights.insert(role, vec![Privilege::Connect.into()]);
                }
            }
            if !database.extensions.is_empty() {
                let owner = RoleName::Named(profile.owner.clone());
                rights.insert(owner, vec![Privilege::Create.into()]);
            }
        }
        let expected = Expected {
            on: Object::CurrentDatabase,
            label: "the database".to_owned(),
            rights,
            others,
            is_owned: false,
            must_exist: false,
        };
        let key = (Kind::Database, String::new(), String::new(), String::new());
        self.objects.insert(key, expected);
    }

    fn add_schemas(&mut self, database: &Database) {
        let mut add = |name: &Identifier, usage: &[RoleName], exists: bool, others| {
            let expected = Expected {
                on: Object::Schema(name.clone()),
                label: format!("schema {name}"),
                rights: with(usage, Privilege::Usage),
                others,
                is_owned: !exists,
                must_exist: true,
            };
            let key = (
                Kind::Schema,
                String::new(),
                name.as_str().to_owned(),
                String::new(),
            );
            self.objects.entry(key).or_insert(expected);
        };
        let profile = database.profile.as_ref();
        let lock_public = profile.is_some_and(|profile| profile.lock_public_schema);
        for schema in &database.schemas {
            let others = match (schema.exists, lock_public && schema.name == "public") {
                (false, _) => Others::HaveNothing,
                (true, true) => Others::OfPublic,
                (true, false) => Others::MayHaveAnything,
            };
            add(&schema.name, &schema.usage, schema.exists, others);
        }
        if let (true, Ok(public)) = (lock_public, Identifier::new("public")) {
            add(&public, &[], true, Others::OfPublic);
        }
        if let Some(public) = self.objects.get_mut(&(
            Kind::Schema,
            String::new(),
            "public".to_owned(),
            String::new(),
        )) {
            // Somebody may have dropped it, which locks it best.
            public.must_exist = !public.rights.is_empty();
        }
    }

    fn relation(&mut self, word: &str, name: &QualifiedName, grants: &[TableGrant]) {
        let mut rights: BTreeMap<RoleName, Vec<GrantedPrivilege>> = BTreeMap::new();
        for grant in grants {
            let of_role = rights.entry(grant.role.clone()).or_default();
            of_role.extend(grant.privileges.iter().cloned());
        }
        self.add(
            Kind::Relation,
            name,
            String::new(),
            Expected {
                on: Object::Table(name.clone()),
                label: format!("{word} {name}"),
                rights,
                others: Others::HaveNothing,
                is_owned: true,
                must_exist: true,
            },
        );
    }

    /// A function or a type, which PUBLIC may use unless the database is hardened.
    fn code(
        &mut self,
        kind: Kind,
        name: &QualifiedName,
        arguments: String,
        on: Object,
        mut rights: BTreeMap<RoleName, Vec<GrantedPrivilege>>,
    ) {
        if !self.is_hardened {
            let public = rights.entry(RoleName::Public).or_default();
            public.extend(kind.public().iter().copied().map(GrantedPrivilege::from));
        }
        let label = match kind {
            Kind::Function => format!("function {name}({arguments})"),
            _ => format!("type {name}"),
        };
        let expected = Expected {
            on,
            label,
            rights,
            others: Others::HaveNothing,
            is_owned: true,
            must_exist: true,
        };
        self.add(kind, name, arguments, expected);
    }

    fn add(&mut self, kind: Kind, name: &QualifiedName, arguments: String, expected: Expected) {
        let schema = name.schema().as_str().to_owned();
        let key = (kind, schema, name.name().as_str().to_owned(), arguments);
        self.objects.insert(key, expected);
    }
}

fn with(roles: &[RoleName], privilege: Privilege) -> BTreeMap<RoleName, Vec<GrantedPrivilege>> {
    let rights = roles
        .iter()
        .map(|role| (role.clone(), vec![privilege.into()]));
    rights.collect()
}
